import { sql, type Tx } from '../platform/index.ts'
import type { Scope } from './capacity.contract.ts'

export type Member = { personId: string; name: string; scopes: Scope[] }

/** The members, locked where they are about to change. */
export async function membersOf(tx: Tx, organisationId: string, lock = false): Promise<Member[]> {
  const { rows } = await sql<Member>`select m.person_id, p.name, m.scopes from identity.organisation_member m
    join identity.person p on p.id = m.person_id where m.organisation_id = ${organisationId}::uuid
    order by p.name, m.person_id ${lock ? sql`for update of m` : sql``}`.execute(tx)
  return rows
}

/** The company that a person manages, with its members locked; undefined where the person manages none of that id. */
export async function managed(tx: Tx, organisationId: string, personId: string): Promise<Member[] | undefined> {
  const members = await membersOf(tx, organisationId, true)
  return members.some((m) => m.personId === personId && m.scopes.includes('manage')) ? members : undefined
}

export async function putMember(tx: Tx, organisationId: string, personId: string, scopes: readonly Scope[]) {
  await sql`insert into identity.organisation_member (organisation_id, person_id, scopes)
    values (${organisationId}::uuid, ${personId}::uuid, ${[...scopes]}::text[])
    on conflict (organisation_id, person_id) do update set scopes = excluded.scopes`.execute(tx)
}

export async function dropMember(tx: Tx, organisationId: string, personId: string): Promise<void> {
  await sql`delete from identity.organisation_member where organisation_id = ${organisationId}::uuid and person_id = ${personId}::uuid`.execute(
    tx,
  )
}

export type Authority = {
  id: string
  agentId: string
  agent: string
  principalId: string | null
  principal: string
  until: string
  sha256: string
  fileName: string
  type: string
  ended: boolean
}
const authorityColumns = sql.raw(`a.id, a.agent_id, g.name as agent, a.principal_id, a.principal_name as principal,
  to_char(a.valid_until, 'YYYY-MM-DD') as until, a.sha256, a.file_name, a.type,
  (a.ended_at is not null or a.valid_until < current_date) as ended`)

/** Those that a person gave or got, the newest first. */
export async function authoritiesOf(tx: Tx, personId: string): Promise<Authority[]> {
  const { rows } =
    await sql<Authority>`select ${authorityColumns} from identity.authority a join identity.person g on g.id = a.agent_id
    where a.agent_id = ${personId}::uuid or a.principal_id = ${personId}::uuid order by a.registered_at desc limit 100`.execute(
      tx,
    )
  return rows
}

export async function findAuthority(tx: Tx, id: string): Promise<Authority | undefined> {
  const { rows } =
    await sql<Authority>`select ${authorityColumns} from identity.authority a join identity.person g on g.id = a.agent_id
    where a.id = ${id}::uuid`.execute(tx)
  return rows[0]
}

export type Profile = { name: string; phone: string; address: string; residentId: string; verified: boolean }
/** What fills forms; read at the centre, for nobody but the person. */
export async function profileOf(tx: Tx, personId: string): Promise<Profile> {
  const { rows } = await sql<Profile>`select p.name, coalesce(p.phone, '') as phone, coalesce(r.address, '') as address,
      coalesce(p.resident_id, '') as "residentId", p.resident_id_verified as verified
    from identity.person p left join identity.profile r on r.person_id = p.id where p.id = ${personId}::uuid`.execute(
    tx,
  )
  return rows[0] ?? { name: '', phone: '', address: '', residentId: '', verified: false }
}
