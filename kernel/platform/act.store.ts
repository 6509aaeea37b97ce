import { sql } from 'kysely'
import type { ActKey } from './act-key.ts'
import type { Actor } from './actor.ts'
import type { Act, ActActor, ActDraft, Commitment } from './acts.ts'
import { commit, newSalt } from './commitment.ts'
import { atEnd, later, type Tx } from './database/connect.ts'
import { newId } from './ids.ts'
import { inAnyPlace, inPlaceOf, inPlaces } from './place.store.ts'
import { standardProblem } from './problem.ts'
import { text } from './text.ts'

/**
 * An entry of the public log is at most 65,535 bytes (C2SP tlog-tiles), of which ids and times take a few hundred. One that is
 * longer is refused before it is an act: a ledger that comes to it could never go on.
 */
const MOST_LOGGED = 64_000

/** An act as it was written; its time of arrival is the database's own. */
export type Written = Omit<Act, 'recordedAt'>

/**
 * Appends one act: takes the subject's next number (its row lock makes writers of one case take turns), then inserts the row, its
 * private values and its arrival, which the sequencer of the place orders after the commit. No published
 * act comes to lie before its predecessor: what the system does late happens then, a person is told that the clock is wrong.
 */
export async function insertAct(
  tx: Tx,
  draft: ActDraft,
  actor: Actor,
  now: Date,
  key?: ActKey | undefined,
): Promise<Written> {
  const id = newId(now.getTime(), draft.jurisdiction)
  const kept = actor.kind === 'person' && !actor.post ? { ...draft.private, actor: actor.personId } : draft.private
  const secrets = Object.entries(kept)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => {
      const salt = newSalt()
      return { field, salt, value, commitment: commit(salt, value) }
    })
  const commitments: Record<string, Commitment> = Object.fromEntries(secrets.map((s) => [s.field, s.commitment]))
  const shown = actOfActor(actor)
  const logged = Buffer.byteLength(JSON.stringify([shown, draft.public, commitments, draft.basis]))
  if (draft.published && logged > MOST_LOGGED)
    throw standardProblem('INVALID', {
      detail: text(
        `公开的内容太长（${logged} 字节），账本一条最多放 ${MOST_LOGGED} 字节。请缩短，或作为文件附上。`,
        `The public content is too long (${logged} bytes); an entry of the ledger holds ${MOST_LOGGED}. Please shorten it, or attach it as a file.`,
      ),
    })
  const { jurisdiction, subject } = draft
  const dated = draft.published ? now : null
  const { number, at } = await nextOf(tx, jurisdiction, subject.id, dated)
  const happenedAt = dated && at && at > dated ? mendedTime(actor, dated, at) : now
  const performed = {
    jurisdiction,
    id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    number,
    type: draft.type,
    happenedAt,
    actor: shown,
    public: draft.public,
    commitments,
    basis: draft.basis,
    published: draft.published,
  }
  const signature = key?.sign(performed) ?? null
  await later(
    tx,
    sql`insert into platform.act (jurisdiction, id, subject_kind, subject_id, number, type, happened_at, actor, public, commitments, basis, published, signature)
      values (${jurisdiction}, ${id}::uuid, ${subject.kind}, ${subject.id}::uuid, ${number}, ${draft.type}, ${happenedAt}::timestamptz,
        ${shown}::jsonb, ${draft.public}::jsonb, ${commitments}::jsonb, ${draft.basis}::jsonb, ${draft.published}::boolean, ${signature}::bytea)`,
    ...(secrets.length > 0
      ? [
          sql`insert into platform.act_private (jurisdiction, act_id, field, salt, value) values ${sql.join(
            secrets.map(
              (s) =>
                sql`(${jurisdiction}, ${id}::uuid, ${s.field}, ${s.salt}::bytea, ${JSON.stringify(s.value)}::text::jsonb)`,
            ),
          )}`,
        ]
      : []),
    sql`insert into platform.arrival (jurisdiction, act_id) values (${jurisdiction}, ${id}::uuid)`,
    // A place is known from its first subject's first act on. Looked for first: an insert would wait for a sequencer at work.
    ...(number === 1
      ? [
          sql`insert into platform.sequence (jurisdiction) select ${jurisdiction}
            where not exists (select from platform.sequence where jurisdiction = ${jurisdiction}) on conflict do nothing`,
        ]
      : []),
  )
  return { ...performed, signature }
}

