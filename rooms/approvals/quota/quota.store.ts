import { inPlaces, later, sql, type Tx } from '../../../kernel/platform/index.ts'

/** The places of one item in one round. */
export type Round = { jurisdiction: string; itemCode: string; round: string }
export type Arrival = { caseId: string; number: string; arrived: number; turn: number; granted: boolean }

const columns = sql.raw('a.case_id, a.number, a.arrived, a.turn, a.granted')
const ofRound = ({ jurisdiction, itemCode, round }: Round) =>
  sql`a.jurisdiction = ${jurisdiction} and a.item_code = ${itemCode} and a.round = ${round}`

/** The next number of the round. Its row stays locked until the commit: two that arrive at once take turns, and none is given twice. */
export async function nextArrival(tx: Tx, { jurisdiction, itemCode, round }: Round): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into approvals.quota as q (jurisdiction, item_code, round, last)
    values (${jurisdiction}, ${itemCode}, ${round}, 1)
    on conflict (jurisdiction, item_code, round) do update set last = q.last + 1 returning last`.execute(tx)
  return rows[0]!.last
}

/** Two who grant at once take turns. */
export async function lockRound(tx: Tx, { jurisdiction, itemCode, round }: Round): Promise<void> {
  await sql`select 1 from approvals.quota
    where jurisdiction = ${jurisdiction} and item_code = ${itemCode} and round = ${round} for update`.execute(tx)
}

export const putArrival = (tx: Tx, { jurisdiction, itemCode, round }: Round, a: Omit<Arrival, 'granted' | 'turn'>) =>
  later(
    tx,
    sql`insert into approvals.arrival (jurisdiction, case_id, item_code, round, number, arrived, turn)
    values (${jurisdiction}, ${a.caseId}::uuid, ${itemCode}, ${round}, ${a.number}, ${a.arrived}, ${a.arrived})`,
  )

export const setTurn = (tx: Tx, jurisdiction: string, caseId: string, turn: number) =>
  later(
    tx,
    sql`update approvals.arrival set turn = ${turn} where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`,
  )

export const setGranted = (tx: Tx, jurisdiction: string, caseId: string, granted: boolean) =>
  later(
    tx,
    sql`update approvals.arrival set granted = ${granted}
    where jurisdiction = ${jurisdiction} and case_id = ${caseId}::uuid`,
  )

export async function arrivalOf(tx: Tx, jurisdiction: string, caseId: string): Promise<Arrival | undefined> {
  const { rows } = await sql<Arrival>`select ${columns} from approvals.arrival a
    where a.jurisdiction = ${jurisdiction} and a.case_id = ${caseId}::uuid`.execute(tx)
  return rows[0]
}

/** How many have arrived, and how many hold a place. */
export async function countsOf(tx: Tx, of: Round): Promise<{ arrived: number; granted: number }> {
  const { rows } = await sql<{ arrived: number; granted: number }>`select count(*)::int as arrived,
    (count(*) filter (where a.granted))::int as granted from approvals.arrival a where ${ofRound(of)}`.execute(tx)
  return rows[0]!
}

/** Those that hold no place, with a turn before this one; all of them without. */
export async function without(tx: Tx, of: Round, before?: number): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`select ${columns} from approvals.arrival a
    where ${ofRound(of)} and not a.granted ${before === undefined ? sql`` : sql`and a.turn < ${before}`}
    order by a.turn`.execute(tx)
  return rows
}

/** A page of the round in the order of turns. */
export async function turnsOf(tx: Tx, of: Round, limit: number, offset: number): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`select ${columns} from approvals.arrival a
    where ${ofRound(of)} order by a.turn limit ${limit} offset ${offset}`.execute(tx)
  return rows
}

export async function arrivalsOf(tx: Tx, places: string[], caseIds: string[]): Promise<Map<string, Arrival>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<Arrival>`select ${columns} from approvals.arrival a
    where a.jurisdiction ${inPlaces(places)} and a.case_id = any(${caseIds}::uuid[])`.execute(tx)
  return new Map(rows.map((r) => [r.caseId, r]))
}
