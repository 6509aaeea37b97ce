import { type CaseAt, readable } from '../../../kernel/cases/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import {
  type Act,
  type Actor,
  type Clock,
  privateOf,
  type ReadContext,
  system,
  type Tx,
  text,
} from '../../../kernel/platform/index.ts'
import { outingTimes } from '../../appointments/contract.ts'
import type { CaseFacts } from '../case.fold.ts'
import type { VisitView } from './visit.contract.ts'
import { visitClocks, visited } from './visit.rules.ts'
import { leads, placeOfVisit, reviewing, visitorOf } from './who.ts'

type At = CaseAt<CaseFacts>
type Ctx = { tx: Tx; actor: Actor; clock: Clock }

/** The visit that counts, with the words that the reader may read. */
export async function visitOf({ tx, actor, clock }: Ctx, at: At): Promise<VisitView | null> {
  const { visit } = at.facts
  if (!visit) return null
  // Who comes for a part of a joint application has no step of the application itself, and reads of its visit what the lead reads.
  const reader = visitorOf(at, actor) ? system('approvals.site-visit') : actor
  const last = at.acts.findLastIndex((a) => a.type === 'site-visit.called')
  const acts = at.acts.slice(last).filter((a) => a.type.startsWith('site-visit.'))
  const ids = acts.map((a) => a.id)
  const [kept, names] = await Promise.all([privateOf(tx, at.found.jurisdiction, ids), units(tx)])
  const said = async (act: Act | undefined, ...fields: string[]): Promise<string | null> => {
    if (!act) return null
    const values = kept.get(act.id) ?? {}
    const there = fields.filter((f) => typeof values[f]?.value === 'string')
    const seen = await readable(tx, at, act, reader, values.actor?.value as string | undefined, there)
    return seen.map((f) => values[f]!.value as string).join(' · ') || null
  }
  const of = (type: string, unit: string) => acts.findLast((a) => a.type === type && a.public.unit === unit)
  const clocks = visitClocks(at.facts, clock.now())
  return {
    on: visit.on,
    time: visit.time,
    said: await said(acts[0], 'place', 'reason'),
    recorded: visit.recordedAt !== undefined,
    wish: visit.wished
      ? await said(
          acts.findLast((a) => a.type === 'site-visit.time-asked'),
          'wish',
        )
      : null,
    units: await Promise.all(
      visit.units.map(async (unit) => {
        const [joined, found] = [of('site-visit.joined', unit), of('site-visit.found', unit)]
        const due = clocks.find((c) => c.unit === unit)?.count
        return {
          unitName: names.find((u) => u.code === unit)?.name ?? text(unit, unit),
          who: await said(found ?? joined, 'who'),
          conclusion: found?.public.conclusion ?? null,
          finding: await said(found, 'finding'),
          due: due?.due ?? null,
          late: !found && due?.overdue === true,
        }
      }),
    ),
  }
}

/** What the applicant chooses among: the times offered that still suit all units. */
export async function offerOf({ tx, callAsSystem }: Pick<Ctx, 'tx'> & Pick<ReadContext, 'callAsSystem'>, at: At) {
  const { offered, closedAt } = at.facts
  if (!offered || closedAt) return null
  const free = await callAsSystem(outingTimes, { units: offered.units, number: at.found.number })
  const times = offered.times.filter((time) => free.some((f) => `${f.day} ${f.time}` === time))
  return { times, place: (await placeOfVisit(tx, at)) ?? null }
}

/** Which units the reader may ask to a visit now; none where it is not the reader's to call. */
export async function visitorsFor(
  { tx, actor }: Ctx,
  at: At,
): Promise<{ code: string; name: VisitView['units'][number]['unitName'] }[]> {
  const { visit, acceptedAt, decidedAt, closedAt } = at.facts
  const all = reviewing(at)
  if (!leads(at, actor) || !acceptedAt || decidedAt || closedAt || visit?.recordedAt || all.length < 2) return []
  const names = await units(tx)
  return all.map((code) => ({ code, name: names.find((u) => u.code === code)?.name ?? text(code, code) }))
}

/** What the reader can do about it. */
export function visitAbilities(at: At, actor: Actor, applicant: boolean, now: Date): Record<string, boolean> {
  const { visit, offered, closedAt, askedTime } = at.facts
  if (offered && !closedAt) return { 'call-off-visit': leads(at, actor), 'choose-visit-time': applicant }
  if (!visit || visit.recordedAt || closedAt) return {}
  const there = visited(visit, now)
  const mine = visitorOf(at, actor)
  return {
    'call-off-visit': leads(at, actor),
    'join-visit': mine !== undefined && !there && !visit.joined.includes(mine),
    'find-on-visit': mine !== undefined && there && !visit.found.some((x) => x.unit === mine),
    'record-visit': leads(at, actor) && there,
    'ask-visit-time': applicant && !there && !askedTime,
  }
}