type Head = { number: number; at: Date | null }
const heads = new WeakMap<Tx, Map<string, Head>>()

/**
 * The subject’s next number, and the latest time of its acts. Whoever has taken one in this transaction holds the row: what follows is
 * known, and is written down once, at the end.
 */
async function nextOf(tx: Tx, jurisdiction: string, subjectId: string, dated: Date | null): Promise<Head> {
  const mine = heads.get(tx) ?? new Map<string, Head>()
  heads.set(tx, mine)
  const key = `${jurisdiction} ${subjectId}`
  const held = mine.get(key)
  if (held) {
    const at = dated && (!held.at || dated > held.at) ? dated : held.at
    const next = { number: held.number + 1, at }
    mine.set(key, next)
    await atEnd(
      tx,
      `stream ${key}`,
      sql`update platform.stream set last = ${next.number}, at = ${at}::timestamptz
        where jurisdiction = ${jurisdiction} and subject_id = ${subjectId}::uuid`,
    )
    return next
  }
  const { rows } = await sql<{ number: number; at: Date | null }>`
    insert into platform.stream as s (jurisdiction, subject_id, last, at)
    values (${jurisdiction}, ${subjectId}::uuid, 1, ${dated}::timestamptz)
    on conflict (jurisdiction, subject_id) do update set last = s.last + 1, at = greatest(s.at, excluded.at)
    returning last as number, at`.execute(tx)
  const head = rows[0]!
  mine.set(key, head)
  return head
}

/** Clocks of two machines differ by less; one that differs by more was set back. */
const SKEW = 60_000

/** The time of an act whose predecessor happened later. */
function mendedTime(actor: Actor, happenedAt: Date, before: Date): Date {
  if (actor.kind === 'system' || before.getTime() - happenedAt.getTime() <= SKEW) return before
  throw standardProblem('CLOCK_BEHIND', {
    detail: text(
      `系统的时钟停在 ${happenedAt.toISOString()}，早于这件事上一步的时间。为了不记错时间，没有办理；请稍后再试，或告诉运行人员校时。`,
      `The system’s clock stands at ${happenedAt.toISOString()}, before the last step of this matter. Nothing was done, so that no wrong time is recorded; please try later, or tell the operators to set the clock.`,
    ),
  })
}

export function actOfActor(actor: Actor): ActActor {
  if (actor.kind === 'system') return { kind: 'system', name: actor.name }
  if (actor.kind === 'anonymous') return { kind: 'anonymous' }
  if (!actor.post) return { kind: 'citizen' }
  const { postId, title, role, unitCode, unitName } = actor.post
  return { kind: 'post', postId, post: title, role, unitCode, unit: unitName }
}

export const actColumns = sql.raw(`a.jurisdiction, a.id, a.subject_kind,
  a.subject_id, a.number, a.type, a.happened_at, a.recorded_at,
  a.actor, a.public, a.commitments, a.basis, a.published, a.signature`)

/** All acts of a subject, in their order; or those after a number. */
export async function actsOf(tx: Tx, jurisdiction: string, subjectId: string, after = 0): Promise<Act[]> {
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a
    where a.jurisdiction = ${jurisdiction} and a.subject_id = ${subjectId}::uuid and a.number > ${after} order by a.number`.execute(
    tx,
  )
  return rows
}

/** Acts of several subjects, of one place or of a few, in one query, grouped by subject id. */
export async function actsOfMany(
  tx: Tx,
  places: string | readonly string[],
  subjectIds: string[],
): Promise<Map<string, Act[]>> {
  const grouped = new Map<string, Act[]>()
  if (subjectIds.length === 0) return grouped
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a
    where a.jurisdiction ${inPlaces(places)} and a.subject_id = any(${subjectIds}::uuid[]) order by a.subject_id, a.number`.execute(
    tx,
  )
  for (const act of rows) {
    const list = grouped.get(act.subjectId)
    if (list) list.push(act)
    else grouped.set(act.subjectId, [act])
  }
  return grouped
}

export async function findAct(tx: Tx, actId: string): Promise<Act | undefined> {
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a
    where a.jurisdiction ${inPlaceOf(actId)} and a.id = ${actId}::uuid`.execute(tx)
  return rows[0]
}

/** These acts, each by its place and id, in the order given. */
export async function findActs(tx: Tx, wanted: readonly { jurisdiction: string; id: string }[]): Promise<Act[]> {
  if (wanted.length === 0) return []
  const places = [...new Set(wanted.map((w) => w.jurisdiction))]
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a
    where a.jurisdiction ${inPlaces(places)} and a.id = any(${wanted.map((w) => w.id)}::uuid[])`.execute(tx)
  const found = new Map(rows.map((a) => [a.id, a]))
  return wanted.flatMap(({ id }) => found.get(id) ?? [])
}

