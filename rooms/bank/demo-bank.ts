import { connectBank } from '../../kernel/money/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { entriesSince, stateOf } from './bank.store.ts'

export const DEMO_BANK = 'demo'

/** The city's side of the demonstration bank: it can be asked, unless it is down, and signs what it tells. */
export const demoBank = connectBank({
  name: DEMO_BANK,
  title: text('演示银行', 'Demonstration bank'),
  async query({ db, jurisdiction }, account, since) {
    if ((await stateOf(db, jurisdiction))?.mode === 'down') throw new Error('演示银行没有应答 no answer')
    return entriesSince(db, jurisdiction, account, since)
  },
  secret: async ({ db, jurisdiction }) => (await stateOf(db, jurisdiction))?.secret,
})
