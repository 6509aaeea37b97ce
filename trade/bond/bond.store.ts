import { type Actor, sql, type Tx } from '../../kernel/platform/index.ts'

export type BidderRow = {
  bidder: number
  personId: string
  /** The order of the bond; none where none is asked. */
  bond: string | null
  paidAt: Date | null
  late: boolean
  returnedAt: Date | null
  refundedAt: Date | null
  kept: string | null
  /** What went along with it when it was given back. */
  interest: number
}
export type Of = { jurisdiction: string; number: string }
/** `early`: on its way back, for its bid was withdrawn; `again`: ordered anew, for another came. */
export const MOVES = ['paid', 'late', 'refunded', 'early', 'again'] as const
export type Move = (typeof MOVES)[number]

export async function insertBidder(tx: Tx, of: Of, b: Pick<BidderRow, 'bidder' | 'personId' | 'bond'>): Promise<void> {
  await sql`insert into bond.bidder (jurisdiction, number, bidder, person_id, bond)
    values (${of.jurisdiction}, ${of.number}, ${b.bidder}, ${b.personId}::uuid, ${b.bond})`.execute(tx)
}
export async function biddersOf(tx: Tx, of: Of): Promise<BidderRow[]> {
  const { rows } =
    await sql<BidderRow>`select bidder, person_id, bond, paid_at, late, returned_at, refunded_at, kept, interest
    from bond.bidder where jurisdiction = ${of.jurisdiction} and number = ${of.number} order by bidder`.execute(tx)
  return rows
}
export async function numberOfBidder(tx: Tx, of: Of, actor: Actor): Promise<number | undefined> {
  if (actor.kind !== 'person') return undefined
  return (await biddersOf(tx, of)).find((b) => b.personId === actor.personId)?.bidder
}
/** What the bank said, once: a bond that was paid stays so. */
export async function stampBond(tx: Tx, jurisdiction: string, bond: string, what: Move, at: Date): Promise<void> {
  const column = sql.raw(what === 'refunded' ? 'refunded_at' : 'paid_at')
  await sql`update bond.bidder set ${column} = ${at}, late = late or ${what === 'late'}
    where jurisdiction = ${jurisdiction} and bond = ${bond} and ${column} is null`.execute(tx)
  if (what === 'refunded')
    await sql`update bond.early set refunded_at = ${at}
      where jurisdiction = ${jurisdiction} and bond = ${bond} and refunded_at is null`.execute(tx)
}
/** Takes the bond off who withdrew: his place in the procedure stays. False where it went already. */
export async function moveEarly(tx: Tx, of: Of, b: BidderRow, at: Date): Promise<boolean> {
  const { rows } = await sql`update bond.bidder set bond = null, paid_at = null, late = false
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and bidder = ${b.bidder} and bond = ${b.bond}
      and returned_at is null and kept is null returning bidder`.execute(tx)
  if (rows.length === 0) return false
  await sql`insert into bond.early (jurisdiction, bond, number, bidder, person_id, returned_at)
    values (${of.jurisdiction}, ${b.bond}, ${of.number}, ${b.bidder}, ${b.personId}::uuid, ${at})`.execute(tx)
  return true
}
export type Early = { bond: string; bidder: number; personId: string; returnedAt: Date; refundedAt: Date | null }
/** What went back early in a procedure, the latest last. */
export async function earlyOf(tx: Tx, of: Of): Promise<Early[]> {
  const { rows } = await sql<Early>`select bond, bidder, person_id, returned_at, refunded_at from bond.early
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} order by returned_at, bond`.execute(tx)
  return rows
}
export async function putBond(tx: Tx, of: Of, bidder: number, bond: string): Promise<void> {
  await sql`update bond.bidder set bond = ${bond}
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and bidder = ${bidder} and bond is null`.execute(
    tx,
  )
}
export async function stampReturn(tx: Tx, of: Of, bidder: number, at: Date, interest: number): Promise<void> {
  await sql`update bond.bidder set returned_at = ${at}, interest = ${interest}
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and bidder = ${bidder}`.execute(tx)
}
export async function stampKept(tx: Tx, of: Of, bidder: number, why: string): Promise<void> {
  await sql`update bond.bidder set kept = ${why}
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and bidder = ${bidder}`.execute(tx)
}
/** The procedure that a bond was paid for, and whether all that were to go back are back. */
export async function procedureOf(
  tx: Tx,
  jurisdiction: string,
  bond: string,
): Promise<{ number: string; back: boolean } | undefined> {
  const { rows } = await sql<{ number: string; back: boolean }>`select b.number,
      bool_and(b.paid_at is null or b.returned_at is null or b.refunded_at is not null) as back from bond.bidder b
    where b.jurisdiction = ${jurisdiction} and b.number =
      (select number from bond.bidder where jurisdiction = ${jurisdiction} and bond = ${bond}) group by b.number`.execute(
    tx,
  )
  return rows[0]
}
export async function isEarly(tx: Tx, jurisdiction: string, bond: string): Promise<boolean> {
  const { rows } =
    await sql`select bond from bond.early where jurisdiction = ${jurisdiction} and bond = ${bond}`.execute(tx)
  return rows.length > 0
}
