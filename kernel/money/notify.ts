import { z } from 'zod'
import { anyone, operation } from '../platform/index.ts'
import { banks, noticeHolds } from './bank.ts'
import { line, notify } from './contract.ts'
import { hear } from './hear.ts'
import { lockAccount, takeNotice } from './money.store.ts'

const MINUTES = 60_000
/** How far a notice's time may be from ours. */
const WINDOW = 5 * MINUTES

/** The bank itself, by its signature. An old notice is stale, a copied one replayed, a repeated line counted once. */
export default operation(notify, {
  allow: anyone,
  async run({ tx, input, clock, problem }) {
    const secret = await banks.get(input.bank)?.secret?.({ db: tx, jurisdiction: input.jurisdiction })
    if (!secret || !noticeHolds(secret, input, input.signature)) throw problem('SIGNATURE')
    const now = clock.now()
    if (Math.abs(now.getTime() - Date.parse(input.time)) > WINDOW) throw problem('STALE')
    if (!(await takeNotice(tx, input, now, new Date(now.getTime() - 60 * MINUTES)))) throw problem('REPLAYED')
    const lines = readLines(input.body)
    const [number, ...others] = [...new Set(lines?.map((l) => l.account))]
    if (!lines || !number || others.length > 0) throw problem('BODY')
    const account = await lockAccount(tx, input.jurisdiction, number)
    if (!account || account.bank !== input.bank) throw problem('NO_ACCOUNT')
    return hear({ tx, clock }, account, lines, 'notice')
  },
})

function readLines(body: string) {
  try {
    return z.object({ lines: z.array(line).min(1).max(1000) }).safeParse(JSON.parse(body)).data?.lines
  } catch {
    return undefined
  }
}
