import { addMonths, type Day, dayOf } from '../../../kernel/calendar/index.ts'
import type { CaseAt } from '../../../kernel/cases/index.ts'
import { contract as parties } from '../../../kernel/parties/index.ts'
import type { RunContext } from '../../../kernel/platform/index.ts'
import type { PenaltyFacts } from '../case.fold.ts'
import type { Subject } from '../contract.ts'
import { secretsOf } from '../forms/forms.ts'
import { type MarkRule, ownOf } from '../item.rules.ts'
import { keyOf } from '../opening/subject.rules.ts'
import { entriesOf } from '../register/enforcement.store.ts'

type Ctx = Pick<RunContext<any>, 'tx' | 'clock' | 'call'>
type At = CaseAt<PenaltyFacts>
export type Marked = { id: string; list: string; to: Day }

/** The lists on which a penalty of these kinds and this much puts its party. */
export const marksBy = (rules: readonly MarkRule[], kinds: readonly string[], amount: number): MarkRule[] =>
  rules.filter((r) => amount >= r.atLeast && (!r.kinds || r.kinds.some((k) => kinds.includes(k))))

/**
 * What a decision in force leads to by its item's data: marks, set by the head's own act that settles whether it is published, and by
 * nobody's favour. A subject stands on a list once: a longer term takes the place of a shorter one; another unit's mark stands as it
 * is. Only organisations: no published act could name a person, and the register of subjects does not know a person by a card.
 */
export async function setMarks(ctx: Ctx, at: At): Promise<Marked[]> {
  const { decided } = at.facts
  const { subject } = await secretsOf(ctx.tx, at)
  if (!decided || subject.kind !== 'organisation') return []
  const kinds = at.acts.findLast((a) => a.type === 'penalty.decided')?.public.kinds ?? []
  const from = dayOf(ctx.clock.now())
  const set: Marked[] = []
  for (const rule of marksBy(ownOf(at.item).marks, kinds, decided.fine + decided.confiscate)) {
    const to = addMonths(from, rule.months)
    const one = await put(ctx, at, subject, rule, { to, reason: `${at.found.number} ${decided.document ?? ''}` })
    if (one) set.push(one)
  }
  return set
}

/** Takes off what this decision led to, and lets stand what the unit's other penalties in force lead to by themselves. */
export async function liftMarks(ctx: Ctx, at: At, reason: string): Promise<string[]> {
  if (at.facts.marks.length === 0) return []
  const { subject } = await secretsOf(ctx.tx, at)
  const today = dayOf(ctx.clock.now())
  const others = (await entriesOf(ctx.tx, [keyOf(subject)], at.found.itemCode!)).filter(
    (e) => e.number !== at.found.number && e.unit === at.found.unit && !e.annulled && e.publishedAt && e.fine,
  )
  const lifted: string[] = []
  for (const rule of ownOf(at.item).marks.filter((r) => at.facts.marks.some((m) => m.list === r.list))) {
    const standing = await standingOn(ctx, subject, rule.list)
    if (standing?.setBy !== at.found.unit) continue
    const terms = others.map((e) => addMonths(dayOf(e.publishedAt!), rule.months)).filter((to) => to > today)
    const last = terms.sort().at(-1)
    if (last === standing.to) continue
    // It was wrong from the beginning: what leaned on it is found by it (`parties.leaned-on`).
    await ctx.call(parties.lift, { id: standing.id, reason: reason.slice(0, 1000), annul: true })
    lifted.push(standing.id)
    if (last) await put(ctx, at, subject, rule, { to: last, reason: '另有在效的处罚' })
  }
  return lifted
}

const standingOn = async (ctx: Ctx, { code }: Subject, list: string) =>
  (await ctx.call(parties.marksOf, { subject: { uscc: code }, on: dayOf(ctx.clock.now()) })).find(
    (m) => m.list === list,
  )

async function put(
  ctx: Ctx,
  at: At,
  subject: Subject,
  rule: MarkRule,
  { to, reason }: { to: Day; reason: string },
): Promise<Marked | undefined> {
  const { list, purposes, level, basis, repair } = rule
  const of = { uscc: subject.code }
  const from = dayOf(ctx.clock.now())
  const standing = await standingOn(ctx, subject, list)
  if (standing) {
    if (standing.setBy !== at.found.unit || standing.to === null || standing.to >= to) return undefined
    await ctx.call(parties.lift, { id: standing.id, reason: '新的处罚期限更长，由它接续' })
  }
  const made = { subject: of, name: subject.name, list, purposes, level, basis, from, to, repair, reason }
  const { id } = await ctx.call(parties.mark, made)
  return { id, list, to }
}
