import { isUuid, page, postOf, standardProblem } from '../../../kernel/platform/index.ts'
import { findMeasure } from '../measure.store.ts'
import { visibleTo } from '../measures.ts'
import { paths } from '../paths.ts'

/** A paper that came with an answer, for whoever sees the measure. A download: whatever it holds runs nothing. */
export default page({
  path: paths.paper,
  shell: 'none',
  allow: ({ actor }) => postOf(actor) !== undefined,
  async render(p) {
    const m = isUuid(p.params.id) ? await findMeasure(p.tx, p.params.id) : undefined
    const paper = m?.papers.find((x) => x.sha256 === p.params.sha256)
    const scope = await visibleTo(p.tx, p.actor)
    const sees =
      m &&
      (scope.unit === undefined || scope.unit === m.unit) &&
      (scope.office === undefined || scope.office === m.office || scope.units?.includes(m.unit))
    const data = sees && paper ? await p.files.get(paper.sha256) : undefined
    if (!data || !paper) throw standardProblem('NOT_FOUND')
    return { title: { zh: paper.name, en: paper.name }, bytes: { data, type: paper.type, name: paper.name } }
  },
})
