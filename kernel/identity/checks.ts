import { type Check, type Mismatch, sql, text } from '../platform/index.ts'

/** Who holds which post is what appointments and dismissals say: as many open rows as appointments since the last dismissal. */
export const appointmentsCheck: Check = {
  name: 'appointments',
  async piece(tx) {
    const { rows } = await sql<{ post: string; person: string; rows: number; acts: number }>`
      with act as (
        select a.public->>'postCode' as post, a.subject_id as person, a.type, a.number from platform.act a
        where a.type in ('person.appointed', 'person.dismissed') and a.subject_kind = 'person'
      ), said as (
        select post, person, count(*) filter (where type = 'person.appointed' and number > coalesce((select max(d.number) from act d
          where d.post = act.post and d.person = act.person and d.type = 'person.dismissed'), 0))::int as acts from act group by post, person
      ), stands as (
        select post, person_id as person, count(*) filter (where ends_on is null)::int as rows from identity.appointment group by 1, 2
      )
      select coalesce(said.post, stands.post) as post, coalesce(said.person, stands.person) as person,
        coalesce(stands.rows, 0) as rows, coalesce(said.acts, 0) as acts
      from said full join stands on said.post = stands.post and said.person = stands.person
      where coalesce(stands.rows, 0) <> coalesce(said.acts, 0) limit 200`.execute(tx)
    const found = rows.map(
      (r): Mismatch => ({
        name: `${r.person} ${r.post}`,
        said: text(
          `${r.person} 在岗位 ${r.post} 的任职与任免的行为不符（${r.rows} 条，应为 ${r.acts} 条）。`,
          `What ${r.person} holds of the post ${r.post} is not what acts say (${r.rows} rows, should be ${r.acts}).`,
        ),
      }),
    )
    return { found, next: null }
  },
}

/** A post has the unit and role with which it was defined. */
export const postsCheck: Check = {
  name: 'posts',
  async piece(tx) {
    const { rows } = await sql<{ code: string }>`select p.code from identity.post p left join lateral (
        select a.public from platform.act a join identity.unit u on u.code = p.unit
        where a.jurisdiction = u.jurisdiction and a.type = 'post.defined' and a.public->>'postCode' = p.code limit 1) a on true
      where a.public is null or a.public->>'role' <> p.role or a.public->>'unitCode' <> p.unit limit 200`.execute(tx)
    const found = rows.map(
      ({ code }): Mismatch => ({
        name: code,
        said: text(`岗位 ${code} 与设立它的行为不符。`, `The post ${code} is not as the act defined it.`),
      }),
    )
    return { found, next: null }
  },
}

/** A card stands as it was granted, and is taken back where and only where an act says so. */
export const cardsCheck: Check = {
  name: 'cards',
  async piece(tx) {
    const { rows } = await sql<{ number: string }>`
      with act as (
        select a.type, a.subject_id, a.public from platform.act a where a.type in ('card.granted', 'card.withdrawn')
      )
      select coalesce(c.number, g.public->>'number') as number from identity.card c
      full join (select * from act where type = 'card.granted') g on g.public->>'number' = c.number
      where c.number is null or g.public is null or g.subject_id <> c.person_id or g.public->>'unitCode' <> c.unit
        or g.public->'scope' <> c.scope or g.public->>'from' <> to_char(c.valid_from, 'YYYY-MM-DD')
        or g.public->>'until' <> to_char(c.valid_until, 'YYYY-MM-DD')
        or (c.withdrawn_at is not null) <> exists (select from act w where w.type = 'card.withdrawn' and w.public->>'number' = c.number)
      limit 200`.execute(tx)
    const found = rows.map(
      ({ number }): Mismatch => ({
        name: number,
        said: text(
          `执法证 ${number} 与发证、收证的行为不符。`,
          `The card ${number} is not as acts granted and withdrew it.`,
        ),
      }),
    )
    return { found, next: null }
  },
}
