import { addDays, addWorkingDays, type Count, dayOf } from '../calendar/index.ts'
import { wordsOf } from '../catalog/index.ts'
import { units } from '../identity/index.ts'
import type { Act, ActDraft, Clock, Tx } from '../platform/index.ts'
import { openStepsOf, type StepInfo } from '../procedure/index.ts'
import type { CaseAt } from './case-at.ts'
import { type Duty, ownActs } from './kind.ts'
import { resolvePerformer } from './performer.rules.ts'
import { show } from './shown.ts'
import { putStanding, type Standing } from './standing.store.ts'
import { BESIDE, deleteWork, insertWork, moveDue, onChart, type Work } from './work.store.ts'

/** The duty that matters now: the first whose clock runs and is not finished; suspended ones after those that run. */
export function dutyNow(duties: Duty[]): (Duty & { count: Count }) | undefined {
  const open = duties.filter((d): d is Duty & { count: Count } => d.count !== undefined && !d.count.finished)
  return open.find((d) => d.count.due !== undefined) ?? open[0]
}

const folded = ({ kind, item }: CaseAt, acts: Act[]) => kind.fold(ownActs(kind, acts), item)

/** How a case stands by these acts, at an instant. */
export function standingFrom(at: CaseAt, acts: Act[], now: Date, facts = folded(at, acts)): Standing {
  const { found, kind, item, parties } = at
  const status = kind.status(facts)
  const duty = status.closed ? undefined : dutyNow(kind.duties(facts, item, found.unit, now))
  const seen = parties.filter((p) => !p.hidden)
  return {
    jurisdiction: found.jurisdiction,
    caseId: found.id,
    number: found.number,
    kind: found.kind,
    itemCode: found.itemCode,
    unit: found.unit,
    title: item?.content.name ?? kind.title,
    party: seen[0]?.name ?? '',
    status: status.code,
    statusText: status.text,
    closed: status.closed,
    clock: duty?.clock ?? null,
    due: duty?.count.due ?? null,
    openedAt: found.submittedAt,
    closedAt: status.closed ? (acts.at(-1)?.happenedAt ?? null) : null,
    words: wordsOf(
      [
        found.number,
        String(Number(found.number.slice(-6))),
        item?.content.name.zh ?? kind.title.zh,
        item?.content.name.en ?? '',
        ...seen.map((p) => p.name),
        ...Object.values(found.form).filter((v) => typeof v === 'string' && v.length <= 60),
      ].join(' '),
    ),
  }
}

/** A draft as the act that it will be: what a step leads to is folded before the platform has stored it. */
export const asAct = (at: CaseAt, draft: ActDraft, now: Date, actor: Act['actor']): Act =>
  ({
    ...draft,
    id: '',
    subjectKind: 'case',
    subjectId: at.found.id,
    number: (at.acts.at(-1)?.number ?? 0) + 1,
    happenedAt: now,
    recordedAt: now,
    actor,
    commitments: {},
  }) as unknown as Act

/** Open steps as work: whose, and by when; a step's own limit is its performer's duty. */
export async function workFrom(tx: Tx, at: CaseAt, steps: StepInfo[], now: Date, due: string | null): Promise<Work[]> {
  if (steps.length === 0) return []
  const all = await units(tx)
  return steps.map((s): Work => {
    const known = at.kind.steps[s.act ?? '']
    const found = resolvePerformer(
      { by: s.by ?? (s.post?.includes('/') ? undefined : known?.by), post: s.post ?? known?.post },
      at.found,
      all,
    )
    // A chart that names nobody who exists is not published; where a unit went since, its step is the lead's.
    const performer = 'problem' in found ? { unit: at.found.unit, post: s.post ?? null, party: null } : found
    const own = s.limit !== undefined
    return {
      jurisdiction: at.found.jurisdiction,
      caseId: at.found.id,
      element: s.element,
      kind: s.kind,
      caseKind: at.found.kind,
      act: s.act ?? null,
      ...performer,
      openedAt: now,
      due: own ? (s.limitUnit === 'calendar-day' ? addDays : addWorkingDays)(dayOf(now), s.limit!) : due,
      own,
      message: s.message ?? null,
      correlation: at.found.correlation,
    }
  })
}

/** What waits beside the chart by these facts; nothing once the case has ended. */
export function besideFrom(at: CaseAt, facts: CaseAt['facts'], now: Date): Work[] {
  const { found, kind } = at
  if (!kind.beside || kind.status(facts).closed) return []
  return kind.beside(facts, at).map(
    ({ act, unit, post, due }): Work => ({
      jurisdiction: found.jurisdiction,
      caseId: found.id,
      element: `${BESIDE}:${act}:${unit}`,
      kind: BESIDE,
      caseKind: found.kind,
      act,
      unit,
      post,
      party: null,
      openedAt: now,
      due,
      own: true,
      message: null,
      correlation: null,
    }),
  )
}

/** Writes how the case stands after these acts, and whose turn it is. */
export async function restate(
  tx: Tx,
  at: CaseAt,
  acts: Act[],
  clock: Clock,
  moved: { opened: StepInfo[]; closed: { element: string }[] } = { opened: [], closed: [] },
): Promise<Standing> {
  const { jurisdiction, id } = at.found
  const now = clock.now()
  const facts = folded(at, acts)
  const standing = standingFrom(at, acts, now, facts)
  const beside = besideFrom(at, facts, now)
  const before = at.work.filter((w) => w.kind === BESIDE)
  const gone = before.filter((w) => !beside.some((b) => b.element === w.element))
  const fresh = beside.filter((b) => !before.some((w) => w.element === b.element && w.due === b.due))
  const ended = [...moved.closed, ...gone].map((s) => s.element)
  if (ended.length > 0) await deleteWork(tx, jurisdiction, id, ended)
  await insertWork(tx, [...(await workFrom(tx, at, moved.opened, now, standing.due)), ...fresh])
  const stays = at.work.filter((w) => !moved.closed.some((s) => s.element === w.element))
  if (stays.some((w) => !w.own && w.due !== standing.due)) await moveDue(tx, jurisdiction, id, standing.due)
  await putStanding(tx, standing)
  await show(tx, at, facts)
  return standing
}

/** The same, with every step that is open on the chart made anew; one that stays open was opened when it was opened. */
export async function restateWhole(tx: Tx, at: CaseAt, acts: Act[], clock: Clock): Promise<void> {
  const { jurisdiction, id } = at.found
  const steps = onChart(at.work)
  const since = new Map(steps.map((w) => [w.element, w.openedAt]))
  const { due } = await restate(tx, at, acts, clock)
  await deleteWork(
    tx,
    jurisdiction,
    id,
    steps.map((w) => w.element),
  )
  const open = await openStepsOf(tx, jurisdiction, id)
  const fresh = open.map((s) => workFrom(tx, at, [s], since.get(s.element) ?? clock.now(), due))
  await insertWork(tx, (await Promise.all(fresh)).flat())
}
