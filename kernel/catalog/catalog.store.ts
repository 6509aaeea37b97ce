import { sql, type Text, type Tx } from '../platform/index.ts'
import type { ItemContent } from './item.shape.ts'
import type { Scenario } from './scenario.shape.ts'
import { wordsOf } from './words.rules.ts'

export type VersionStatus = 'draft' | 'in-review' | 'returned' | 'passed' | 'published' | 'retired'
export type ItemVersion = {
  id: string
  code: string
  number: number
  jurisdiction: string
  unit: string
  status: VersionStatus
  content: ItemContent
  form: Record<string, any>
  bpmn: string
  chartDigest: string | null
  digest: string | null
  draftedBy: string
  reviewedBy: string | null
  opinion: string | null
  publishedFrom: Date | null
  retiredAt: Date | null
  revision: number
  updatedAt: Date
}

const columns =
  sql.raw(`id, code, number, jurisdiction, unit, status, content, form, bpmn, chart_digest, digest, drafted_by,
  reviewed_by, opinion, published_from, retired_at, revision, updated_at`)

/** The version in force at an instant: the latest published one whose date has come and that is not retired. */
export async function publishedItem(tx: Tx, code: string, at: Date): Promise<ItemVersion | undefined> {
  const { rows } = await sql<ItemVersion>`select ${columns} from catalog.version
    where code = ${code} and status in ('published', 'retired') and published_from <= ${at} and (retired_at is null or retired_at > ${at})
    order by published_from desc, number desc limit 1`.execute(tx)
  return rows[0]
}

export async function itemVersion(tx: Tx, id: string): Promise<ItemVersion | undefined> {
  const { rows } = await sql<ItemVersion>`select ${columns} from catalog.version where id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** The same, locked for the rest of the transaction. */
export async function lockVersion(tx: Tx, id: string): Promise<ItemVersion | undefined> {
  const { rows } =
    await sql<ItemVersion>`select ${columns} from catalog.version where id = ${id}::uuid for update`.execute(tx)
  return rows[0]
}

export async function versionsOf(tx: Tx, code: string): Promise<ItemVersion[]> {
  const { rows } =
    await sql<ItemVersion>`select ${columns} from catalog.version where code = ${code} order by number desc`.execute(tx)
  return rows
}

export async function insertVersion(
  tx: Tx,
  v: Pick<
    ItemVersion,
    'id' | 'code' | 'number' | 'jurisdiction' | 'unit' | 'content' | 'form' | 'bpmn' | 'draftedBy' | 'updatedAt'
  >,
): Promise<void> {
  await sql`insert into catalog.version (id, code, number, jurisdiction, unit, status, content, form, bpmn, drafted_by, updated_at)
    values (${v.id}::uuid, ${v.code}, ${v.number}, ${v.jurisdiction}, ${v.unit}, 'draft', ${v.content}::jsonb, ${v.form}::json, ${v.bpmn}, ${v.draftedBy}::uuid, ${v.updatedAt})`.execute(
    tx,
  )
}

export async function saveVersion(
  tx: Tx,
  id: string,
  change: { content: ItemContent; form: unknown; bpmn: string; at: Date },
): Promise<void> {
  await sql`update catalog.version set content = ${change.content}::jsonb, form = ${change.form as any}::json, bpmn = ${change.bpmn},
    revision = revision + 1, updated_at = ${change.at} where id = ${id}::uuid`.execute(tx)
}

export async function setStatus(
  tx: Tx,
  id: string,
  status: VersionStatus,
  more: { opinion?: string | undefined; reviewedBy?: string; at: Date },
): Promise<void> {
  await sql`update catalog.version set status = ${status}, opinion = coalesce(${more.opinion ?? null}, opinion),
    reviewed_by = coalesce(${more.reviewedBy ?? null}::uuid, reviewed_by), revision = revision + 1, updated_at = ${more.at} where id = ${id}::uuid`.execute(
    tx,
  )
}

export async function markPublished(
  tx: Tx,
  v: ItemVersion,
  done: { chartDigest: string; digest: string; from: Date; at: Date; scenarios: string; unitName: Text },
): Promise<void> {
  const { name, inOneSentence, result } = v.content
  const words = wordsOf(
    [name.zh, name.en, inOneSentence.zh, result.name.zh, done.scenarios, done.unitName.zh, done.unitName.en].join(' '),
  )
  await sql`update catalog.version set status = 'published', chart_digest = ${done.chartDigest}, digest = ${done.digest}, published_from = ${done.from},
    words = ${words}::text[], revision = revision + 1, updated_at = ${done.at} where id = ${v.id}::uuid`.execute(tx)
  await sql`update catalog.version set retired_at = ${done.from} where code = ${v.code} and id <> ${v.id}::uuid and status = 'published' and retired_at is null`.execute(
    tx,
  )
}

export async function markRetired(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update catalog.version set status = 'retired', retired_at = ${at}, revision = revision + 1, updated_at = ${at} where id = ${id}::uuid`.execute(
    tx,
  )
}

