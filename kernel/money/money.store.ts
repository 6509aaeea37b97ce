import { inAnyPlace, inPlaceOf, sql, type Text, type Tx } from '../platform/index.ts'
import type { Line } from './contract.ts'
import type { OrderKind } from './kinds.ts'
import { sayNumber, WORDS } from './match.rules.ts'
import type { Day } from './order.rules.ts'

export type Account = {
  jurisdiction: string
  number: string
  id: string
  bank: string
  holder: string
  kinds: OrderKind[]
  nextAsk: Date | null
  answeredAt: Date | null
  awaySince: Date | null
  awayWhy: string | null
  tries: number
}
const accountColumns = sql.raw(
  `jurisdiction, number, id, bank, holder, kinds, next_ask, answered_at, away_since, away_why, tries`,
)
export async function insertAccount(
  tx: Tx,
  a: Pick<Account, 'jurisdiction' | 'number' | 'id' | 'bank' | 'holder' | 'kinds'>,
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`insert into money.account (jurisdiction, number, id, bank, holder, kinds, opened_at)
    values (${a.jurisdiction}, ${a.number}, ${a.id}::uuid, ${a.bank}, ${a.holder}, ${a.kinds}::text[], ${at}::timestamptz)
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}
export async function accountsOf(tx: Tx, jurisdiction: string): Promise<Account[]> {
  const { rows } = await sql<Account>`select ${accountColumns} from money.account
    where jurisdiction = ${jurisdiction} and closed_at is null order by opened_at, number`.execute(tx)
  return rows
}
/** Locks the account's row: what comes in through one account takes turns. */
export async function lockAccount(tx: Tx, jurisdiction: string, number: string): Promise<Account | undefined> {
  const { rows } = await sql<Account>`select ${accountColumns} from money.account
    where jurisdiction = ${jurisdiction} and number = ${number} for update`.execute(tx)
  return rows[0]
}
export async function answered(tx: Tx, a: Account, at: Date, next: Date | null): Promise<void> {
  await sql`update money.account set answered_at = ${at}::timestamptz, away_since = null, away_why = null, tries = 0, next_ask = ${next}::timestamptz
    where jurisdiction = ${a.jurisdiction} and number = ${a.number}`.execute(tx)
}
export async function wasAway(tx: Tx, a: Account, at: Date, why: string, next: Date): Promise<void> {
  await sql`update money.account set away_since = coalesce(away_since, ${at}::timestamptz), away_why = ${why}, tries = tries + 1, next_ask = ${next}::timestamptz
    where jurisdiction = ${a.jurisdiction} and number = ${a.number}`.execute(tx)
}
export async function askAt(tx: Tx, a: Account, next: Date): Promise<void> {
  await sql`update money.account set next_ask = ${next}::timestamptz
    where jurisdiction = ${a.jurisdiction} and number = ${a.number}`.execute(tx)
}

async function nextNumber(tx: Tx, jurisdiction: string, word: 'JK' | 'TK', year: number): Promise<string> {
  const { rows } = await sql<{
    last: number
  }>`insert into money.number as n (jurisdiction, word, year, last) values (${jurisdiction}, ${word}, ${year}, 1)
    on conflict (jurisdiction, word, year) do update set last = n.last + 1 returning last`.execute(tx)
  return sayNumber(jurisdiction, word, year, rows[0]!.last)
}
export const nextOrderNumber = (tx: Tx, jurisdiction: string, year: number) =>
  nextNumber(tx, jurisdiction, WORDS.order, year)
export const nextRefundNumber = (tx: Tx, jurisdiction: string, year: number) =>
  nextNumber(tx, jurisdiction, WORDS.refund, year)

export type Payer = {
  name: string
  uscc?: string | undefined
  personId?: string | undefined
  organisationId?: string | undefined
}
export type Order = {
  jurisdiction: string
  number: string
  id: string
  kind: OrderKind
  unit: string
  caseId: string | null
  caseNumber: string | null
  payer: Payer
  purpose: Text
  amount: number
  due: Day
  account: string
  issuedAt: Date
  cancelledAt: Date | null
}
const orderColumns = sql.raw(
  `o.jurisdiction, o.number, o.id, o.kind, o.unit, o.case_id, o.case_number, o.payer, o.purpose, o.amount, o.due::text, o.account, o.issued_at, o.cancelled_at`,
)
export async function insertOrder(tx: Tx, o: Omit<Order, 'cancelledAt'>): Promise<void> {
  await sql`insert into money.order (jurisdiction, number, id, kind, unit, case_id, case_number, payer, purpose, amount, due, account, issued_at)
    values (${o.jurisdiction}, ${o.number}, ${o.id}::uuid, ${o.kind}, ${o.unit}, ${o.caseId}::uuid, ${o.caseNumber}, ${o.payer}::jsonb, ${o.purpose}::jsonb,
      ${o.amount}::bigint, ${o.due}::date, ${o.account}, ${o.issuedAt}::timestamptz)`.execute(tx)
}
export async function findOrder(tx: Tx, number: string): Promise<Order | undefined> {
  const { rows } = await sql<Order>`select ${orderColumns} from money.order o
    where o.jurisdiction = ${number.slice(0, 6)} and o.number = ${number}`.execute(tx)
  return rows[0]
}
/** Locks it: two who change one order take turns. */
export async function lockOrder(tx: Tx, number: string): Promise<Order | undefined> {
  const { rows } = await sql<Order>`select ${orderColumns} from money.order o
    where o.jurisdiction = ${number.slice(0, 6)} and o.number = ${number} for update`.execute(tx)
  return rows[0]
}
export async function ordersOfCase(tx: Tx, jurisdiction: string, caseId: string): Promise<Order[]> {
  const { rows } = await sql<Order>`select ${orderColumns} from money.order o
    where o.jurisdiction = ${jurisdiction} and o.case_id = ${caseId}::uuid order by o.issued_at, o.number`.execute(tx)
  return rows
}
/** All orders that a person or one of these organisations is to pay, whichever place ordered them. */
export async function ordersOfPayer(tx: Tx, payer: { personId: string; organisations: string[] }): Promise<Order[]> {
  const { rows } = await sql<Order>`select ${orderColumns} from money.order o where o.jurisdiction ${inAnyPlace}
    and (o.payer ->> 'personId' = ${payer.personId} or o.payer ->> 'organisationId' = any(${payer.organisations}::text[]))
    order by o.issued_at desc limit 50`.execute(tx)
  return rows
}
export async function putOff(tx: Tx, o: Order, due: Day): Promise<void> {
  await sql`update money.order set due = ${due}::date where jurisdiction = ${o.jurisdiction} and number = ${o.number}`.execute(
    tx,
  )
}
export async function markCancelled(tx: Tx, o: Order, at: Date): Promise<void> {
  await sql`update money.order set cancelled_at = ${at}::timestamptz where jurisdiction = ${o.jurisdiction} and number = ${o.number}`.execute(
    tx,
  )
}
/** Whether an account still waits for money, or for refunds to go out. */
export async function waits(tx: Tx, a: Account): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`select exists (select from money.order o
      where o.jurisdiction = ${a.jurisdiction} and o.account = ${a.number} and o.cancelled_at is null and o.amount > (select coalesce(sum(m.amount), 0)
        from money.movement m where m.jurisdiction = ${a.jurisdiction} and m.order_number = o.number))
    or exists (select from money.refund r where r.jurisdiction = ${a.jurisdiction} and r.done_by is null) as waits`.execute(
    tx,
  )
  return rows[0]!.waits
}

export type Movement = Line & {
  jurisdiction: string
  id: string
  receivedAt: Date
  orderNumber: string | null
  contradicted: unknown
  /** Of its amount: on its way back, or back. */
  back: number
}
const movementColumns = sql.raw(
  `m.jurisdiction, m.account, m.serial, m.id, m.direction, m.amount, m.day::text, m.name, m.counter_account, m.reference, m.received_at,
  m.order_number, m.contradicted, coalesce((select sum(r.amount) from money.refund r where r.jurisdiction = m.jurisdiction and r.movement = m.id), 0)::bigint as back`,
)
/** False where the account has a line of this serial number. */
export async function insertMovement(
  tx: Tx,
  m: Line & { jurisdiction: string; id: string; receivedAt: Date },
): Promise<boolean> {
  const { rows } =
    await sql`insert into money.movement (jurisdiction, account, serial, id, direction, amount, day, name, counter_account, reference, received_at)
    values (${m.jurisdiction}, ${m.account}, ${m.serial}, ${m.id}::uuid, ${m.direction}, ${m.amount}::bigint, ${m.day}::date, ${m.name}, ${m.counterAccount}, ${m.reference}, ${m.receivedAt}::timestamptz)
    on conflict do nothing returning id`.execute(tx)
  return rows.length > 0
}
export async function movementBySerial(tx: Tx, jurisdiction: string, account: string, serial: string) {
  const { rows } = await sql<Movement>`select ${movementColumns} from money.movement m
    where m.jurisdiction = ${jurisdiction} and m.account = ${account} and m.serial = ${serial}`.execute(tx)
  return rows[0]!
}
export async function findMovement(
  tx: Tx,
  id: string,
): Promise<Pick<Movement, 'jurisdiction' | 'account' | 'name' | 'counterAccount'> | undefined> {
  const { rows } = await sql<
    Pick<Movement, 'jurisdiction' | 'account' | 'name' | 'counterAccount'>
  >`select jurisdiction, account, name, counter_account from money.movement
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid`.execute(tx)
  return rows[0]
}
export async function lockMovement(tx: Tx, id: string): Promise<Movement | undefined> {
  const { rows } = await sql<Movement>`select ${movementColumns} from money.movement m
    where m.jurisdiction ${inPlaceOf(id)} and m.id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}
