import { createHash, randomBytes } from 'node:crypto'
import { type Actor, anonymous, type HeldPost, newId, type PersonActor, sql, type Tx } from '../platform/index.ts'
import type { UnitView } from './contract.ts'

export const IDLE_MINUTES = 30
export const ABSOLUTE_HOURS = 12
const digest = (token: string) => createHash('sha256').update(token).digest()

/** Opens a session and returns its token, which is stored nowhere. */
export async function openSession(
  tx: Tx,
  personId: string,
  options: { strong: boolean; post?: string | null },
): Promise<{ token: string; id: string }> {
  const token = randomBytes(32).toString('base64url')
  const id = newId()
  await sql`insert into identity.session (id, token_digest, person_id, post, strong)
    values (${id}::uuid, ${digest(token)}, ${personId}::uuid, ${options.post ?? null}, ${options.strong})`.execute(tx)
  return { token, id }
}

const held = sql.raw(`select coalesce(jsonb_agg(jsonb_build_object(
    'postId', p.id, 'code', p.code, 'title', p.title, 'role', p.role, 'unitId', u.id, 'unitCode', u.code, 'unitName', u.name,
    'unitLevel', u.level, 'jurisdiction', u.jurisdiction, 'standsInFor', h.holder) order by p.code), '[]') from (
    select a.post, null as holder from identity.appointment a
      where a.person_id = person.id and a.starts_on <= current_date and (a.ends_on is null or a.ends_on > current_date)
    union all select s.post, away.name from identity.substitution s join identity.person away on away.id = s.person_id
      where s.substitute_id = person.id and s.agreed_at is not null and s.ended_at is null and s.starts_on <= current_date and s.ends_on >= current_date
        and not exists (select from identity.appointment o where o.person_id = person.id and o.post = s.post and o.ends_on is null)
        and exists (select from identity.appointment o where o.person_id = s.person_id and o.post = s.post
          and (o.ends_on is null or o.ends_on > current_date))) h
  join identity.post p on p.code = h.post join identity.unit u on u.code = p.unit`)

/** Whose cases the person leaves to others: organisations, and declared relatives who are in the register. */
const interests = sql.raw(`jsonb_build_object(
  'organisations', (select coalesce(jsonb_agg(m.organisation_id), '[]') from identity.organisation_member m where m.person_id = person.id),
  'kin', (select coalesce(jsonb_agg(k.id), '[]') from identity.kin d join identity.person k on k.resident_id = d.resident_id
    where d.person_id = person.id and k.id <> person.id))`)
/** For whom else the person acts; asked with the session, so that a removal or an end takes effect at once. */
const capacities = sql.raw(`jsonb_build_object(
  'organisations', (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'uscc', o.uscc, 'name', o.name, 'scopes', m.scopes) order by o.uscc), '[]')
    from identity.organisation_member m join identity.organisation o on o.id = m.organisation_id where m.person_id = person.id),
  'authorities', (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'principalId', a.principal_id, 'name', a.principal_name,
      'until', to_char(a.valid_until, 'YYYY-MM-DD')) order by a.registered_at), '[]')
    from identity.authority a where a.agent_id = person.id and a.ended_at is null and a.valid_until >= current_date))`)
type Capacities = NonNullable<PersonActor['capacities']>
type Interests = { organisations: string[]; kin: string[] }

type Post = HeldPost & { code: string }

/** The actor behind a session token; anonymous when there is none, it ended, idled too long, or the person was disabled. */
export async function actorOfToken(tx: Tx, token: string | undefined): Promise<Actor> {
  if (!token) return anonymous
  const { rows } = await sql<{
    id: string
    post: string | null
    personId: string
    name: string
    posts: Post[]
    interests: Interests
    capacities: Capacities
    organisationId: string | null
  }>`
    select s.id, s.post, person.id as "personId", person.name, (${held}) as posts, ${interests} as interests, ${capacities} as capacities,
      (select m.organisation_id from identity.organisation_member m where m.person_id = person.id limit 1) as "organisationId"
    from identity.session s join identity.person on person.id = s.person_id
    where s.token_digest = ${digest(token)} and s.ended_at is null and person.disabled_at is null
      and s.seen_at > now() - make_interval(mins => ${IDLE_MINUTES}) and s.created_at > now() - make_interval(hours => ${ABSOLUTE_HOURS})`.execute(
    tx,
  )
  const row = rows[0]
  if (!row) return anonymous
  const post = row.posts.find((p) => p.code === row.post)
  return {
    kind: 'person',
    personId: row.personId,
    name: row.name,
    posts: row.posts,
    interests: row.interests,
    capacities: row.capacities,
    sessionId: row.id,
    ...(post ? { post } : {}),
    ...(row.organisationId ? { organisationId: row.organisationId } : {}),
  }
}