/** The private values of acts, where they were not erased: act id → field → { salt, value }. */
export async function privateOf(
  tx: Tx,
  jurisdiction: string,
  actIds: string[],
): Promise<Map<string, Record<string, { salt: Buffer; value: any }>>> {
  const found = new Map<string, Record<string, { salt: Buffer; value: any }>>()
  if (actIds.length === 0) return found
  const { rows } = await sql<{ actId: string; field: string; salt: Buffer; value: any }>`
    select act_id, field, salt, value from platform.act_private
    where jurisdiction = ${jurisdiction} and act_id = any(${actIds}::uuid[])`.execute(tx)
  for (const { actId, field, salt, value } of rows) {
    const fields = found.get(actId) ?? {}
    fields[field] = { salt, value }
    found.set(actId, fields)
  }
  return found
}

/** Erases private fields of an act for good: value and salt, so that what is committed to can never be opened. Gives those that were there. */
export async function eraseFields(tx: Tx, jurisdiction: string, actId: string, fields: string[]): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`delete from platform.act_private
    where jurisdiction = ${jurisdiction} and act_id = ${actId}::uuid and field = any(${fields}::text[]) returning field`.execute(
    tx,
  )
  return rows.map((r) => r.field).sort()
}

/** An act type, and what its acts must say to be counted. */
export type Counted = { act: string; only?: Record<string, string> }
const only = (types: readonly Counted[]) =>
  sql.join(
    types.flatMap(({ act, only: said }) =>
      said ? [sql`and (a.type <> ${act} or a.public @> ${JSON.stringify(said)}::text::jsonb)`] : [],
    ),
    sql` `,
  )

/** How many published acts happened in [from, to), by day of the city (UTC+8, without daylight saving): type → 2026-11-27 → how many. */
export async function countPublishedByDay(
  tx: Tx,
  types: readonly Counted[],
  from: Date,
  to: Date,
): Promise<Map<string, Map<string, number>>> {
  const { rows } = await sql<{ type: string; day: string; n: number }>`select a.type,
      to_char(a.happened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*) as n from platform.act a
    where a.published and a.jurisdiction ${inAnyPlace} and a.type = any(${types.map((t) => t.act)}::text[]) ${only(types)}
      and a.happened_at >= ${from} and a.happened_at < ${to} group by 1, 2`.execute(tx)
  const found = new Map<string, Map<string, number>>()
  for (const { type, day, n } of rows) {
    const days = found.get(type) ?? new Map<string, number>()
    found.set(type, days.set(day, Number(n)))
  }
  return found
}

/** Cases of a place with a published act of these types since an instant, those with the newest first. */
export async function caseSubjects(
  tx: Tx,
  jurisdiction: string,
  types: readonly string[],
  from: Date,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.subject_id as id from platform.act a
    where a.jurisdiction = ${jurisdiction} and a.published and a.subject_kind = 'case' and a.type = any(${[...types]}::text[])
      and a.happened_at >= ${from} group by 1 order by max(a.happened_at) desc, 1 limit ${limit}`.execute(tx)
  return rows.map((r) => r.id)
}

/** Published acts of cases of a place, of these types, since an instant; the newest first, at most `limit`. */
export async function actsOfTypes(
  tx: Tx,
  jurisdiction: string,
  types: readonly string[],
  from: Date,
  limit: number,
): Promise<Act[]> {
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a
    where a.jurisdiction = ${jurisdiction} and a.published and a.subject_kind = 'case' and a.type = any(${[...types]}::text[])
      and a.happened_at >= ${from} order by a.happened_at desc limit ${limit}`.execute(tx)
  return rows
}

/** Published acts of one type in [from, to), newest first, at most `limit`. */
export async function publishedActs(tx: Tx, type: Counted, from: Date, to: Date, limit = 200): Promise<Act[]> {
  const { rows } = await sql<Act>`select ${actColumns} from platform.act a
    where a.published and a.jurisdiction ${inAnyPlace} and a.type = ${type.act} ${only([type])} and a.happened_at >= ${from} and a.happened_at < ${to} order by a.happened_at desc limit ${limit}`.execute(
    tx,
  )
  return rows
}
