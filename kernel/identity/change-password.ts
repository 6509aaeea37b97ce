import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { CITY } from './city.ts'
import { changePassword } from './contract.ts'
import { endSessionsOf, openSession } from './identity.store.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { oneself } from './policy.ts'

/** Ends every session of the person and opens a new one: whoever else was logged in is out at once. */
export default operation(changePassword, {
  allow: oneself,
  async run({ tx, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql<{
      hash: string
    }>`select hash from identity.password where person_id = ${personId}::uuid for update`.execute(tx)
    if (!(await verifyPassword(input.current, rows[0]?.hash)))
      throw problem('WRONG', { fields: { current: changePassword.errors.WRONG } })
    await sql`update identity.password set hash = ${await hashPassword(input.password)}, changed_at = now() where person_id = ${personId}::uuid`.execute(
      tx,
    )
    await endSessionsOf(tx, personId)
    const { token } = await openSession(tx, personId, { strong: false, post: null })
    return {
      act: acts['password.changed']({ jurisdiction: CITY, subject: { kind: 'person', id: personId }, public: {} }),
      output: { token },
    }
  },
})
