import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { removePasskey } from './contract.ts'
import { oneself } from './policy.ts'

export default operation(removePasskey, {
  allow: oneself,
  async run({ tx, home, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { rows } =
      await sql`delete from identity.passkey where id = ${input.id} and person_id = ${personId}::uuid returning id`.execute(
        tx,
      )
    if (rows.length === 0) throw problem('NO_PASSKEY')
    return {
      act: acts['passkey.removed']({ jurisdiction: home, subject: { kind: 'person', id: personId }, public: {} }),
      output: {},
    }
  },
})
