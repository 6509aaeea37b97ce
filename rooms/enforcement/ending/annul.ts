import { codeWarning } from '../../../kernel/identity/index.ts'
import { act } from '../case.kind.ts'
import { annul, changeSubject, correct } from '../contract.ts'
import { issue, secretsOf } from '../forms/forms.ts'
import { head } from '../who.rules.ts'
import { liftMarks } from './mark.ts'

/** What review, court or the organ itself makes of a decision; the act reaches what it undoes: publication, marks, register, statistics. */
export default act(annul, {
  act: 'penalty.annulled',
  who: head,
  check({ at, input, problem }) {
    const { decided, annulled } = at.facts
    if (annulled?.what === 'annulled' || annulled?.what === 'void') throw problem('NOT_DECIDED')
    if (decided?.outcome !== 'penalise') throw problem('NOT_DECIDED')
    if (input.what === 'changed' && (input.fine === undefined || input.fine > decided.fine)) throw problem('HEAVIER')
  },
  // Upheld, or unlawful without consequence, the penalty stands and so does what follows from it.
  prepare: async (ctx) =>
    ['annulled', 'void', 'changed'].includes(ctx.input.what) ? liftMarks(ctx, ctx.at, ctx.input.reason) : [],
  // Nothing is left to be carried out: no step stays open.
  ends: ({ input }) => input.what === 'annulled' || input.what === 'void',
  says: ({ input, made: lifted }) => ({
    basis: [{ law: '行政处罚法', article: input.by === 'own' ? 75 : 48 }],
    public: {
      by: input.by,
      what: input.what,
      ...(input.what === 'changed' ? { fine: input.fine! } : {}),
      ...(lifted.length > 0 ? { lifted } : {}),
    },
    private: { reason: input.reason },
  }),
})

/** 补正: a slip of the pen; what was decided stays. */
export const corrected = act(correct, {
  act: 'penalty.corrected',
  who: head,
  check({ at, problem }) {
    if (!at.facts.decided) throw problem('NOT_DECIDED')
  },
  prepare: (ctx) => issue(ctx, ctx.at, 'correction', { reason: ctx.input.what }),
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 59 }],
    public: { document: made.said },
    private: { what: input.what, document: made.content },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})

/** Death, bankruptcy, merger, another name or address: who follows stands in the act, the acts of before stay. */
export const changed = act(changeSubject, {
  act: 'subject.changed',
  who: head,
  async prepare({ at, tx, input, problem }) {
    const { subject } = await secretsOf(tx, at)
    const { name, code, address } = input
    const now = { ...subject, ...(name ? { name } : {}), ...(code ? { code } : {}), ...(address ? { address } : {}) }
    const wrong = code && codeWarning(now)
    if (wrong) throw problem('CODE', { fields: { code: wrong } })
    return now
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 57 }],
    public: { what: input.what },
    private: { now: made, reason: input.reason },
  }),
})