export async function giveToOrder(tx: Tx, m: Pick<Movement, 'jurisdiction' | 'id'>, order: string): Promise<void> {
  await sql`update money.movement set order_number = ${order} where jurisdiction = ${m.jurisdiction} and id = ${m.id}::uuid`.execute(
    tx,
  )
}
export async function markContradicted(tx: Tx, m: Movement, said: Line): Promise<void> {
  await sql`update money.movement set contradicted = ${said}::jsonb where jurisdiction = ${m.jurisdiction} and id = ${m.id}::uuid`.execute(
    tx,
  )
}
export async function movementsOfOrder(tx: Tx, o: Pick<Order, 'jurisdiction' | 'number'>): Promise<Movement[]> {
  const { rows } = await sql<Movement>`select ${movementColumns} from money.movement m
    where m.jurisdiction = ${o.jurisdiction} and m.order_number = ${o.number} order by m.day, m.serial`.execute(tx)
  return rows
}

export type Paying = { order: string; account: string; amount: number; at: Date }
/** From which accounts orders of a place were paid: for whoever looks for one payer behind several names. */
export async function linesPaying(tx: Tx, jurisdiction: string, orders: string[]): Promise<Paying[]> {
  if (orders.length === 0) return []
  const { rows } =
    await sql<Paying>`select m.order_number as order, m.counter_account as account, m.amount, m.received_at as at
    from money.movement m where m.jurisdiction = ${jurisdiction} and m.order_number = any(${orders}::text[])
      and m.direction = 'in' and m.counter_account <> '' order by m.received_at`.execute(tx)
  return rows
}

