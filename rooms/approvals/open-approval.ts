import { contract as cases, insertPaper } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { newId, operation, systemOnly } from '../../kernel/platform/index.ts'
import { openApproval } from './contract.ts'
import { receive } from './submit-application.ts'

/**
 * Another case's chart opens this one, for the same parties: what its form asks and the parent's holds is taken over, and so are the
 * papers (行政许可法 art. 26: the applicant deals with one department).
 */
export default operation(openApproval, {
  allow: systemOnly,
  async run(ctx) {
    const { tx, input, clock, problem, callAsSystem } = ctx
    const item = await publishedItem(tx, input.itemCode, clock.now())
    if (!item) throw problem('NO_ITEM')
    const { papers, ...parent } = await callAsSystem(cases.handOver, { number: input.parent })
    const form = Object.fromEntries(
      Object.keys(item.form.properties ?? {}).flatMap((key) => (key in parent.form ? [[key, parent.form[key]]] : [])),
    )
    const { found, act } = await receive(
      ctx,
      item,
      { parties: parent.parties, form, parent: { number: input.parent, element: input.element } },
      papers,
    )
    for (const paper of papers)
      await insertPaper(tx, {
        ...paper,
        id: newId(clock.now().getTime(), found.jurisdiction),
        jurisdiction: found.jurisdiction,
        caseId: found.id,
        itemCode: item.code,
      })
    return { act, output: { caseId: found.id, number: found.number } }
  },
})
