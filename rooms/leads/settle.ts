import { privateOf } from '../../kernel/platform/index.ts'
import { file } from '../enforcement/contract.ts'
import { step } from './case.kind.ts'
import { settle } from './contract.ts'

/** 立案或不予立案 (行政处罚法 art. 54): the head settles it; a case that is filed opens in the same transaction. */
export default step(settle, {
  act: 'lead.settled',
  outcome: (input) => input.outcome,
  async prepare({ at, tx, input, callAsSystem, problem }) {
    if (input.outcome !== 'file') return undefined
    const checked = at.acts.findLast((a) => a.type === 'lead.checked')
    if (checked?.public.outcome !== 'file') throw problem('NOT_READY')
    if (new Set(input.officers).size !== 2) throw problem('OFFICERS')
    const kept = (await privateOf(tx, at.found.jurisdiction, [checked.id])).get(checked.id)!
    return callAsSystem(file, {
      itemCode: checked.public.itemCode,
      subject: kept.subject!.value as never,
      actOn: String(kept.actOn!.value),
      place: String(kept.place!.value),
      officers: input.officers,
      source: at.facts.source,
      lead: at.found.number,
    })
  },
  says: ({ at, input, made }) => ({
    basis: [{ law: '行政处罚法', article: 54 }],
    public: {
      outcome: input.outcome,
      ...(made ? { case: made.number, itemCode: at.facts.checked!.itemCode! } : {}),
    },
    private: { opinion: input.opinion },
  }),
  output: ({ made }) => (made ? { opened: made.number } : {}),
})
