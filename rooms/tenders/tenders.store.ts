import { type Actor, sql, type Tx } from '../../kernel/platform/index.ts'

export type BidderRow = { bidder: number; personId: string; bond: string; paidAt: Date | null; refundedAt: Date | null }
type Of = { jurisdiction: string; number: string }

export async function insertBidder(tx: Tx, of: Of, b: Pick<BidderRow, 'bidder' | 'personId' | 'bond'>): Promise<void> {
  await sql`insert into tenders.bidder (jurisdiction, number, bidder, person_id, bond)
    values (${of.jurisdiction}, ${of.number}, ${b.bidder}, ${b.personId}::uuid, ${b.bond})`.execute(tx)
}
export async function biddersOf(tx: Tx, of: Of): Promise<BidderRow[]> {
  const { rows } = await sql<BidderRow>`select bidder, person_id, bond, paid_at, refunded_at from tenders.bidder
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} order by bidder`.execute(tx)
  return rows
}
export async function numberOfBidder(tx: Tx, of: Of, actor: Actor): Promise<number | undefined> {
  if (actor.kind !== 'person') return undefined
  return (await biddersOf(tx, of)).find((b) => b.personId === actor.personId)?.bidder
}
/** False where no tender has this bond, or it was known. */
export async function stampBond(
  tx: Tx,
  jurisdiction: string,
  bond: string,
  what: 'paid' | 'refunded',
  at: Date,
): Promise<boolean> {
  const column = sql.raw(what === 'paid' ? 'paid_at' : 'refunded_at')
  const { rows } = await sql<{ bidder: number }>`update tenders.bidder set ${column} = ${at}
    where jurisdiction = ${jurisdiction} and bond = ${bond} and ${column} is null returning bidder`.execute(tx)
  return rows.length > 0
}
/** The tender that a bond was paid for, and whether all that were paid are back. */
export async function bondsOf(
  tx: Tx,
  jurisdiction: string,
  bond: string,
): Promise<{ number: string; back: boolean } | undefined> {
  const { rows } = await sql<{ number: string; back: boolean }>`select b.number,
      bool_and(b.paid_at is null or b.refunded_at is not null) as back from tenders.bidder b
    where b.jurisdiction = ${jurisdiction} and b.number =
      (select number from tenders.bidder where jurisdiction = ${jurisdiction} and bond = ${bond}) group by b.number`.execute(
    tx,
  )
  return rows[0]
}
export async function isBond(tx: Tx, jurisdiction: string, bond: string): Promise<boolean> {
  const { rows } = await sql<{ n: number }>`select 1 as n from tenders.bidder
    where jurisdiction = ${jurisdiction} and bond = ${bond}`.execute(tx)
  return rows.length > 0
}
