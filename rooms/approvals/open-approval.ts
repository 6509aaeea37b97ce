import { caseAt, insertPaper, papersOfCase } from '../../kernel/cases/index.ts'
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
    const { tx, input, clock, problem } = ctx
    const item = await publishedItem(tx, input.itemCode, clock.now())
    if (!item) throw problem('NO_ITEM')
    const parent = await caseAt(tx, { number: input.parent })
    const form = Object.fromEntries(
      Object.keys(item.form.properties ?? {}).flatMap((key) =>
        key in parent.found.form ? [[key, parent.found.form[key]]] : [],
      ),
    )
    const papers = await papersOfCase(tx, parent.found.jurisdiction, parent.found.id)
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
        size: Number(paper.size),
      })
    return { act, output: { caseId: found.id, number: found.number } }
  },
})
