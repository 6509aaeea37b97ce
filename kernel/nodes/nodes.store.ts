import { type Clock, sql, type Tx } from '../platform/index.ts'
import { noteText } from './envelope.rules.ts'

export type Posted = {
  jurisdiction: string
  toPlace: string
  number: number
  kind: string
  text: string
  actId: string
  receiptAt: Date | null
}

/**
 * Puts a message into the outbox, in the transaction of what it tells. `key`: what it is; the same is told once to a place. `act`: a
 * published act that stands before it, whose proof goes along. False where it was posted before.
 */
export async function post(
  { tx, clock }: { tx: Tx; clock: Clock },
  m: { from: string; to: string; key: string; kind: string; act: string; body: Record<string, unknown> },
): Promise<boolean> {
  const { from, to, key, kind, act, body } = m
  // The direction's row lock keeps its numbers without gaps; whoever finds the message there has taken none.
  const { rows } = await sql<{ last: number }>`insert into nodes.direction as d (jurisdiction, to_place, last)
    values (${from}, ${to}, 0) on conflict (jurisdiction, to_place) do update set last = d.last returning last`.execute(
    tx,
  )
  const there =
    await sql`select 1 from nodes.outbox where jurisdiction = ${from} and to_place = ${to} and key = ${key}`.execute(tx)
  if (there.rows.length > 0) return false
  const number = rows[0]!.last + 1
  const now = clock.now()
  const text = noteText({ v: 'gnomon-node/1', from, to, number, kind, at: now.toISOString(), act, body })
  await sql`update nodes.direction set last = ${number} where jurisdiction = ${from} and to_place = ${to}`.execute(tx)
  await sql`insert into nodes.outbox (jurisdiction, to_place, number, key, kind, text, act_id, posted_at)
    values (${from}, ${to}, ${number}, ${key}, ${kind}, ${text}, ${act}::uuid, ${now})`.execute(tx)
  return true
}

/** Of each direction the first message without a receipt. */
export async function firstWaiting(tx: Tx): Promise<Posted[]> {
  const { rows } = await sql<Posted>`select distinct on (jurisdiction, to_place)
      jurisdiction, to_place, number, kind, text, act_id, receipt_at
    from nodes.outbox where receipt_at is null order by jurisdiction, to_place, number`.execute(tx)
  return rows
}

export async function postedAs(tx: Tx, from: string, to: string, number: number): Promise<Posted | undefined> {
  const { rows } =
    await sql<Posted>`select jurisdiction, to_place, number, kind, text, act_id, receipt_at from nodes.outbox
    where jurisdiction = ${from} and to_place = ${to} and number = ${number} for update`.execute(tx)
  return rows[0]
}

export const keepReceipt = (tx: Tx, m: Posted, receipt: string, now: Date) =>
  sql`update nodes.outbox set receipt = ${receipt}, receipt_at = ${now}, why = null
    where jurisdiction = ${m.jurisdiction} and to_place = ${m.toPlace} and number = ${m.number}`.execute(tx)

/** Why a message did not arrive; for whoever runs the machine. */
export const keepFailure = (tx: Tx, m: Posted, why: string) =>
  sql`update nodes.outbox set why = ${why.slice(0, 300)}, tried = tried + 1
    where jurisdiction = ${m.jurisdiction} and to_place = ${m.toPlace} and number = ${m.number}`.execute(tx)

export type Lag = {
  jurisdiction: string
  toPlace: string
  waiting: number
  oldest: Date
  why: string | null
  refused: number
}
/** How far each direction is behind, and what was refused in it. */
export async function lagOfNodes(tx: Tx): Promise<Lag[]> {
  const { rows } = await sql<Lag>`select d.jurisdiction, d.to_place, count(o.number)::int as waiting,
      coalesce(min(o.posted_at), now()) as oldest,
      (array_agg(o.why order by o.number) filter (where o.why is not null))[1] as why,
      (select count(*)::int from nodes.outbox r where r.jurisdiction = d.jurisdiction and r.to_place = d.to_place
        and r.receipt like '%"outcome":"refused"%') as refused
    from nodes.direction d left join nodes.outbox o
      on o.jurisdiction = d.jurisdiction and o.to_place = d.to_place and o.receipt_at is null
    group by d.jurisdiction, d.to_place order by 1, 2`.execute(tx)
  return rows
}

/** The number up to which a direction was taken here; its row stays locked, so that its messages take turns. */
export async function lastHeard(tx: Tx, from: string, to: string): Promise<number> {
  const { rows } = await sql<{ last: number }>`insert into nodes.heard as h (jurisdiction, from_place, last)
    values (${to}, ${from}, 0) on conflict (jurisdiction, from_place) do update set last = h.last returning last`.execute(
    tx,
  )
  return rows[0]!.last
}

export type Taken = { digest: string; receipt: string }
export async function takenAs(tx: Tx, from: string, to: string, number: number): Promise<Taken | undefined> {
  const { rows } = await sql<Taken>`select digest, receipt from nodes.inbox
    where jurisdiction = ${to} and from_place = ${from} and number = ${number}`.execute(tx)
  return rows[0]
}
export async function take(
  tx: Tx,
  m: {
    from: string
    to: string
    number: number
    kind: string
    digest: string
    receipt: string
    proof: string
    at: Date
  },
): Promise<void> {
  await sql`insert into nodes.inbox (jurisdiction, from_place, number, kind, digest, receipt, proof, taken_at)
    values (${m.to}, ${m.from}, ${m.number}, ${m.kind}, ${m.digest}, ${m.receipt}, ${m.proof}, ${m.at})`.execute(tx)
  await sql`update nodes.heard set last = ${m.number} where jurisdiction = ${m.to} and from_place = ${m.from}`.execute(
    tx,
  )
}
