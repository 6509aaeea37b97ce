import { newId, operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { appoint } from './contract.ts'
import { administers } from './policy.ts'

export default operation(appoint, {
  allow: administers,
  async run({ tx, input, problem }) {
    const { rows } = await sql<{
      unit: string
      jurisdiction: string
    }>`select p.unit, u.jurisdiction from identity.post p
      join identity.unit u on u.code = p.unit where p.code = ${input.post}`.execute(tx)
    const post = rows[0]
    if (!post) throw problem('NO_POST')
    const id = newId()
    await sql`insert into identity.appointment (id, post, person_id, starts_on)
      values (${id}::uuid, ${input.post}, ${input.personId}::uuid, coalesce(${input.startsOn ?? null}::date, current_date))`.execute(
      tx,
    )
    const act = acts['person.appointed']({
      jurisdiction: post.jurisdiction,
      subject: { kind: 'person', id: input.personId },
      public: { postCode: input.post, unitCode: post.unit },
      private: { personId: input.personId },
    })
    return { act, output: { id } }
  },
})
