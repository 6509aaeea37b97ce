import { newId, operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { dayIn } from './appoint.ts'
import { agreeToSubstitute, endSubstitution, substitute } from './substitution.contract.ts'

const LONGEST_DAYS = 60
const day = 86_400_000

/**
 * While the holder is away somebody of the same unit, who agreed, holds the post beside him, from day to day: what the post does takes
 * two persons to hand over. It ends by itself, or when either ends it; a post that one only stands in for is not passed on. Rules of
 * two persons look at persons, so nobody checks himself by it.
 */
export default operation(substitute, {
  allow: ({ actor }) => actor.kind === 'person' && actor.post !== undefined && !actor.post.standsInFor,
  async run({ tx, actor, input, clock, problem }) {
    const { personId, post } = actor as PersonActor & { post: NonNullable<PersonActor['post']> }
    const { from, until } = input
    const length = (Date.parse(until) - Date.parse(from)) / day
    if (from < dayIn(clock.now()) || length < 0 || length > LONGEST_DAYS)
      throw problem('PERIOD', { fields: { until: substitute.errors.PERIOD } })
    const { rows } = await sql<{ code: string }>`select p.code from identity.post p where p.id = ${post.postId}::uuid
      and exists (select from identity.appointment a join identity.post o on o.code = a.post where o.unit = p.unit and a.person_id = ${input.substitute}::uuid
        and a.person_id <> ${personId}::uuid and a.starts_on <= ${from}::date and (a.ends_on is null or a.ends_on > ${until}::date))`.execute(
      tx,
    )
    const code = rows[0]?.code
    if (!code) throw problem('NOT_THEIRS')
    const id = newId()
    await sql`insert into identity.substitution (id, post, person_id, substitute_id, starts_on, ends_on, reason)
      values (${id}::uuid, ${code}, ${personId}::uuid, ${input.substitute}::uuid, ${from}::date, ${until}::date, ${input.reason})`.execute(
      tx,
    )
    const act = acts['post.substituted']({
      jurisdiction: post.jurisdiction,
      subject: { kind: 'person', id: input.substitute },
      public: { postCode: code, unitCode: post.unitCode, from, until },
      private: { personId: input.substitute, reason: input.reason },
    })
    return { act, output: { id } }
  },
})

export const agree = operation(agreeToSubstitute, {
  allow: ({ actor }) => actor.kind === 'person',
  async run({ tx, home, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql<{
      post: string
      unit: string
      from: string
      until: string
    }>`update identity.substitution s
      set agreed_at = ${clock.now()} from identity.post p
      where p.code = s.post and s.id = ${input.id}::uuid and s.substitute_id = ${personId}::uuid and s.agreed_at is null and s.ended_at is null
        and s.ends_on >= ${dayIn(clock.now())}::date
      returning s.post, p.unit, to_char(s.starts_on, 'YYYY-MM-DD') as "from", to_char(s.ends_on, 'YYYY-MM-DD') as until`.execute(
      tx,
    )
    const found = rows[0]
    if (!found) throw problem('NOT_ASKED')
    const act = acts['substitution.agreed']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { postCode: found.post, unitCode: found.unit, from: found.from, until: found.until },
    })
    return { act, output: {} }
  },
})

export const end = operation(endSubstitution, {
  allow: ({ actor }) => actor.kind === 'person',
  async run({ tx, home, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql<{
      post: string
      unit: string
      substitute: string
    }>`update identity.substitution s set ended_at = ${clock.now()}
      from identity.post p where p.code = s.post and s.id = ${input.id}::uuid and s.ended_at is null
        and (s.person_id = ${personId}::uuid or s.substitute_id = ${personId}::uuid)
      returning s.post, p.unit, s.substitute_id as substitute`.execute(tx)
    const found = rows[0]
    if (!found) throw problem('NO_SUBSTITUTION')
    const act = acts['substitution.ended']({
      jurisdiction: home,
      subject: { kind: 'person', id: found.substitute },
      public: { postCode: found.post, unitCode: found.unit },
    })
    return { act, output: {} }
  },
})