export type Refund = {
  jurisdiction: string
  number: string
  movement: string
  amount: number
  interest: number
  orderedAt: Date
  doneBy: string | null
}
export async function insertRefund(tx: Tx, r: Omit<Refund, 'doneBy'>): Promise<void> {
  await sql`insert into money.refund (jurisdiction, number, movement, amount, interest, ordered_at)
    values (${r.jurisdiction}, ${r.number}, ${r.movement}::uuid, ${r.amount}::bigint, ${r.interest}::bigint, ${r.orderedAt}::timestamptz)`.execute(
    tx,
  )
}
export async function findRefund(tx: Tx, number: string): Promise<Refund | undefined> {
  const { rows } =
    await sql<Refund>`select jurisdiction, number, movement, amount, interest, ordered_at, done_by from money.refund
    where jurisdiction = ${number.slice(0, 6)} and number = ${number}`.execute(tx)
  return rows[0]
}
export async function refundDone(tx: Tx, r: Refund, by: string): Promise<void> {
  await sql`update money.refund set done_by = ${by}::uuid where jurisdiction = ${r.jurisdiction} and number = ${r.number}`.execute(
    tx,
  )
}

/** False where the notice was taken before. Those of days ago are forgotten: their time alone refuses them. */
export async function takeNotice(
  tx: Tx,
  n: { jurisdiction: string; bank: string; nonce: string },
  at: Date,
  forget: Date,
): Promise<boolean> {
  await sql`delete from money.notice where jurisdiction = ${n.jurisdiction} and bank = ${n.bank} and at < ${forget}::timestamptz`.execute(
    tx,
  )
  const { rows } = await sql`insert into money.notice (jurisdiction, bank, nonce, at)
    values (${n.jurisdiction}, ${n.bank}, ${n.nonce}, ${at}::timestamptz) on conflict do nothing returning nonce`.execute(
    tx,
  )
  return rows.length > 0
}
