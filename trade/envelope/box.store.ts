import { inAnyPlace, inPlaceOfNumber, sql, type Text, type Tx } from '../../kernel/platform/index.ts'
import type { BoxTerms, SignedManifest } from './manifest.shape.ts'
import type { Released } from './open.rules.ts'
import type { OpenedEnvelope } from './record.shape.ts'

export type Sealed = {
  at: string
  list: string[]
  digest: string
  received: number
  replaced: number
  withdrawn: number
}
export type Box = {
  jurisdiction: string
  id: string
  number: string
  terms: BoxTerms
  state: 'open' | 'sealed' | 'opened' | 'shut'
  called: boolean
  challenges: Record<string, string>
  rehearsed: number[]
  sealed: Sealed | null
  late: number
  opened: { at: string } | null
  short: { have: number; need: number; of: number } | null
  withheld: boolean
  hosted: boolean
}
type Of = Pick<Box, 'jurisdiction' | 'id'>

const columns = sql.raw(
  'jurisdiction, id, number, terms, state, called, challenges, rehearsed, sealed, late, opened, short, withheld, hosted',
)

export async function insertBox(
  tx: Tx,
  b: Pick<Box, 'jurisdiction' | 'id' | 'number' | 'terms' | 'withheld' | 'hosted'>,
): Promise<void> {
  await sql`insert into envelope.box (jurisdiction, id, number, terms, state, withheld, hosted)
    values (${b.jurisdiction}, ${b.id}::uuid, ${b.number}, ${b.terms}::jsonb, 'open', ${b.withheld}, ${b.hosted})`.execute(
    tx,
  )
}

export async function findBox(tx: Tx, number: string): Promise<Box | undefined> {
  const { rows } = await sql<Box>`select ${columns} from envelope.box
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number}`.execute(tx)
  return rows[0]
}

/** Takes the box in hand: what is received and the deadline wait for one another here. */
export async function lockBox(tx: Tx, number: string): Promise<Box | undefined> {
  const { rows } = await sql<Box>`select ${columns} from envelope.box
    where jurisdiction ${inPlaceOfNumber(number)} and number = ${number} for update`.execute(tx)
  return rows[0]
}

export async function storeBox(tx: Tx, b: Box): Promise<void> {
  await sql`update envelope.box set terms = ${b.terms}::jsonb, state = ${b.state}, called = ${b.called},
      challenges = ${b.challenges}::jsonb, rehearsed = ${b.rehearsed}::jsonb, sealed = ${b.sealed}::jsonb,
      late = ${b.late}, opened = ${b.opened}::jsonb, short = ${b.short}::jsonb, withheld = ${b.withheld}
    where jurisdiction = ${b.jurisdiction} and id = ${b.id}::uuid`.execute(tx)
}

/** Boxes not opened yet that name the unit as a trustee: of the city and of its districts. */
export async function boxesNaming(tx: Tx, unit: string): Promise<Box[]> {
  const { rows } = await sql<Box>`select ${columns} from envelope.box
    where jurisdiction ${inAnyPlace} and state in ('open', 'sealed')
      and terms->'trustees' @> ${JSON.stringify([{ unit }])}::text::jsonb order by number limit 200`.execute(tx)
  return rows
}

export type TrusteeKey = { jurisdiction: string; unit: string; key: string; title: Text; registeredAt: Date }
export async function storeKey(tx: Tx, k: TrusteeKey): Promise<void> {
  await sql`insert into envelope.trustee_key (jurisdiction, unit, key, title, registered_at)
    values (${k.jurisdiction}, ${k.unit}, ${k.key}, ${k.title}::jsonb, ${k.registeredAt})
    on conflict (jurisdiction, unit) do update set key = excluded.key, title = excluded.title, registered_at = excluded.registered_at`.execute(
    tx,
  )
}
export async function keysOf(tx: Tx, jurisdiction: string): Promise<TrusteeKey[]> {
  const { rows } = await sql<TrusteeKey>`select jurisdiction, unit, key, title, registered_at from envelope.trustee_key
    where jurisdiction = ${jurisdiction} order by unit`.execute(tx)
  return rows
}
/** Of these units, wherever they are. */
export async function keysOfUnits(tx: Tx, units: readonly string[]): Promise<TrusteeKey[]> {
  const { rows } = await sql<TrusteeKey>`select jurisdiction, unit, key, title, registered_at from envelope.trustee_key
    where unit = any(${[...units]}::text[])`.execute(tx)
  return rows
}

export type Bidder = { bidder: number; personId: string; name: string }
export async function insertBidder(tx: Tx, b: Of, x: Bidder): Promise<void> {
  await sql`insert into envelope.bidder (jurisdiction, box_id, bidder, person_id, name)
    values (${b.jurisdiction}, ${b.id}::uuid, ${x.bidder}, ${x.personId}::uuid, ${x.name})`.execute(tx)
}
export async function biddersOf(tx: Tx, b: Of): Promise<Bidder[]> {
  const { rows } = await sql<Bidder>`select bidder, person_id, name from envelope.bidder
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid order by bidder`.execute(tx)
  return rows
}
export async function bidderOf(tx: Tx, b: Of, personId: string): Promise<Bidder | undefined> {
  const { rows } = await sql<Bidder>`select bidder, person_id, name from envelope.bidder
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid and person_id = ${personId}::uuid`.execute(tx)
  return rows[0]
}

