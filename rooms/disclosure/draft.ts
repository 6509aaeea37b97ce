import { text } from '../../kernel/platform/index.ts'
import { type Disclosure, stepOf } from './case.kind.ts'
import { draft } from './contract.ts'
import { type Outcome, outcomeOf } from './outcomes.ts'

/** What an outcome still lacks: “not held” without a search, “third party” without asking it, “still unclear” without a correction. */
export function lacks(f: Disclosure, o: Outcome, n: number): { zh: string; en: string } | undefined {
  if (o.needs === 'search' && f.searched?.[n] !== false)
    return text('检索记录里这一项写着找到了，不能答“没有”。', 'the search found something for it')
  if (o.needs === 'consultation' && !f.consultations.some((c) => c.item === n && c.answer))
    return text('没有征求第三方意见。', 'the third party was not asked')
  if (o.needs === 'correction' && !f.corrected)
    return text('没有让申请人补正过。', 'it was not to be made clear before')
  return undefined
}

export default stepOf(draft, {
  act: 'request.drafted',
  check({ at, input, problem }) {
    const ns = input.answers.map((a) => a.n).sort((a, b) => a - b)
    if (ns.length !== at.facts.items || ns.some((n, i) => n !== i + 1)) throw problem('EACH')
    for (const { n, code } of input.answers) {
      const o = outcomeOf(code)
      if (!o) throw problem('CODE', { fields: { [`code.${n}`]: text('没有这个结果。', 'There is no such outcome.') } })
      const why = lacks(at.facts, o, n)
      if (why)
        throw problem('NEEDS', {
          detail: text(`第 ${n} 项：${why.zh}`, `Item ${n}: ${why.en}.`),
          fields: { [`code.${n}`]: text(why.zh, why.en) },
        })
    }
    if (at.facts.consultations.some((c) => !c.answer))
      throw problem('NEEDS', { detail: text('征求第三方意见还没有结果。', 'A consultation is still open.') })
  },
  says: ({ input }) => ({ private: { answers: input.answers } }),
})
