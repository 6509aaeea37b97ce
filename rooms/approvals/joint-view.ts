import { around, type CaseAt, caseAt, findCase, isParty } from '../../kernel/cases/index.ts'
import { jointOf } from '../../kernel/catalog/index.ts'
import { units } from '../../kernel/identity/index.ts'
import { type ReadContext, type Text, text } from '../../kernel/platform/index.ts'
import { type CaseFacts, clocksOf } from './case.fold.ts'
import type { JointView } from './contract.ts'
import { partsNow } from './joint.ts'

type At = CaseAt<CaseFacts>
type Ctx = Pick<ReadContext, 'tx' | 'actor' | 'clock'>

/**
 * The whole joint application, as its applicant and each of its units may know it: what was opened, where it stands, until when, who
 * used how many days, and what came of it. Reasons and papers stay with each case.
 */
export async function jointViewOf({ tx, actor, clock }: Ctx, at: At): Promise<JointView | null> {
  const own = jointOf(at.item?.content) !== undefined
  if (!own && !at.found.parent) return null
  // Where the parent lives in another database, it is not a joint application of ours.
  const above = own ? undefined : await findCase(tx, at.found.parent!)
  const root: At | undefined = own ? at : above && (await around<CaseFacts>(tx, above))
  if (!root) return null
  const joint = jointOf(root.item?.content)
  if (!joint) return null
  const [names, items] = await Promise.all([units(tx), partsNow(tx, root.item!)])
  const nameOf = (unit: string | undefined): Text =>
    names.find((u) => u.code === unit)?.name ?? text(unit ?? '', unit ?? '')
  const parts = await Promise.all(
    joint.parts.map(async (part): Promise<JointView['parts'][number]> => {
      const item = items.find((i) => i.code === part.item)
      const sent = root.acts.findLast((a) => a.type.startsWith('child.') && a.public.itemCode === part.item)
      const said = {
        itemCode: part.item,
        title: item?.content.name ?? text(part.item, part.item),
        unitName: nameOf(item?.unit),
        number: null,
        statusText: null,
        outcome: null,
        licence: null,
        count: null,
        mine: false,
      }
      if (sent?.type === 'child.left') return { ...said, state: sent.public.why }
      if (!sent) return { ...said, state: root.kind.asksFor?.(root, part.item) === false ? 'not-asked' : 'waiting' }
      const child: At = await caseAt(tx, { number: sent.public.number })
      const status = child.kind.status(child.facts)
      const clocks = clocksOf(child.facts, child.item!.content, clock.now())
      return {
        ...said,
        title: child.item!.content.name,
        unitName: nameOf(child.found.unit),
        state: status.closed ? 'closed' : 'open',
        number: child.found.number,
        statusText: status.text,
        outcome: child.facts.decidedAt || status.closed ? (child.kind.ended?.(child.facts) ?? null) : null,
        licence: child.acts.findLast((a) => a.type === 'licence.issued')?.public.number ?? null,
        count: clocks.promised ?? clocks.statutory ?? clocks.correction ?? null,
        mine: child.work.some((w) => w.party !== null && isParty(child, actor, w.party)),
      }
    }),
  )
  return {
    number: root.found.number,
    title: root.item!.content.name,
    root: own,
    accepted: root.facts.acceptedAt !== undefined,
    parts,
  }
}
