import { contract as cases, insertPaper, versionOf } from '../../kernel/cases/index.ts'
import { type ItemVersion, jointOf, publishedItem } from '../../kernel/catalog/index.ts'
import { newId, operation, systemOnly } from '../../kernel/platform/index.ts'
import { openApproval } from './contract.ts'
import { formOfPart, slotOfPart } from './joint.rules.ts'
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
    const parent = await callAsSystem(cases.handOver, { number: input.parent })
    const { form, slot } = takenOver(
      parent.form,
      parent.versionId ? await versionOf(tx, parent.versionId) : undefined,
      item,
    )
    const papers = parent.papers.flatMap((paper) => {
      const under = slot(paper.slot)
      return under ? [{ ...paper, slot: under }] : []
    })
    const { found, act } = await receive(
      ctx,
      item,
      {
        parties: parent.parties,
        form,
        parent: { number: input.parent, element: input.element },
        ...(parent.opinion ? { opinion: parent.opinion } : {}),
      },
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

/** Of a joint application: what this part asks, by the names that it uses; of any other case: what both call alike, and every paper. */
function takenOver(filled: Record<string, unknown>, of: ItemVersion | undefined, { code, form: asked }: ItemVersion) {
  if (of && jointOf(of.content))
    return {
      form: formOfPart({ form: filled, item: of }, code),
      slot: (name: string) => slotOfPart(of.content, name, code),
    }
  const alike = Object.keys(asked.properties ?? {}).flatMap((key) =>
    key in filled ? [[key, filled[key]] as const] : [],
  )
  return { form: Object.fromEntries(alike), slot: (name: string) => name }
}
