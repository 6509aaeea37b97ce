import { text } from '../../kernel/platform/index.ts'
import { type Disclosure, stepOf } from './case.kind.ts'
import { draft } from './contract.ts'
import { type Outcome, outcomeOf } from './outcomes.ts'
import { earlierOf } from './request.store.ts'

/** What an outcome still lacks: “not held” without a search, “third party” without asking it, “repeated” without an earlier one. */
export function lacks(f: Disclosure, o: Outcome, n: number, earlier: number): { zh: string; en: string } | undefined {
  if (o.needs === 'search' && f.searched?.[n] !== false)
    return text('检索记录里这一项写着找到了，不能答“没有”。', 'the search found something for it')
  if (o.needs === 'consultation' && !f.consultations.some((c) => c.item === n && c.answer))
    return text('没有征求第三方意见。', 'the third party was not asked')
  if (o.needs === 'correction' && !f.corrected)
    return text('没有让申请人补正过。', 'it was not to be made clear before')
  if (o.needs === 'earlier' && earlier === 0)
    return text('没有同一申请人就同样内容的先前申请。', 'there is no earlier request for the same')
  if (o.needs === 'reasons' && !f.reasons) return text('没有要求申请人说明理由。', 'its reasons were not asked for')
  if (o.needs === 'fee')
    return text('逾期不缴费用“逾期不缴费，不再处理”，不在这里选。', 'is recorded as “fee not paid in time”, not here')
  return undefined
}

export default stepOf(draft, {
  act: 'request.drafted',
  async check({ at, input, tx, problem }) {
    const ns = input.answers.map((a) => a.n).sort((a, b) => a - b)
    if (ns.length !== at.facts.items || ns.some((n, i) => n !== i + 1)) throw problem('EACH')
    const earlier = (await earlierOf(tx, at.found)).same.length
    for (const { n, code } of input.answers) {
      const o = outcomeOf(code)
      if (!o) throw problem('CODE', { fields: { [`code.${n}`]: text('没有这个结果。', 'There is no such outcome.') } })
      const why = lacks(at.facts, o, n, earlier)
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
