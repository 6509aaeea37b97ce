import { papersOfCase } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { issueDocument } from '../../kernel/documents/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { step } from './case.ts'
import { handUp, linkedOf } from './contract.ts'
import { opinionAbove } from './documents.ts'

/** 行政许可法 arts. 35, 43: reviewed within the limit of the organ below, and up with the opinion and all that was handed in. */
export default step(handUp, {
  act: 'case.handed-up',
  check({ at, problem }) {
    if ((at.facts as { unanswered?: number }).unanswered) throw problem('UNANSWERED')
  },
  async prepare({ tx, at, input, clock }) {
    const to = linkedOf(at.item?.content).above!.item
    const above = await publishedItem(tx, to, clock.now())
    const unit = above && (await findUnit(tx, above.unit))
    const papers = (await papersOfCase(tx, at.found.jurisdiction, at.found.id)).length
    const said = { to: unit?.name ?? text(to, to), advice: input.advice, opinion: input.opinion, papers }
    return { to, papers, document: await issueDocument({ tx, clock }, at, opinionAbove, said) }
  },
  says: ({ at, input, made: { to, papers, document } }) => ({
    basis: linkedOf(at.item?.content).above!.basis,
    public: { to, advice: input.advice, papers, document: document.said },
    private: { opinion: input.opinion, document: document.content },
  }),
})
