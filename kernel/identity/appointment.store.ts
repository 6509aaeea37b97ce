import { sql, type Tx } from '../platform/index.ts'

export type Seat = { unit: string; jurisdiction: string; seats: number; held: number }

/** The post with how many hold it on a day or later; locked, so that two appointments to one seat take turns. */
export async function seatOf(tx: Tx, post: string, from: string): Promise<Seat | undefined> {
  await sql`select 1 from identity.post where code = ${post} for update`.execute(tx)
  const { rows } =
    await sql<Seat>`select p.unit, u.jurisdiction, p.seats, (select count(*)::int from identity.appointment a
      where a.post = p.code and (a.ends_on is null or a.ends_on > ${from}::date)) as held
    from identity.post p join identity.unit u on u.code = p.unit where p.code = ${post}`.execute(tx)
  return rows[0]
}

export async function insertAppointment(
  tx: Tx,
  a: { id: string; post: string; personId: string; startsOn: string },
): Promise<void> {
  await sql`insert into identity.appointment (id, post, person_id, starts_on)
    values (${a.id}::uuid, ${a.post}, ${a.personId}::uuid, ${a.startsOn}::date)`.execute(tx)
}

export type Proposal = { id: string; post: string; personId: string; startsOn: string; proposedBy: string }

export async function insertProposal(tx: Tx, p: Proposal, at: Date): Promise<void> {
  await sql`insert into identity.proposal (id, post, person_id, starts_on, proposed_by, proposed_at)
    values (${p.id}::uuid, ${p.post}, ${p.personId}::uuid, ${p.startsOn}::date, ${p.proposedBy}::uuid, ${at})`.execute(
    tx,
  )
}

/** Takes the proposal out: whoever confirms or refuses it does so once. */
export async function takeProposal(tx: Tx, id: string): Promise<Proposal | undefined> {
  const { rows } = await sql<Proposal>`delete from identity.proposal where id = ${id}::uuid
    returning id, post, person_id, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", proposed_by`.execute(tx)
  return rows[0]
}

export async function personExists(tx: Tx, id: string): Promise<boolean> {
  return (await sql`select 1 from identity.person where id = ${id}::uuid`.execute(tx)).rows.length > 0
}
