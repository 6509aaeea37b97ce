import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { dayOf } from '../../../kernel/calendar/index.ts'
import { roomChart } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { citationProblem } from '../../../kernel/law/index.ts'
import { newId, operation, type Text, text } from '../../../kernel/platform/index.ts'
import { acts } from '../acts.ts'
import { inspection } from '../case.kind.ts'
import { publishList } from '../contract.ts'
import { publishesLists } from '../policy.ts'
import type { ListContent } from './list.shape.ts'
import { insertList } from './list.store.ts'

/** What is wrong with a list beyond its shape; undefined where nothing is. */
export function listProblem(content: ListContent, units: ReadonlySet<string>): Text | undefined {
  const seen = new Set<string>()
  for (const item of content.items) {
    if (seen.has(item.code)) return text(`事项 ${item.code} 有两个。`, `The item ${item.code} stands twice.`)
    seen.add(item.code)
    if (!units.has(item.unit)) return text(`没有单位 ${item.unit}。`, `There is no unit ${item.unit}.`)
    if (new Set(item.checks.map((c) => c.code)).size < item.checks.length)
      return text(`事项 ${item.code} 的检查内容编号重复。`, `Lines of the item ${item.code} share a number.`)
  }
  const figures = [content.weights, content.caps, content.publish, content.objection, content.window, content.rectify]
  for (const c of [...content.items, ...figures.flat()].flatMap((x) => x.basis)) {
    const problem = citationProblem(c)
    if (problem) return problem
  }
  for (const name of ['publish', 'objection', 'window', 'rectify'] as const)
    if (content[name].length === 0) return text(`没有写明 ${name} 的天数。`, `The days of ${name} are not said.`)
  // What is called confirmed has a source that can be read.
  const bare = figures.flat().find((f) => f.confirmed && f.basis.length === 0)
  if (bare)
    return text(
      `“${bare.source.zh}”写着已核实，却没有依据。`,
      `“${bare.source.en}” is called confirmed without a basis.`,
    )
  return undefined
}

export default operation(publishList, {
  centre: true,
  allow: publishesLists,
  async run({ tx, input, clock, home, problem }) {
    const at = clock.now()
    if (input.from < dayOf(at)) throw problem('PAST', { fields: { from: publishList.errors.PAST } })
    const wrong = listProblem(input.content, new Set((await units(tx)).map((u) => u.code)))
    if (wrong) throw problem('LIST', { detail: wrong })
    const chartDigest = await roomChart(tx, inspection, input.bpmn).catch((error: Error) => {
      throw problem('CHART', { detail: text(`流程图不能用：${error.message}`, error.message) })
    })
    const id = newId(at.getTime())
    const digest = createHash('sha256').update(canonicalize(input.content)!).digest('hex')
    const number = await insertList(tx, {
      id,
      content: input.content,
      digest,
      chartDigest,
      from: input.from,
      publishedAt: at,
    })
    const act = acts['inspection-list.published']({
      jurisdiction: home,
      subject: { kind: 'standard', id },
      public: { number, digest, chartDigest, from: input.from, items: input.content.items.length },
    })
    return { act, output: { number } }
  },
})
