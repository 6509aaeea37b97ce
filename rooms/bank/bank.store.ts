import type { contract } from '../../kernel/money/index.ts'
import { type Db, sql, type Tx } from '../../kernel/platform/index.ts'
import type { Mode } from './contract.ts'

type Line = contract.Line
export type State = { mode: Mode; secret: string }

export async function stateOf(tx: Tx | Db, jurisdiction: string): Promise<State | undefined> {
  const { rows } = await sql<State>`select mode, secret from bank.state where jurisdiction = ${jurisdiction}`.execute(
    tx,
  )
  return rows[0]
}
export async function setMode(tx: Tx, jurisdiction: string, mode: Mode): Promise<void> {
  await sql`insert into bank.state (jurisdiction, mode) values (${jurisdiction}, ${mode})
    on conflict (jurisdiction) do update set mode = excluded.mode`.execute(tx)
}
/** Its state, made where there is none yet. */
export async function openState(tx: Tx, jurisdiction: string): Promise<State> {
  await sql`insert into bank.state (jurisdiction) values (${jurisdiction}) on conflict do nothing`.execute(tx)
  return (await stateOf(tx, jurisdiction))!
}
export async function insertEntry(tx: Tx, jurisdiction: string, l: Line): Promise<void> {
  await sql`insert into bank.entry (jurisdiction, serial, account, direction, amount, day, name, counter_account, reference)
    values (${jurisdiction}, ${l.serial}, ${l.account}, ${l.direction}, ${l.amount}::bigint, ${l.day}::date, ${l.name}, ${l.counterAccount}, ${l.reference})`.execute(
    tx,
  )
}
const columns = sql.raw(`account, serial, direction, amount, day::text, name, counter_account, reference`)
export async function entriesSince(tx: Tx | Db, jurisdiction: string, account: string, since: string): Promise<Line[]> {
  const { rows } = await sql<Line>`select ${columns} from bank.entry
    where jurisdiction = ${jurisdiction} and account = ${account} and day >= ${since}::date order by day, serial`.execute(
    tx,
  )
  return rows
}
export async function entries(tx: Tx, jurisdiction: string, serials: readonly string[]): Promise<Line[]> {
  const { rows } = await sql<Line>`select ${columns} from bank.entry
    where jurisdiction = ${jurisdiction} and serial = any(${[...serials]}::text[]) order by serial`.execute(tx)
  return rows
}