/** A person as an actor without a session, for seeding and for tests: under the named post, or as a citizen. */
export const actorOfLogin = (tx: Tx, login: string, postCode?: string): Promise<Actor> =>
  actorWhere(tx, sql`person.id = (select person_id from identity.password where login = ${login})`, postCode)

/** As a citizen, for what is read for somebody who is not there. */
export const actorOfPerson = (tx: Tx, personId: string): Promise<Actor> =>
  actorWhere(tx, sql`person.id = ${personId}::uuid and person.disabled_at is null`)

async function actorWhere(tx: Tx, which: ReturnType<typeof sql>, postCode?: string): Promise<Actor> {
  const { rows } = await sql<{
    personId: string
    name: string
    posts: Post[]
    interests: Interests
    capacities: Capacities
    organisationId: string | null
  }>`
    select person.id as "personId", person.name, (${held}) as posts, ${interests} as interests, ${capacities} as capacities,
      (select m.organisation_id from identity.organisation_member m where m.person_id = person.id limit 1) as "organisationId"
    from identity.person where ${which}`.execute(tx)
  const row = rows[0]
  if (!row) return anonymous
  const post = row.posts.find((p) => p.code === postCode)
  return {
    kind: 'person',
    personId: row.personId,
    name: row.name,
    posts: row.posts,
    interests: row.interests,
    capacities: row.capacities,
    sessionId: newId(),
    ...(post ? { post } : {}),
    ...(row.organisationId ? { organisationId: row.organisationId } : {}),
  }
}

export async function touchSession(tx: Tx, token: string): Promise<void> {
  await sql`update identity.session set seen_at = now() where token_digest = ${digest(token)} and ended_at is null
    and seen_at > now() - make_interval(mins => ${IDLE_MINUTES})`.execute(tx)
}

export async function endSession(tx: Tx, sessionId: string): Promise<void> {
  await sql`update identity.session set ended_at = now() where id = ${sessionId}::uuid and ended_at is null`.execute(tx)
}

export async function endSessionsOf(tx: Tx, personId: string): Promise<void> {
  await sql`update identity.session set ended_at = now() where person_id = ${personId}::uuid and ended_at is null`.execute(
    tx,
  )
}

const MOST_HELD = 5000

/** Keeps what was typed into a form whose session had ended, among the newest; returns the id under which it is picked up once. */
export async function holdForm(tx: Tx, path: string, form: unknown): Promise<string> {
  const id = newId()
  await sql`delete from identity.held_form where expires_at < now() or id in (
    select id from identity.held_form order by expires_at desc offset ${MOST_HELD})`.execute(tx)
  await sql`insert into identity.held_form (id, path, form, expires_at) values (${id}::uuid, ${path}, ${form as any}::jsonb, now() + interval '1 hour')`.execute(
    tx,
  )
  return id
}

export async function pickUpForm(tx: Tx, id: string, path: string): Promise<unknown> {
  const { rows } = await sql<{
    form: unknown
  }>`delete from identity.held_form where id = ${id}::uuid and path = ${path} and expires_at > now() returning form`.execute(
    tx,
  )
  return rows[0]?.form
}

/** All units, or those of one jurisdiction; asked once a transaction. */
export async function units(tx: Tx, jurisdiction?: string): Promise<UnitView[]> {
  let all = known.get(tx)
  if (!all) known.set(tx, (all = everyUnit(tx)))
  return jurisdiction === undefined ? all : (await all).filter((u) => u.jurisdiction === jurisdiction)
}
const known = new WeakMap<Tx, Promise<UnitView[]>>()
/** For whoever changed one in this transaction. */
export const unitsChanged = (tx: Tx): boolean => known.delete(tx)

