import { sql, type Tx } from '../platform/index.ts'
import { dayIn } from './appoint.ts'

/** `from` and `until` are days of the city, both included. */
export type Card = {
  number: string
  personId: string
  name: string
  unit: string
  unitName: { zh: string; en: string }
  scope: { zh: string; en: string }
  from: string
  until: string
  withdrawnAt: Date | null
}

const columns = sql.raw(`c.number, c.person_id, person.name, c.unit, u.name as "unitName", c.scope,
  to_char(c.valid_from, 'YYYY-MM-DD') as "from", to_char(c.valid_until, 'YYYY-MM-DD') as until, c.withdrawn_at`)
const tables = sql.raw(
  `identity.card c join identity.person on person.id = c.person_id join identity.unit u on u.code = c.unit`,
)
/** Valid at an instant: inside its days, not taken back, its holder in a post of the unit, the account not disabled. */
const validAt = (at: Date) => sql`(c.valid_from <= ${dayIn(at)}::date and c.valid_until >= ${dayIn(at)}::date
  and (c.withdrawn_at is null or c.withdrawn_at > ${at}) and (person.disabled_at is null or person.disabled_at > ${at})
  and exists (select from identity.appointment a join identity.post p on p.code = a.post where a.person_id = c.person_id
    and p.unit = c.unit and a.starts_on <= ${dayIn(at)}::date and (a.ends_on is null or a.ends_on > ${dayIn(at)}::date)))`

/** The cards that these persons could show at an instant (行政处罚法 art. 55): none for whoever has no valid one. */
export async function cardsAt(tx: Tx, persons: readonly string[], at: Date): Promise<Card[]> {
  if (persons.length === 0) return []
  const { rows } = await sql<Card>`select ${columns} from ${tables}
    where c.person_id in (${sql.join(persons.map((p) => sql`${p}::uuid`))}) and ${validAt(at)} order by c.number`.execute(
    tx,
  )
  return rows
}

/** Everybody who may enforce for the unit at an instant. */
export async function cardsOfUnitAt(tx: Tx, unit: string, at: Date): Promise<Card[]> {
  const { rows } = await sql<Card>`select ${columns} from ${tables}
    where c.unit = ${unit} and ${validAt(at)} order by c.number`.execute(tx)
  return rows
}

/** The register: of a unit, of a number, or whole. */
export async function cards(
  tx: Tx,
  of: { unit?: string | undefined; number?: string | undefined },
  at: Date,
): Promise<(Card & { valid: boolean })[]> {
  const { rows } = await sql<Card & { valid: boolean }>`select ${columns}, ${validAt(at)} as valid from ${tables}
    where (${of.unit ?? null}::text is null or c.unit = ${of.unit ?? null}) and (${of.number ?? null}::text is null or c.number = ${of.number ?? null})
    order by c.unit, c.number`.execute(tx)
  return rows
}

/** The card, locked; undefined where no such number was granted. */
export async function cardForUpdate(
  tx: Tx,
  number: string,
): Promise<{ personId: string; unit: string; jurisdiction: string; withdrawn: boolean } | undefined> {
  const { rows } = await sql<{ personId: string; unit: string; jurisdiction: string; withdrawn: boolean }>`
    select c.person_id, c.unit, u.jurisdiction, c.withdrawn_at is not null as withdrawn
    from identity.card c join identity.unit u on u.code = c.unit where c.number = ${number} for update of c`.execute(tx)
  return rows[0]
}

/** Officers who belong to an organisation, or have declared kin who do: whom they must leave to others (行政处罚法 art. 43). */
export async function interestsIn(
  tx: Tx,
  persons: readonly string[],
  usccs: readonly string[],
): Promise<{ personId: string; uscc: string; why: 'own' | 'kin' }[]> {
  if (persons.length === 0 || usccs.length === 0) return []
  const { rows } = await sql<{ personId: string; uscc: string; why: 'own' | 'kin' }>`
    select m.person_id, o.uscc, 'own' as why from identity.organisation_member m
      join identity.organisation o on o.id = m.organisation_id
      where m.person_id = any(${[...persons]}::uuid[]) and o.uscc = any(${[...usccs]}::text[])
    union select d.person_id, o.uscc, 'kin' from identity.kin d join identity.person k on k.resident_id = d.resident_id
      join identity.organisation_member m on m.person_id = k.id join identity.organisation o on o.id = m.organisation_id
      where d.person_id = any(${[...persons]}::uuid[]) and o.uscc = any(${[...usccs]}::text[]) and k.id <> d.person_id
    order by 1, 2, 3`.execute(tx)
  return rows
}

/** An organisation of the register and who acts for it, by its credit code. */
export async function organisationByCode(
  tx: Tx,
  uscc: string,
): Promise<{ id: string; name: string; members: string[] } | undefined> {
  const { rows } = await sql<{ id: string; name: string; members: string[] }>`select o.id, o.name,
      coalesce((select jsonb_agg(m.person_id) from identity.organisation_member m where m.organisation_id = o.id), '[]') as members
    from identity.organisation o where o.uscc = ${uscc}`.execute(tx)
  return rows[0]
}

/** The organisations for which a person acts, by code. */
export async function organisationsOf(tx: Tx, personId: string): Promise<{ uscc: string; name: string }[]> {
  const { rows } = await sql<{ uscc: string; name: string }>`select o.uscc, o.name from identity.organisation_member m
    join identity.organisation o on o.id = m.organisation_id where m.person_id = ${personId}::uuid order by o.uscc`.execute(
    tx,
  )
  return rows
}

/** Who holds a post in the unit on a day: to whom a card can be granted. */
export async function holdersOfUnit(
  tx: Tx,
  unit: string,
  at: Date,
): Promise<{ id: string; name: string; post: { zh: string; en: string } }[]> {
  const { rows } = await sql<{
    id: string
    name: string
    post: { zh: string; en: string }
  }>`select distinct on (person.name, person.id)
      person.id, person.name, p.title as post from identity.appointment a join identity.post p on p.code = a.post
      join identity.person on person.id = a.person_id where p.unit = ${unit} and person.disabled_at is null
        and a.starts_on <= ${dayIn(at)}::date and (a.ends_on is null or a.ends_on > ${dayIn(at)}::date)
      order by person.name, person.id`.execute(tx)
  return rows
}

/** Who holds which post in the unit at an instant, with its role. */
export async function holdersOf(tx: Tx, unit: string, at: Date): Promise<{ id: string; name: string; role: string }[]> {
  const { rows } = await sql<{ id: string; name: string; role: string }>`select person.id, person.name, p.role
    from identity.appointment a join identity.post p on p.code = a.post join identity.person on person.id = a.person_id
    where p.unit = ${unit} and person.disabled_at is null and a.starts_on <= ${dayIn(at)}::date
      and (a.ends_on is null or a.ends_on > ${dayIn(at)}::date) order by person.name, p.role`.execute(tx)
  return rows
}
