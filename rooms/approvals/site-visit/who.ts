import { around, type CaseAt, caseAt, findCase } from '../../../kernel/cases/index.ts'
import { jointOf } from '../../../kernel/catalog/index.ts'
import {
  type Actor,
  type Citation,
  type Operation,
  postOf,
  privateOf,
  type Tx,
} from '../../../kernel/platform/index.ts'
import type { CaseFacts } from '../case.fold.ts'

type At = CaseAt<CaseFacts>

/** The reviewer of the unit whose case it is. */
export const leads = (at: At, actor: Actor): boolean => postOf(actor, 'reviewer')?.unitCode === at.found.unit

/** The units of a joint review: the lead, who was asked and answered, who is asked. Of a joint application: the lead, and whose cases it opened. */
export const reviewing = ({ found, facts, work, acts }: At): string[] => {
  const asked = work.flatMap((w) => (w.act === 'opinion.given' && w.unit ? [w.unit] : []))
  const opened = acts.flatMap((a) => (a.type === 'child.opened' ? [String(a.public.unit)] : []))
  return [...new Set([found.unit, ...facts.opinions.map((o) => o.unit), ...asked, ...opened])]
}

/** What a joint visit rests on. */
export const basis: Citation[] = [
  { law: '行政许可法', article: 26 },
  { law: '行政许可法', article: 34 },
]
/** Why these units cannot go together: fewer than two review here, or not all of them do, or one goes alone. */
export function unfit(at: At, units: readonly string[]): 'NOT_JOINT' | 'UNITS' | undefined {
  const all = reviewing(at)
  if (all.length < 2) return 'NOT_JOINT'
  return units.some((u) => !all.includes(u)) || new Set(units).size < 2 ? 'UNITS' : undefined
}

/** Of these units, those that read the case itself: of a joint application the lead alone, the others read of it on their parts. */
export const toldHere = ({ found, item }: At, units: readonly string[]): string[] =>
  [...new Set(units)].filter((u) => u === found.unit || !jointOf(item?.content))

/** The unit for which the actor comes to the visit. */
export const visitorOf = ({ facts }: At, actor: Actor): string | undefined =>
  facts.visit?.units.find((u) => u === postOf(actor, 'reviewer')?.unitCode)

/** Where the units meet, as it was offered. */
export async function placeOfVisit(tx: Tx, { found, acts }: At): Promise<string | undefined> {
  const offered = acts.findLast((a) => a.type === 'site-visit.offered')!
  return (await privateOf(tx, found.jurisdiction, [offered.id])).get(offered.id)?.place?.value as string | undefined
}

/** Where the visit stands: of a part of a joint application, on the application; else on the case itself. */
export async function visitCase(tx: Tx, at: At): Promise<At> {
  const above = at.found.parent ? await findCase(tx, at.found.parent) : undefined
  const root = above && (await around<CaseFacts>(tx, above))
  return root && jointOf(root.item?.content) ? root : at
}

/** Done on a part, it is done on the application of which it is one. */
export const onJoint = (operation: Operation): Operation => ({
  ...operation,
  async run(ctx) {
    const at = await visitCase(ctx.tx, await caseAt<CaseFacts>(ctx.tx, { caseId: ctx.input.caseId }))
    return operation.run({ ...ctx, input: { ...ctx.input, caseId: at.found.id } })
  },
})
