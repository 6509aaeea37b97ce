import { dayOf } from '../calendar/index.ts'
import { type Gate, Problem, type ReadContext, text } from '../platform/index.ts'
import type { SubjectRef } from './contract.ts'
import { keyOf, listsFor, marksOfSubject, usccOf } from './mark.store.ts'
import { sayMark, standsOn } from './marks.rules.ts'

type Maybe<T> = T | undefined | Promise<T | undefined>
const MARKED = {
  status: 403,
  ...text('这个主体在限制名单上，现在不能办这件事。', 'The subject is on a list that bars this now.'),
} as const

/**
 * Lets an operation run only for a subject whom no list bars for the purpose, as of now; the act keeps the proof: for what, when, what
 * was checked, which lists, which notes. `operation(contract, { allow, gate: clear('procurement', (i) => ({ uscc: i.bidder })), run })`.
 */
export function clear<I>(purpose: string, subjectOf: (input: I, ctx: ReadContext) => Maybe<SubjectRef>): Gate<I> {
  return async (ctx) => {
    const subject = await subjectOf(ctx.input, ctx)
    const now = ctx.clock.now()
    const key = subject && keyOf(subject)
    const marks = key ? await marksOfSubject(ctx.tx, key) : []
    const standing = marks.filter((m) => m.purposes.includes(purpose) && standsOn(m, dayOf(now)))
    const barred = standing.filter((m) => m.level === 'bar').map(sayMark)
    if (barred.length > 0)
      throw new Problem('MARKED', MARKED, {
        detail: text(barred.map((b) => b.zh).join(' '), barred.map((b) => b.en).join(' ')),
      })
    return {
      purpose,
      at: now.toISOString(),
      // A person is not named in a published act.
      checked: key ? (usccOf(key) ?? 'person') : 'nobody',
      lists: await listsFor(ctx.tx, purpose),
      notes: standing.map((m) => m.list),
    }
  }
}
