import { contract as cases, findPaper } from '../../kernel/cases/index.ts'
import { redact } from '../../kernel/documents/index.ts'
import { postOf, text } from '../../kernel/platform/index.ts'
import { actOf, OFFICER } from './case.kind.ts'
import { redact as redactContract } from './contract.ts'
import { outcomeOf } from './outcomes.ts'

/**
 * 部分公开 (art. 37): words and regions are blackened in a file that holds nothing of the old one. What was removed, how often and on which
 * ground is told with the answer; a word that stands nowhere is said instead of passed over.
 */
export default actOf(redactContract, {
  act: 'request.redacted',
  who: (at, actor) => postOf(actor, OFFICER)?.unitCode === at.found.unit,
  check({ at, input, problem }) {
    if (!['searching', 'drafting'].includes(at.facts.status)) throw problem('NOT_OPEN')
    if (input.item > at.facts.items) throw problem('NO_ITEM')
    if (input.grounds.some((g) => outcomeOf(g)?.group !== 'refused')) throw problem('GROUND')
    if (input.words.length + input.regions.length === 0) throw problem('NOTHING')
  },
  async prepare({ at, input, tx, files, call, problem }) {
    const paper = await findPaper(tx, input.paper)
    if (paper?.caseId !== at.found.id || paper.slot !== 'found') throw problem('NO_PAPER')
    if (paper.type !== 'application/pdf') throw problem('NOT_PDF')
    const pdf = await files.get(paper.sha256)
    if (!pdf) throw problem('NO_PAPER')
    const { pdf: bytes, removed } = await redact({ pdf, words: input.words, regions: input.regions })
    if (removed.missed.length > 0) {
      const where = removed.pictures.length > 0 ? `（第 ${removed.pictures.join('、')} 页是图片，请选区域）` : ''
      const pages =
        removed.pictures.length > 0
          ? ` (pages ${removed.pictures.join(', ')} are pictures: please choose regions there)`
          : ''
      const said = text(
        `没有找到：${removed.missed.join('、')}${where}`,
        `Not found: ${removed.missed.join(', ')}${pages}`,
      )
      throw problem('MISSED', { detail: said, fields: { words: said } })
    }
    const file = { name: `第${input.item}项-遮盖.pdf`, size: bytes.length, bytes }
    const stored = await call(cases.addPaper, { caseId: at.found.id, slot: 'redacted', file })
    return { from: paper.sha256, stored, removed }
  },
  says: ({ input, made: { from, stored, removed } }) => ({
    basis: [{ law: '政府信息公开条例', article: 37 }],
    public: {
      item: input.item,
      from,
      to: stored.sha256,
      pages: removed.pages,
      removed: removed.places,
      grounds: input.grounds,
    },
    private: {
      words: input.words.join('\n'),
      regions: input.regions.map((r) => [r.page, r.left, r.top, r.width, r.height].join(' ')).join('\n'),
      reason: input.reason,
    },
  }),
  output: ({ made }) => ({ paper: made.stored.id, removed: made.removed.places.length }),
})
