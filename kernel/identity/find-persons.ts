import { query, sql } from '../platform/index.ts'
import { findPersons } from './contract.ts'
import { secondPerson } from './policy.ts'

const named = sql.raw(`jsonb_build_object('code', p.code, 'title', p.title, 'unit', u.name)`)

/** For those who administer accounts: people by name or log-in, what was proposed, which posts there are. */
export default query(findPersons, {
  allow: secondPerson,
  async run({ tx, actor, input }) {
    const me = actor.kind === 'person' ? actor.personId : null
    const like = `%${input.text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`
    const persons = await sql<any>`select person.id, person.name, w.login, person.disabled_at is not null as disabled,
        coalesce((select jsonb_agg(${named} order by p.code) from identity.appointment a join identity.post p on p.code = a.post
          join identity.unit u on u.code = p.unit where a.person_id = person.id and (a.ends_on is null or a.ends_on > current_date)), '[]') as posts
      from identity.person left join identity.password w on w.person_id = person.id
      where person.name ilike ${like} or w.login ilike ${like} order by person.created_at, person.id limit 50`.execute(
      tx,
    )
    const proposals =
      await sql<any>`select r.id, person.name as person, p.title as post, u.name as unit, coalesce(by.name, '') as "proposedBy",
        to_char(r.starts_on, 'YYYY-MM-DD') as "startsOn", (r.proposed_by = ${me}::uuid or r.person_id = ${me}::uuid) as mine
      from identity.proposal r join identity.person on person.id = r.person_id left join identity.person by on by.id = r.proposed_by
      join identity.post p on p.code = r.post join identity.unit u on u.code = p.unit order by r.proposed_at`.execute(
        tx,
      )
    const posts =
      await sql<any>`select p.code, p.title, u.name as unit from identity.post p join identity.unit u on u.code = p.unit
      order by u.code, p.code`.execute(tx)
    return { persons: persons.rows, proposals: proposals.rows, posts: posts.rows }
  },
})
