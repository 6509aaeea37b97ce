import { type Actor, postOf } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { correctResult, upholdResult } from '../contract.ts'
import { stampConclusion } from './visit.store.ts'

const head = (at: { found: { unit: string } }, actor: Actor) => postOf(actor, 'approver')?.unitCode === at.found.unit
const waiting = (facts: { objected?: Date; answered?: unknown }) => facts.objected !== undefined && !facts.answered

export const uphold = act(upholdResult, {
  act: 'inspection.objection-answered',
  who: head,
  check({ at, problem }) {
    if (!waiting(at.facts)) throw problem('NO_OBJECTION')
  },
  says: ({ at, input }) => ({
    public: { outcome: 'upheld', conclusion: at.facts.conclusion! },
    private: { answer: input.answer },
  }),
})

/** What was to be put right or transferred lapses with the finding that it stood on. */
export const correct = act(correctResult, {
  act: 'inspection.objection-answered',
  ends: true,
  who: head,
  check({ at, problem }) {
    if (!waiting(at.facts)) throw problem('NO_OBJECTION')
  },
  also: ({ tx, at, input }) => stampConclusion(tx, at.found, input.conclusion),
  says: ({ input }) => ({
    public: { outcome: 'corrected', conclusion: input.conclusion },
    private: { answer: input.answer },
  }),
})
