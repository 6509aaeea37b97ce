import type { ReadContext, Timers } from '../platform/index.ts'
import { nextAsk } from './ask.rules.ts'
import { banks } from './bank.ts'
import { type Account, askAt } from './money.store.ts'

/** From now on the bank is asked each morning; `ask-bank` ends that when the account waits for nothing. The caller holds the account. */
export async function expectAnswer(
  { tx, clock, timer }: Pick<ReadContext, 'tx' | 'clock'> & { timer: Timers },
  account: Account,
): Promise<void> {
  if (!banks.get(account.bank)?.query || account.nextAsk !== null) return
  const due = nextAsk(clock.now())
  await askAt(tx, account, due)
  await timer.set({
    kind: 'money.ask-bank',
    jurisdiction: account.jurisdiction,
    subjectId: account.id,
    due,
    payload: { account: account.number },
  })
}
