import { sql, type Tx } from '../platform/index.ts'
import type { OrderKind } from './kinds.ts'
import type { Movement } from './money.store.ts'
import type { Day, OrderFacts } from './order.rules.ts'

const lineColumns = sql.raw(
  `m.id, m.account, m.serial, m.direction, m.amount, m.day::text, m.name, m.counter_account, m.reference, m.order_number, m.contradicted is not null as contradicted`,
)
type LineRow = Omit<Movement, 'contradicted' | 'receivedAt' | 'jurisdiction'> & { contradicted: boolean }

/** Lines that belong to no order and no refund, and are not sent back whole; or that the bank tells in two ways. */
export async function suspense(
  tx: Tx,
  jurisdiction: string,
  page: number,
  size: number,
): Promise<{ rows: LineRow[]; total: number }> {
  const { rows } = await sql<LineRow & { n: number }>`with open as (
      select ${lineColumns}, m.received_at, coalesce((select sum(r.amount) from money.refund r
        where r.jurisdiction = ${jurisdiction} and r.movement = m.id), 0)::bigint as back
      from money.movement m where m.jurisdiction = ${jurisdiction} and (m.order_number is null or m.contradicted is not null)
        and not exists (select from money.refund d where d.jurisdiction = ${jurisdiction} and d.done_by = m.id))
    select *, count(*) over ()::int as n from open where back < amount or contradicted
    order by received_at, id limit ${size} offset ${(page - 1) * size}`.execute(tx)
  return { rows, total: rows[0]?.n ?? 0 }
}

/** What came into each account: all of it, and of it what orders took. */
export async function sumsOfAccounts(
  tx: Tx,
  jurisdiction: string,
): Promise<Map<string, { received: number; assigned: number }>> {
  const { rows } = await sql<{ account: string; received: number; assigned: number }>`
    select account, sum(amount)::bigint as received, coalesce(sum(amount) filter (where order_number is not null), 0)::bigint as assigned
    from money.movement where jurisdiction = ${jurisdiction} and direction = 'in' group by account`.execute(tx)
  return new Map(rows.map((r) => [r.account, r]))
}

export type OrderRow = {
  number: string
  kind: OrderKind
  unit: string
  caseNumber: string | null
  payer: string
  amount: number
  received: number
  due: Day
  issuedAt: Date
  state: OrderFacts['state']
}
export type OrderFilter = {
  jurisdiction: string
  /** `overdue`: past its last day and not paid. */
  state?: OrderFacts['state'] | 'overdue' | undefined
  kind?: OrderKind | undefined
  text?: string | undefined
  /** Only orders of this unit. */
  unit?: string | undefined
  today: Day
  page: number
  size: number
}
/** How an order stands, as `foldOrder` has it, for lists: a sum over its lines. */
export async function orderRows(tx: Tx, f: OrderFilter): Promise<{ rows: OrderRow[]; total: number }> {
  const like = f.text ? `%${f.text.replace(/[\\%_]/g, '\\$&')}%` : null
  const { rows } = await sql<OrderRow & { n: number }>`with all_orders as (
      select o.number, o.kind, o.unit, o.case_number, o.payer->>'name' as payer, o.amount, o.due::text, o.issued_at,
        p.kept as received, case when o.cancelled_at is not null then 'cancelled' when p.kept > o.amount then 'over'
          when p.kept = o.amount then 'paid' when p.kept > 0 then 'partly' else 'open' end as state
      from money.order o cross join lateral (select coalesce(sum(m.amount - coalesce((select sum(r.amount) from money.refund r
          where r.jurisdiction = ${f.jurisdiction} and r.movement = m.id), 0)), 0)::bigint as kept
        from money.movement m where m.jurisdiction = ${f.jurisdiction} and m.order_number = o.number) p
      where o.jurisdiction = ${f.jurisdiction} and (${f.kind ?? null}::text is null or o.kind = ${f.kind ?? null})
        and (${f.unit ?? null}::text is null or o.unit = ${f.unit ?? null})
        and (${like}::text is null or o.number like ${like} or o.case_number like ${like} or o.payer->>'name' like ${like}))
    select *, count(*) over ()::int as n from all_orders where ${f.state ?? null}::text is null or state = ${f.state ?? null}
      or (${f.state ?? null} = 'overdue' and state in ('open', 'partly') and due < ${f.today})
    order by issued_at desc, number desc limit ${f.size} offset ${(f.page - 1) * f.size}`.execute(tx)
  return { rows, total: rows[0]?.n ?? 0 }
}

export type Underway = {
  number: string
  order: string | null
  caseNumber: string | null
  amount: number
  interest: number
  orderedAt: Date
}
/** Refunds that the bank has not shown yet. */
export async function refundsUnderway(tx: Tx, jurisdiction: string): Promise<Underway[]> {
  const { rows } = await sql<Underway>`select r.number, m.order_number as order, o.case_number,
      r.amount + r.interest as amount, r.interest, r.ordered_at
    from money.refund r join money.movement m on m.jurisdiction = r.jurisdiction and m.id = r.movement
    left join money.order o on o.jurisdiction = m.jurisdiction and o.number = m.order_number
    where r.jurisdiction = ${jurisdiction} and r.done_by is null order by r.ordered_at, r.number limit 100`.execute(tx)
  return rows
}
