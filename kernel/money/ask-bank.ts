import { addDays, dayOf } from '../calendar/index.ts'
import { type ActDraft, type Db, operation, sql, systemOnly, type Tx } from '../platform/index.ts'
import { acts } from './acts.ts'
import { askAgain, nextAsk, OVERLAP } from './ask.rules.ts'
import { banks } from './bank.ts'
import { askBank, type Line } from './contract.ts'
import { hear } from './hear.ts'
import { answered, lockAccount, waits, wasAway } from './money.store.ts'

type Answer = { lines: Line[] } | { away: string }

/**
 * Asks the bank what was booked, outside any transaction. A bank that is away is said to be, on the page, and asked again; its lines are
 * not lost, for the next answer goes back to before the last one.
 */
export default operation(askBank, {
  allow: systemOnly,
  async prepare({ db, input }): Promise<Answer> {
    const found = await since(db, input)
    const bank = found && banks.get(found.bank)
    if (!bank?.query) return { lines: [] }
    return bank.query({ db, jurisdiction: input.jurisdiction }, input.account, addDays(found!.from, -OVERLAP)).then(
      (lines) => ({ lines }),
      (error) => ({ away: String((error as Error).message).slice(0, 300) }),
    )
  },
  async run({ tx, input, clock, timer, prepared, problem }) {
    const account = await lockAccount(tx, input.jurisdiction, input.account)
    if (!account) throw problem('NO_ACCOUNT')
    const now = clock.now()
    const again = (due: Date) =>
      timer.set({
        kind: 'money.ask-bank',
        jurisdiction: account.jurisdiction,
        subjectId: account.id,
        due,
        payload: { account: account.number },
      })
    if ('away' in prepared) {
      const next = askAgain(now, account.tries)
      await wasAway(tx, account, now, prepared.away, next)
      await again(next)
      return {
        act: acts['money.bank-away']({
          jurisdiction: account.jurisdiction,
          subject: { kind: 'payment', id: account.id },
          public: { account: account.number, tries: account.tries + 1, again: next.toISOString() },
          private: { why: prepared.away },
        }),
        output: { away: true, fresh: 0 },
      }
    }
    const told: { acts: [ActDraft, ...ActDraft[]]; output: { fresh: number } } = await hear(
      { tx, clock },
      account,
      prepared.lines,
      'query',
    )
    const next = (await waits(tx, account)) ? nextAsk(now) : null
    await answered(tx, account, now, next)
    if (next) await again(next)
    return { acts: told.acts, output: { away: false, fresh: told.output.fresh } }
  },
})

/** Which bank it is, and through which day it answered. */
async function since(db: Db | Tx, input: { jurisdiction: string; account: string }) {
  const { rows } = await sql<{
    bank: string
    at: Date
  }>`select bank, coalesce(answered_at, opened_at) as at from money.account
    where jurisdiction = ${input.jurisdiction} and number = ${input.account}`.execute(db)
  return rows[0] && { bank: rows[0].bank, from: dayOf(rows[0].at) }
}