async function everyUnit(tx: Tx): Promise<UnitView[]> {
  const { rows } = await sql<UnitView>`select code, id, jurisdiction, level, kind, name, parent, supervised_by, details
    from identity.unit order by code`.execute(tx)
  return rows
}

export async function findUnit(tx: Tx, code: string): Promise<UnitView | undefined> {
  return (await units(tx)).find((u) => u.code === code)
}

/** The person whose number it is, where somebody saw the paper. */
export async function personOfResident(tx: Tx, residentId: string): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from identity.person
    where resident_id = ${residentId} and resident_id_verified`.execute(tx)
  return rows[0]
}

/** Name, masked resident ID and phone of a person, for those who handle the person's case. */
export async function findPerson(
  tx: Tx,
  id: string,
): Promise<
  { id: string; name: string; residentId: string | null; phone: string | null; demonstration: boolean } | undefined
> {
  const { rows } = await sql<{
    id: string
    name: string
    residentId: string | null
    phone: string | null
    demonstration: boolean
  }>`
    select id, name, resident_id, phone, demonstration from identity.person where id = ${id}::uuid`.execute(tx)
  return rows[0]
}

/** Logins that the demonstration offers on its log-in page. */
export async function demonstrationLogins(
  tx: Tx,
): Promise<
  { login: string; name: string; posts: { title: { zh: string; en: string }; unit: { zh: string; en: string } }[] }[]
> {
  const { rows } = await sql<any>`select w.login, person.name,
      (select coalesce(jsonb_agg(jsonb_build_object('title', p.title, 'unit', u.name)), '[]') from identity.appointment a
        join identity.post p on p.code = a.post join identity.unit u on u.code = p.unit where a.person_id = person.id and a.ends_on is null) as posts
    from identity.password w join identity.person on person.id = w.person_id where person.demonstration order by person.created_at, w.login`.execute(
    tx,
  )
  return rows
}

/** Whether a person holds a post, or ever held it: two-person rules look at the person behind the post. */
export async function heldPost(tx: Tx, personId: string, postId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from identity.appointment a join identity.post p on p.code = a.post
    where p.id = ${postId}::uuid and a.person_id = ${personId}::uuid
    union all select 1 from identity.substitution s join identity.post p on p.code = s.post
    where p.id = ${postId}::uuid and s.substitute_id = ${personId}::uuid and s.agreed_at is not null limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

export type Passkey = { id: string; label: string; createdAt: Date }
export async function passkeysOf(tx: Tx, personId: string): Promise<Passkey[]> {
  const { rows } = await sql<Passkey>`select id, label, created_at from identity.passkey
    where person_id = ${personId}::uuid order by created_at`.execute(tx)
  return rows
}

export type Kin = { residentId: string; name: string; relation: string }
/** Relatives whom the person declared; for nobody but the person. */
export async function kinOf(tx: Tx, personId: string): Promise<Kin[]> {
  const { rows } = await sql<Kin>`select resident_id, name, relation from identity.kin
    where person_id = ${personId}::uuid order by declared_at`.execute(tx)
  return rows
}

/** Which roles each unit has posts for. */
export async function postsOfUnits(tx: Tx): Promise<{ unit: string; role: string }[]> {
  const { rows } = await sql<{ unit: string; role: string }>`select distinct unit, role from identity.post`.execute(tx)
  return rows
}

export type Substitution = {
  id: string
  post: { zh: string; en: string }
  holder: string
  substitute: string
  from: string
  until: string
  agreed: boolean
  /** The reader is the one who is asked. */
  asked: boolean
}
/** Of a person as holder or as substitute, those that did not end. */
export async function substitutionsOf(tx: Tx, personId: string): Promise<Substitution[]> {
  const { rows } = await sql<Substitution>`select s.id, p.title as post, h.name as holder, b.name as substitute,
      to_char(s.starts_on, 'YYYY-MM-DD') as "from", to_char(s.ends_on, 'YYYY-MM-DD') as until, s.agreed_at is not null as agreed, s.substitute_id = ${personId}::uuid as asked
    from identity.substitution s join identity.post p on p.code = s.post join identity.person h on h.id = s.person_id
      join identity.person b on b.id = s.substitute_id
    where (s.person_id = ${personId}::uuid or s.substitute_id = ${personId}::uuid) and s.ended_at is null and s.ends_on >= current_date
    order by s.starts_on`.execute(tx)
  return rows
}