/** Items in force of which an earlier version was published with another chart. */
export async function rechartedItems(tx: Tx, at: Date): Promise<ItemVersion[]> {
  const { rows } = await sql<ItemVersion>`select ${columns} from catalog.version
    where status = 'published' and published_from <= ${at} and (retired_at is null or retired_at > ${at})
      and (code, chart_digest) in (
        select b.code, b.chart_digest from catalog.version b
        join catalog.version a on a.code = b.code and a.number < b.number and a.chart_digest is not null and a.chart_digest <> b.chart_digest)
    order by code`.execute(tx)
  return rows
}

/** What lists show of a published item. */
export type ItemSummary = {
  id: string
  code: string
  name: Text
  inOneSentence: Text
  unit: string
  jurisdiction: string
  powerType: string
  exerciseLevel: string
  promised: number
  statutory: number
  fee: ItemContent['fee']
  scenarios: string[]
}

const summary =
  sql.raw(`v.id, v.code, v.content->'name' as name, v.content->'inOneSentence' as "inOneSentence", v.unit, v.jurisdiction,
  v.content->>'powerType' as "powerType", v.content->>'exerciseLevel' as "exerciseLevel", (v.content#>>'{limits,promised,value}')::int as promised,
  (v.content#>>'{limits,statutory,value}')::int as statutory, v.content->'fee' as fee, v.content->'scenarios' as scenarios`)

export type ItemFilter = {
  unit?: string | undefined
  jurisdiction?: string | undefined
  basicCode?: string | undefined
  /** Leaves out what changes or ends something that was issued, and what is reviewed elsewhere before. */
  first?: boolean | undefined
  powerType?: string | undefined
  level?: string | undefined
  scenario?: string | undefined
  codes?: string[] | undefined
  /** The discretion standard by which the item fines. */
  standard?: string | undefined
}

/** Items in force at an instant, by filter. */
export async function listPublished(tx: Tx, at: Date, filter: ItemFilter = {}): Promise<ItemSummary[]> {
  const { rows } = await sql<ItemSummary>`select ${summary} from catalog.version v
    where v.status = 'published' and v.published_from <= ${at} and (v.retired_at is null or v.retired_at > ${at})
      and (${filter.unit ?? null}::text is null or v.unit = ${filter.unit ?? null})
      and (${filter.jurisdiction ?? null}::text is null or v.jurisdiction = ${filter.jurisdiction ?? null})
      and (${filter.basicCode ?? null}::text is null or v.content->>'basicCode' = ${filter.basicCode ?? null})
      and (not ${filter.first ?? false} or v.content #> '{own,follows}' is null and v.content #> '{own,below}' is null)
      and (${filter.powerType ?? null}::text is null or v.content->>'powerType' = ${filter.powerType ?? null})
      and (${filter.level ?? null}::text is null or v.content->>'exerciseLevel' = ${filter.level ?? null})
      and (${filter.scenario ?? null}::text is null or v.content->'scenarios' ? ${filter.scenario ?? ''})
      and (${filter.standard ?? null}::text is null or v.content #>> '{own,standard}' = ${filter.standard ?? null})
      and (${filter.codes ?? null}::text[] is null or v.code = any(${filter.codes ?? []}::text[]))
    order by v.code`.execute(tx)
  return rows
}

/** Items in force that do something to what was issued under these: `own.follows` says what. */
export async function followersOf(
  tx: Tx,
  codes: readonly string[],
  at: Date,
): Promise<{ code: string; name: Text; how: string; items: string[] }[]> {
  const { rows } = await sql<{ code: string; name: Text; how: string; items: string[] }>`select v.code,
      v.content->'name' as name, v.content #>> '{own,follows,how}' as how, v.content #> '{own,follows,items}' as items
    from catalog.version v
    where v.status = 'published' and v.published_from <= ${at} and (v.retired_at is null or v.retired_at > ${at})
      and v.content #> '{own,follows,items}' ?| ${codes}::text[] order by v.code`.execute(tx)
  return rows
}

export async function scenarios(tx: Tx): Promise<Scenario[]> {
  const { rows } =
    await sql<Scenario>`select id, name, line, items, guide from catalog.scenario order by position`.execute(tx)
  return rows.map(({ guide, ...s }) => (guide ? { ...s, guide } : s))
}

export async function putScenario(tx: Tx, position: number, s: Scenario): Promise<void> {
  await sql`insert into catalog.scenario (id, position, name, line, items, guide)
    values (${s.id}, ${position}, ${s.name}::jsonb, ${s.line}::jsonb, ${s.items}::text[], ${s.guide ?? null}::jsonb)
    on conflict (id) do update set position = excluded.position, name = excluded.name, line = excluded.line, items = excluded.items,
      guide = excluded.guide`.execute(tx)
}
