import { wordsOf } from '../../kernel/catalog/index.ts'
import { atEnd, inPlaceOfNumber, sql, type Text, type Tx } from '../../kernel/platform/index.ts'
import type { Profile } from '../profile/profile.shape.ts'
import type { ForWhom } from './for-whom.shape.ts'
import type { SaidTerms } from './log.shape.ts'
import type { State } from './state.shape.ts'

/** The box of trade/envelope that keeps the reserve; `fault`: whose it is that it could not be opened. */
export type Reserve = {
  box: string
  no: number
  /** Of reserve and salt, published when it was set. */
  digest: string | null
  envelope: string | null
  called: boolean
  fault: string | null
}

/** The box of trade/envelope that keeps the sealed bids; `doubted`: the sale was stopped because some did not open by no fault of who sealed them. */
export type Sealing = { box: string; deadline: string; called: boolean; doubted: boolean }

export type Asked = {
  what: 'freeze' | 'resume' | 'terminate'
  reason: string
  personId: string
  by: Text
  from: string | null
}
export type Auction = {
  jurisdiction: string
  id: string
  number: string
  title: Text
  seller: string
  caseId: string | null
  profile: Profile
  terms: SaidTerms
  state: State
  announcedAt: Date
  ringsAt: Date | null
  reserve: Reserve | null
  sealing: Sealing | null
  asked: Asked | null
}
export type BidderRow = {
  bidder: number
  personId: string
  name: string
  ownLimit: number | null
  /** The order by which the deposit was paid, and how much it is. */
  order: string | null
  deposit: number | null
  forWhom: ForWhom | null
  /** Digest of where the last bid came from. */
  cameFrom: string | null
}

const bidderColumns = sql.raw(
  `b.bidder, b.person_id, b.name, b.own_limit, b.deposit_order as order, b.deposit, b.for_whom, b.came_from`,
)
const columns = sql.raw(`jurisdiction, id, number, title, seller, case_id, profile, terms, state,
  announced_at, rings_at, reserve, sealing, asked`)

export async function insertAuction(tx: Tx, a: Auction): Promise<void> {
  const words = wordsOf([a.number, a.title.zh, a.title.en, a.seller].join(' '))
  await sql`insert into auction.auction (jurisdiction, id, number, title, seller, case_id, profile, terms, state, announced_at, rings_at, words)
    values (${a.jurisdiction}, ${a.id}::uuid, ${a.number}, ${a.title}::jsonb, ${a.seller}, ${a.caseId}::uuid, ${a.profile}::jsonb,
      ${a.terms}::jsonb, ${a.state}::jsonb, ${a.announcedAt}, ${a.ringsAt}, ${words}::text[])`.execute(tx)
}

export async function findAuction(tx: Tx, number: string): Promise<Auction | undefined> {
  const { rows } = await sql<Auction>`select ${columns} from auction.auction
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  return rows[0]
}

type InHand = { auction: Auction | undefined; bidders: Map<string, BidderRow> }
const inHand = new WeakMap<Tx, Map<string, InHand>>()

/**
 * Takes the lot in hand: whoever writes of it waits here, in the order in which they came. Bids that share a transaction read it and
 * its bidders once.
 */
export async function takeInHand(tx: Tx, number: string): Promise<InHand> {
  const mine = inHand.get(tx) ?? new Map<string, InHand>()
  inHand.set(tx, mine)
  const kept = mine.get(number)
  if (kept) return kept
  const [auction, bidders] = await Promise.all([lockAuction(tx, number), biddersOfNumber(tx, number)])
  const fresh = { auction, bidders: new Map(bidders.map((b) => [b.personId, b])) }
  mine.set(number, fresh)
  return fresh
}

export async function lockAuction(tx: Tx, number: string): Promise<Auction | undefined> {
  const { rows } = await sql<Auction>`select ${columns} from auction.auction
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number} for update`.execute(tx)
  return rows[0]
}

/** Once a transaction, however many bids share it: with many bidders the state is the largest thing that a bid writes. */
export function storeAuction(tx: Tx, a: Auction): Promise<void> {
  const kept = inHand.get(tx)?.get(a.number)
  if (kept) kept.auction = a
  return atEnd(
    tx,
    `auction ${a.number}`,
    sql`update auction.auction set state = ${a.state}::jsonb, rings_at = ${a.ringsAt}, reserve = ${a.reserve}::jsonb,
      sealing = ${a.sealing}::jsonb, asked = ${a.asked}::jsonb
    where jurisdiction = ${a.jurisdiction} and id = ${a.id}::uuid`,
  )
}

async function biddersOfNumber(tx: Tx, number: string): Promise<BidderRow[]> {
  const { rows } = await sql<BidderRow>`select ${bidderColumns} from auction.bidder b
      join auction.auction a on a.jurisdiction = b.jurisdiction and a.id = b.auction_id
    where a.jurisdiction ${inPlaceOfNumber(number)} and a.number = ${number}`.execute(tx)
  return rows
}

export async function bidderOf(tx: Tx, number: string, personId: string): Promise<BidderRow | undefined> {
  const { rows } = await sql<BidderRow>`select ${bidderColumns} from auction.bidder b
      join auction.auction a on a.jurisdiction = b.jurisdiction and a.id = b.auction_id
    where a.jurisdiction ${inPlaceOfNumber(number)} and a.number = ${number} and b.person_id = ${personId}::uuid`.execute(
    tx,
  )
  return rows[0]
}

export async function biddersOf(tx: Tx, a: Pick<Auction, 'jurisdiction' | 'id'>): Promise<BidderRow[]> {
  const { rows } = await sql<BidderRow>`select ${bidderColumns} from auction.bidder b
    where b.jurisdiction = ${a.jurisdiction} and b.auction_id = ${a.id}::uuid order by b.bidder`.execute(tx)
  return rows
}

export async function insertBidder(tx: Tx, a: Auction, b: Omit<BidderRow, 'ownLimit' | 'cameFrom'>): Promise<void> {
  await sql`insert into auction.bidder (jurisdiction, auction_id, bidder, person_id, name, deposit_order, deposit, for_whom)
    values (${a.jurisdiction}, ${a.id}::uuid, ${b.bidder}, ${b.personId}::uuid, ${b.name}, ${b.order}, ${b.deposit}::bigint,
      ${b.forWhom}::jsonb)`.execute(tx)
}

/** Where the last bid came from; once a transaction that is what the bidders in hand say too. */
export async function storeCameFrom(tx: Tx, a: Auction, b: BidderRow, from: string): Promise<void> {
  b.cameFrom = from
  await sql`update auction.bidder set came_from = ${from}
    where jurisdiction = ${a.jurisdiction} and auction_id = ${a.id}::uuid and bidder = ${b.bidder}`.execute(tx)
}

export async function storeLimit(tx: Tx, a: Auction, bidder: number, limit: number | null): Promise<void> {
  await sql`update auction.bidder set own_limit = ${limit}
    where jurisdiction = ${a.jurisdiction} and auction_id = ${a.id}::uuid and bidder = ${bidder}`.execute(tx)
}

/** Sales after a number, in their order; for the audit and for lists. */
export async function auctionsAfter(tx: Tx, after: string, limit: number): Promise<Auction[]> {
  const { rows } = await sql<Auction>`select ${columns} from auction.auction
    where number > ${after} order by number limit ${limit}`.execute(tx)
  return rows
}