export async function insertPart(tx: Tx, b: Of, p: { bidder: number; sha256: string; size: number }): Promise<void> {
  await sql`insert into envelope.part (jurisdiction, box_id, bidder, sha256, size)
    values (${b.jurisdiction}, ${b.id}::uuid, ${p.bidder}, ${p.sha256}, ${p.size}) on conflict do nothing`.execute(tx)
}
export async function partsOf(tx: Tx, b: Of, bidder: number): Promise<{ sha256: string; size: number }[]> {
  const { rows } = await sql<{ sha256: string; size: number }>`select sha256, size from envelope.part
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid and bidder = ${bidder}`.execute(tx)
  return rows
}

export type Envelope = {
  id: string
  bidder: number
  version: number
  digest: string
  signed: SignedManifest
  receivedAt: Date
  withdrawnAt: Date | null
}
export async function insertEnvelope(tx: Tx, b: Of, e: Omit<Envelope, 'withdrawnAt'>): Promise<void> {
  await sql`insert into envelope.envelope (jurisdiction, id, box_id, bidder, version, digest, signed, received_at)
    values (${b.jurisdiction}, ${e.id}::uuid, ${b.id}::uuid, ${e.bidder}, ${e.version}, ${e.digest}, ${e.signed}::jsonb, ${e.receivedAt})`.execute(
    tx,
  )
}
const envelopeColumns = sql.raw('id, bidder, version, digest, signed, received_at, withdrawn_at')
/** In the order of arrival; of all bidders or of one. */
export async function envelopesOf(tx: Tx, b: Of, bidder?: number): Promise<Envelope[]> {
  const { rows } = await sql<Envelope>`select ${envelopeColumns} from envelope.envelope
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid
      and (${bidder ?? null}::int is null or bidder = ${bidder ?? null}) order by received_at, version, id`.execute(tx)
  return rows
}
export async function markWithdrawn(tx: Tx, b: Of, id: string, at: Date): Promise<void> {
  await sql`update envelope.envelope set withdrawn_at = ${at}
    where jurisdiction = ${b.jurisdiction} and id = ${id}::uuid`.execute(tx)
}

/** Of each bidder the last one; none where that was withdrawn. In the order of arrival. */
export function counting(all: readonly Envelope[]): Envelope[] {
  const last = new Map<number, Envelope>()
  for (const e of all) if ((last.get(e.bidder)?.version ?? 0) < e.version) last.set(e.bidder, e)
  return all.filter((e) => last.get(e.bidder) === e && e.withdrawnAt === null)
}

export type ShareRow = { digest: string; name: string; value: string | null }
export type Release = { no: number; shares: ShareRow[]; releasedAt: Date }
export async function insertRelease(tx: Tx, b: Of, r: Release): Promise<void> {
  await sql`insert into envelope.release (jurisdiction, box_id, no, shares, released_at)
    values (${b.jurisdiction}, ${b.id}::uuid, ${r.no}, ${JSON.stringify(r.shares)}::text::jsonb, ${r.releasedAt})`.execute(
    tx,
  )
}
export async function releasesOf(tx: Tx, b: Of): Promise<Release[]> {
  const { rows } = await sql<Release>`select no, shares, released_at from envelope.release
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid order by no`.execute(tx)
  return rows
}
export async function releasedBy(tx: Tx, b: Of): Promise<number[]> {
  const { rows } = await sql<{ no: number }>`select no from envelope.release
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid order by no`.execute(tx)
  return rows.map((r) => r.no)
}

export type Result = {
  bidder: number
  digest: string
  outcome: OpenedEnvelope['outcome']
  why: string | null
  wrong: number[]
  released: { sheet: Released[]; identity: Released[]; documents: number[] }
  sheet: Record<string, string | number> | null
  identity: Record<string, string | number> | null
  /** Of the documents, hex. */
  secret: string | null
  files: { name: string; type: string; size: number; sha256: string }[] | null
  checked: string | null
}
export async function insertResult(tx: Tx, b: Of, r: Omit<Result, 'files' | 'checked'>): Promise<void> {
  await sql`insert into envelope.result (jurisdiction, box_id, bidder, digest, outcome, why, wrong, released, sheet, identity, secret)
    values (${b.jurisdiction}, ${b.id}::uuid, ${r.bidder}, ${r.digest}, ${r.outcome}, ${r.why}, ${JSON.stringify(r.wrong)}::text::jsonb,
      ${r.released}::jsonb, ${r.sheet}::jsonb, ${r.identity}::jsonb, ${r.secret})`.execute(tx)
}
export async function resultsOf(tx: Tx, b: Of): Promise<Result[]> {
  const { rows } =
    await sql<Result>`select bidder, digest, outcome, why, wrong, released, sheet, identity, secret, files, checked
    from envelope.result where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid order by bidder`.execute(tx)
  return rows
}
export async function storeChecked(
  tx: Tx,
  b: Of,
  r: Pick<Result, 'bidder' | 'outcome' | 'why' | 'files' | 'checked'>,
): Promise<void> {
  await sql`update envelope.result set outcome = ${r.outcome}, why = ${r.why}, files = ${r.files === null ? null : JSON.stringify(r.files)}::text::jsonb,
      checked = ${r.checked}
    where jurisdiction = ${b.jurisdiction} and box_id = ${b.id}::uuid and bidder = ${r.bidder}`.execute(tx)
}
