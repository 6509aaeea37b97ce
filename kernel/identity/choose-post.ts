import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { choosePost } from './contract.ts'
import { oneself } from './policy.ts'

export default operation(choosePost, {
  allow: oneself,
  async run({ tx, home, actor, input, problem }) {
    const { sessionId, personId } = actor as PersonActor
    if (input.post !== null) {
      const held =
        await sql`select 1 from identity.appointment where person_id = ${personId}::uuid and post = ${input.post}
          and starts_on <= current_date and (ends_on is null or ends_on > current_date)
        union all select 1 from identity.substitution where substitute_id = ${personId}::uuid and post = ${input.post}
          and agreed_at is not null and ended_at is null and starts_on <= current_date and ends_on >= current_date`.execute(
          tx,
        )
      if (held.rows.length === 0) throw problem('NOT_HELD')
    }
    await sql`update identity.session set post = ${input.post} where id = ${sessionId}::uuid`.execute(tx)
    const act = acts['session.post-chosen']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { postCode: input.post },
    })
    return { act, output: {} }
  },
})
