import { addMonths, dayOf } from '../../../kernel/calendar/index.ts'
import { checkForm, type ItemVersion, readData } from '../../../kernel/catalog/index.ts'
import { Problem, type ReadContext, type Text, text } from '../../../kernel/platform/index.ts'
import { decide } from '../../discretion/contract.ts'
import { report, standard } from '../contract.ts'
import { ownOf } from '../item.rules.ts'
import { entriesOf } from '../register/enforcement.store.ts'
import { bandOf, judge, lawFor, type Range } from './standard.rules.ts'

export type Computed = {
  standard: string
  version: number
  digest: string
  rule: string
  title: Text
  treatment: string
  band: Range
  range: Range
  law: Text
  basis: { law: string; article: number; paragraph?: number | undefined }[]
  confirmed: boolean
  reasons: Text[]
  /** Facts that the system looked up, by field. */
  looked: Record<string, unknown>
  facts: Record<string, unknown>
}

type Ctx = Pick<ReadContext, 'tx' | 'call' | 'clock'>

/** The facts under the titles by which lawyers' tables name them, too. */
function named(item: ItemVersion, facts: Record<string, unknown>): Record<string, unknown> {
  const properties: Record<string, { title?: string }> = item.form.properties ?? {}
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [properties[key]?.title ?? key, value]))
}

/**
 * What the law and the published standard say of these facts: the statute's version (art. 37), its range, the rule that applies and
 * the band. Whether there was an earlier penalty is looked up as of the day of the act; nobody ticks it.
 * @throws FACTS, LAW; UNCLEAR where the standard cannot answer
 */
export async function compute(
  { tx, call, clock }: Ctx,
  item: ItemVersion,
  given: { facts: Record<string, unknown>; subject: readonly string[]; actOn: string },
): Promise<Computed> {
  const own = ownOf(item)
  const looked: Record<string, unknown> = {}
  const before = await entriesOf(tx, given.subject, item.code)
  for (const { field, years } of own.looked) {
    const since = addMonths(given.actOn, -12 * years)
    looked[field] = !before.some(
      (e) => e.decidedAt && !e.annulled && dayOf(e.decidedAt) >= since && dayOf(e.decidedAt) <= given.actOn,
    )
  }
  const facts = { ...readData(item.form, given.facts), ...looked }
  const fields = checkForm(item.form, facts)
  if (Object.keys(fields).length > 0)
    throw new Problem('FACTS', standard.errors.FACTS, {
      fields: Object.fromEntries(Object.entries(fields).map(([k, v]) => [`facts.${k}`, v])),
    })
  const inputs = named(item, facts)
  const law = lawFor(own.statute, { act: given.actOn, decision: dayOf(clock.now()) }, inputs)
  if (!law)
    throw new Problem('LAW', standard.errors.LAW, {
      fields: { actOn: text('这一天还没有这条规定。', 'On that day there was no such rule.') },
    })
  const answer = await call(decide, { code: own.standard, decision: own.decision, inputs })
  const found = bandOf(answer.value)
  if (!found)
    throw new Problem('LAW', standard.errors.LAW, { detail: text('基准没有给出幅度。', 'The standard gave no band.') })
  const spared = found.band.to === 0
  const band = spared
    ? found.band
    : { from: Math.max(found.band.from, law.range.from), to: Math.min(found.band.to, law.range.to) }
  return {
    standard: own.standard,
    version: answer.number,
    digest: answer.digest,
    rule: answer.rules.at(-1) ?? '',
    title: answer.titles.at(-1) ?? text('', ''),
    treatment: found.treatment,
    band,
    range: law.range,
    law: law.why,
    basis: law.version.basis,
    confirmed: law.version.confirmed,
    reasons: answer.reasons,
    looked,
    facts,
  }
}

/** The same where nothing is to be fined: a deviation wherever the standard would (行政处罚法 art. 33). */
export const spared = (c: Computed): Chosen => {
  const { standard: code, version, digest, rule, title, band } = c
  return { standard: code, version, digest, rule, title, band, position: null, deviation: band.to > 0 }
}

/** What an act says of the computation, once a fine is chosen. @throws LAW, and REASONS where it leaves the band without any */
export type Chosen = ReturnType<typeof chosen>
export function chosen(c: Computed, fine: number, reason: string | undefined) {
  const judged = judge(fine, c.band, c.range)
  if ('problem' in judged) throw new Problem('LAW', report.errors.LAW, { fields: { fine: judged.problem } })
  if (judged.deviation && !reason?.trim())
    throw new Problem('REASONS', report.errors.REASONS, {
      fields: {
        deviationReason: text(
          `基准的幅度是 ${c.band.from / 100} 至 ${c.band.to / 100} 元；偏离的理由请写明，还要法制审核和集体讨论。`,
          `The standard’s band is ${c.band.from / 100} to ${c.band.to / 100} yuan; please give the reasons for leaving it. It then needs legal review and discussion.`,
        ),
      },
    })
  const { standard: code, version, digest, rule, title, band } = c
  const { position, deviation } = judged
  return { standard: code, version, digest, rule, title, band, position, deviation }
}
