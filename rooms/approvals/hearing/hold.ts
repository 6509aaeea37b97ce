import { dayOf } from '../../../kernel/calendar/index.ts'
import { issueDocument } from '../../../kernel/documents/index.ts'
import { act } from '../case.kind.ts'
import { hearingRecord } from './documents.ts'
import { holdHearing } from './hearing.contract.ts'
import { presides } from './who.ts'

/** The record, by who presided, signed by those who took part, or saying who would not (行政许可法 art. 48): the decision follows it. */
export default act(holdHearing, {
  act: 'licence-hearing.held',
  who: (at, actor, { tx }) => presides(tx, at, actor),
  check({ at: { facts }, input, clock, problem }) {
    const { hearing } = facts
    if (!hearing?.called || hearing.heldAt || facts.closedAt) throw problem('NOT_OPEN')
    if (hearing.challenges > 0) throw problem('CHALLENGED')
    if (input.present === '' && input.unsigned === '')
      throw problem('SIGNED', { fields: { present: holdHearing.errors.SIGNED } })
    if (dayOf(clock.now()) < hearing.called.on) throw problem('TOO_EARLY')
  },
  prepare: (ctx) => issueDocument(ctx, ctx.at, hearingRecord, ctx.input),
  says: ({ input: { present, unsigned, record, opinion }, made }) => ({
    basis: [{ law: '行政许可法', article: 48 }],
    public: { signed: unsigned === '', document: made.said },
    private: {
      ...(present ? { present } : {}),
      ...(unsigned ? { unsigned } : {}),
      ...{ record, opinion, document: made.content },
    },
  }),
  output: ({ made }) => ({ document: made.said.number }),
})
