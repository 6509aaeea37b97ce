import { sql, type Tx } from '../../kernel/platform/index.ts'
import type { Text } from '../../kernel/platform/text.ts'
import type { Channel } from './channels.ts'

export type Message = {
  jurisdiction: string
  id: string
  personId: string
  caseKind: string
  caseNumber: string
  actId: string
  title: Text
  line: Text
  /** Where it is read, where that is not the page for the case's parties. */
  path: string | null
  at: Date
  readAt: Date | null
}
export type Delivery = {
  jurisdiction: string
  id: string
  personId: string
  channel: Channel
  address: string
  subject: string
  body: string
  digestOf: string | null
  state: 'queued' | 'sent' | 'bounced' | 'failed'
  tries: number
  said: string | null
  at: Date
}
export type Preference = { email: string | null; sms: string | null; digest: boolean }

/** Whether it is new: an act is told once. */
export async function insertMessage(tx: Tx, m: Omit<Message, 'readAt'>): Promise<boolean> {
  const { rows } =
    await sql`insert into messages.message (jurisdiction, id, person_id, case_kind, case_number, act_id, title, line, path, at)
    values (${m.jurisdiction}, ${m.id}::uuid, ${m.personId}::uuid, ${m.caseKind}, ${m.caseNumber}, ${m.actId}::uuid, ${m.title}::jsonb, ${m.line}::jsonb, ${m.path}, ${m.at})
    on conflict do nothing returning 1`.execute(tx)
  return rows.length > 0
}

export async function messagesOf(
  tx: Tx,
  q: { home: string; person: string; limit: number; offset: number },
): Promise<{ list: Message[]; total: number; unread: number }> {
  const { rows } = await sql<
    Message & { total: number; unread: number }
  >`select jurisdiction, id, person_id, case_kind, case_number, act_id, title,
      line, path, at, read_at, count(*) over ()::int as total, count(*) filter (where read_at is null) over ()::int as unread
    from messages.message where jurisdiction = ${q.home} and person_id = ${q.person}::uuid order by at desc limit ${q.limit} offset ${q.offset}`.execute(
    tx,
  )
  return {
    list: rows.map(({ total: _, unread: __, ...m }) => m),
    total: rows[0]?.total ?? 0,
    unread: rows[0]?.unread ?? 0,
  }
}

export async function readAll(tx: Tx, home: string, person: string, at: Date): Promise<number> {
  const { rows } = await sql`update messages.message set read_at = ${at}
    where jurisdiction = ${home} and person_id = ${person}::uuid and read_at is null returning 1`.execute(tx)
  return rows.length
}

export async function preferenceOf(tx: Tx, home: string, person: string): Promise<Preference | undefined> {
  const { rows } = await sql<Preference>`select email, sms, digest from messages.preference
    where jurisdiction = ${home} and person_id = ${person}::uuid`.execute(tx)
  return rows[0]
}

export async function putPreference(tx: Tx, home: string, person: string, p: Preference): Promise<void> {
  await sql`insert into messages.preference (jurisdiction, person_id, email, sms, digest)
    values (${home}, ${person}::uuid, ${p.email}, ${p.sms}, ${p.digest})
    on conflict (jurisdiction, person_id) do update set email = excluded.email, sms = excluded.sms, digest = excluded.digest`.execute(
    tx,
  )
}

/** False where the day's digest is already there: what is new is added to it. */
export async function insertDelivery(tx: Tx, d: Delivery): Promise<boolean> {
  const { rows } = await sql<{ fresh: boolean }>`insert into messages.delivery as d
      (jurisdiction, id, person_id, channel, address, subject, body, digest_of, state, tries, said, at)
    values (${d.jurisdiction}, ${d.id}::uuid, ${d.personId}::uuid, ${d.channel}, ${d.address}, ${d.subject}, ${d.body},
      ${d.digestOf}::date, ${d.state}, ${d.tries}, ${d.said}, ${d.at})
    on conflict (jurisdiction, person_id, channel, digest_of) where digest_of is not null
      do update set body = d.body || E'\n\n' || excluded.body
    returning (xmax = 0) as fresh`.execute(tx)
  return rows[0]!.fresh
}

const delivery = sql.raw(
  `jurisdiction, id, person_id, channel, address, subject, body, digest_of::text, state, tries, said, at`,
)
export async function findDelivery(tx: Tx, jurisdiction: string, id: string): Promise<Delivery | undefined> {
  const { rows } = await sql<Delivery>`select ${delivery} from messages.delivery
    where jurisdiction = ${jurisdiction} and id = ${id}::uuid`.execute(tx)
  return rows[0]
}

export async function deliveriesOf(tx: Tx, home: string, person: string, limit: number): Promise<Delivery[]> {
  const { rows } = await sql<Delivery>`select ${delivery} from messages.delivery
    where jurisdiction = ${home} and person_id = ${person}::uuid order by at desc limit ${limit}`.execute(tx)
  return rows
}

export async function setDelivery(tx: Tx, d: Delivery): Promise<void> {
  await sql`update messages.delivery set state = ${d.state}, tries = ${d.tries}, said = ${d.said}
    where jurisdiction = ${d.jurisdiction} and id = ${d.id}::uuid`.execute(tx)
}
