import { type HeldPost, inPlaces, later, sql, type Tx } from '../platform/index.ts'
import type { Performer } from './performer.rules.ts'

/** An open step: which unit and post, or which party, must do which act by when. */
export type Work = Performer & {
  jurisdiction: string
  caseId: string
  element: string
  /** Of the chart's element; `BESIDE` for what waits beside it. */
  kind: string
  caseKind: string
  act: string | null
  openedAt: Date
  /** The step's own limit where the chart gives one (`own`), else that of the case's clock. */
  due: string | null
  own: boolean
  message: string | null
  correlation: string | null
}

/** Of what waits beside the chart. */
export const BESIDE = 'beside'
/** The steps of the chart alone. */
export const onChart = (work: readonly Work[]): Work[] => work.filter((w) => w.kind !== BESIDE)

const columns = sql.raw(
  `w.jurisdiction, w.case_id, w.element, w.kind, w.case_kind, w.act, w.unit, w.post, w.party, w.opened_at, w.due::text, w.own, w.message, w.correlation`,
)

export async function workOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Work[]> {
  const { rows } = await sql<Work>`select ${columns} from cases.work w
    where w.jurisdiction = ${jurisdiction} and w.case_id = ${caseId}::uuid order by w.element`.execute(tx)
  return rows
}

/** The open steps of several cases, of one place or of a few, by case. */
export async function workOfMany(
  tx: Tx,
  places: string | readonly string[],
  caseIds: string[],
): Promise<Map<string, Work[]>> {
  const { rows } = await sql<Work>`select ${columns} from cases.work w
    where w.jurisdiction ${inPlaces(places)} and w.case_id = any(${caseIds}::uuid[]) order by w.element`.execute(tx)
  return Map.groupBy(rows, (w) => w.caseId)
}

export async function insertWork(tx: Tx, list: Work[]): Promise<void> {
  await later(
    tx,
    ...list.map(
      (
        w,
      ) => sql`insert into cases.work (jurisdiction, case_id, element, kind, case_kind, act, unit, post, party, opened_at, due, own, message, correlation)
      values (${w.jurisdiction}, ${w.caseId}::uuid, ${w.element}, ${w.kind}, ${w.caseKind}, ${w.act}, ${w.unit}, ${w.post}, ${w.party}, ${w.openedAt}, ${w.due}::date, ${w.own}, ${w.message}, ${w.correlation})
      on conflict (jurisdiction, case_id, element) do update set kind = excluded.kind, act = excluded.act, unit = excluded.unit, post = excluded.post, party = excluded.party,
        opened_at = excluded.opened_at, due = excluded.due, own = excluded.own, message = excluded.message, correlation = excluded.correlation`,
    ),
  )
}

export async function deleteWork(tx: Tx, jurisdiction: string, caseId: string, elements: string[]): Promise<void> {
  await later(
    tx,
    sql`delete from cases.work where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid
    and element = any(${elements}::text[])`,
  )
}

/** Steps without a limit of their own are due when the case's clock is. */
export async function moveDue(tx: Tx, jurisdiction: string, caseId: string, due: string | null): Promise<void> {
  await later(
    tx,
    sql`update cases.work set due = ${due}::date where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid
    and not own and due is distinct from ${due}::date`,
  )
}

/**
 * The open steps that a message (under its correlation) or a signal would reach, in the order of their cases' ids. Nothing is locked:
 * by the time the caller holds a case, it may have gone on by itself.
 */
export async function receiversOf(
  tx: Tx,
  at: { jurisdiction: string; kind: 'message' | 'signal'; name: string; correlation?: string | undefined },
): Promise<{ caseId: string; element: string }[]> {
  if (at.kind === 'message' && at.correlation === undefined) return []
  const kinds = at.kind === 'message' ? ['message', 'receive'] : ['signal']
  const { rows } = await sql<{ caseId: string; element: string }>`select case_id, element from cases.work
    where jurisdiction = ${at.jurisdiction} and message = ${at.name} and kind = any(${kinds}::text[])
      and (${at.kind} = 'signal' or correlation = ${at.correlation ?? null}) order by case_id, element`.execute(tx)
  return rows
}

/** What waits for the post; of one kind of case, where it is named. */
export const waiting = (post: Pick<HeldPost, 'unitCode' | 'role'>, kind?: string) =>
  sql`cases.work where unit = ${post.unitCode}
  and (post is null or post = ${post.role}) ${kind === undefined ? sql`` : sql`and case_kind = ${kind}`}`

/** A menu says no more than “more than”: counting every one of them on every page cost half of the page. */
export const MOST_IN_MENU = 999

/** How many steps wait for the post, or one more than MOST_IN_MENU; of one kind of case, where it is named. */
export const workCount = (post: HeldPost, kind?: string) =>
  sql<number>`(select count(*) from (select from ${waiting(post, kind)} limit ${MOST_IN_MENU + 1}) counted)`
