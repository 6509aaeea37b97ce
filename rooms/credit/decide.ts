import { dayOf } from '../../kernel/calendar/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { decide } from './contract.ts'
import { decisionLetter } from './documents.ts'
import { dropped } from './dropped.ts'
import { listingStep } from './listing.kind.ts'
import { listOf } from './lists.ts'
import { termProblem } from './term.rules.ts'

/** The term counts from the document, both ends included, within what the list provides (国家发展改革委令第36号). */
export default listingStep(decide, {
  act: 'listing.decided',
  outcome: (i) => i.outcome,
  check({ at, clock, input, problem }) {
    if (input.outcome === 'drop') return
    if (!input.to) throw problem('NO_END')
    const wrong = termProblem(dayOf(clock.now()), input.to, listOf(at.facts.list)!.term)
    if (wrong) throw problem(wrong.code, { detail: wrong.said, fields: { to: wrong.said } })
  },
  async prepare(ctx) {
    const { at, input, clock } = ctx
    if (input.outcome === 'drop') return undefined
    const term = { from: dayOf(clock.now()), to: input.to! }
    return { ...(await issueDocument(ctx, at, decisionLetter, { ...term, reason: input.reason })), ...term }
  },
  says: ({ at, input, made }) => ({
    basis: listOf(at.facts.list)!.basis,
    public: { outcome: input.outcome, ...(made ? { from: made.from, to: made.to, document: made.said } : {}) },
    private: { reason: input.reason, document: made?.content ?? null },
  }),
  also: async ({ at, input, tx, clock }) => {
    if (input.outcome === 'drop') await dropped(tx, at, clock.now())
  },
  output: ({ made }) => ({ document: made?.said.number ?? null }),
})
