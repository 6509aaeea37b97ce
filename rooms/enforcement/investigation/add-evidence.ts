import { dayOf } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { act } from '../case.kind.ts'
import { addEvidence } from '../contract.ts'
import { keep } from '../forms/papers.ts'
import { officer } from '../who.rules.ts'

/** What is heard and seen: kinds of evidence that may be a recording (行政处罚法 art. 46; its whole course is recorded, art. 47). */
const RECORDED = ['audiovisual', 'electronic', 'record', 'witness', 'party']

/** 证据 (行政处罚法 art. 46): what, who took it, when, with which device, and its SHA-256, which the act says in public. */
export default act(addEvidence, {
  act: 'evidence.added',
  who: officer,
  check({ at, input, clock, problem }) {
    if (at.facts.closedAt) throw problem('CLOSED')
    if (input.takenOn > dayOf(clock.now()))
      throw problem('TAKEN_LATER', { fields: { takenOn: text('不能晚于今天。', 'Not after today.') } })
  },
  prepare: (ctx) => keep(ctx, ctx.input.file, ctx.input.kind, 'file', RECORDED.includes(ctx.input.kind)),
  says: ({ input, made: { name, sha256, size, type } }) => ({
    basis: [{ law: '行政处罚法', article: 46 }],
    public: { kind: input.kind, sha256, size: Number(size), type, takenOn: input.takenOn },
    private: { name, maker: input.maker, device: input.device ?? '', place: input.place, note: input.note ?? '' },
  }),
})
