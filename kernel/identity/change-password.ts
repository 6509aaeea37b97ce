import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { MAX_FAILURES } from './attempts.store.ts'
import { changePassword } from './contract.ts'
import { endSession, endSessionsOf, openSession } from './identity.store.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { oneself } from './policy.ts'

/**
 * Ends every session of the person and opens a new one: whoever else was logged in is out at once. Who guesses the present password
 * inside a session that was left open has five guesses; then the session ends. A refusal is an output, so that it counts.
 */
export default operation(changePassword, {
  allow: oneself,
  async prepare({ db, input, actor }) {
    if (actor?.kind !== 'person') return { right: false }
    const { rows } = await sql<{
      hash: string
    }>`select hash from identity.password where person_id = ${actor.personId}::uuid`.execute(db)
    const before = rows[0]?.hash
    const right = await verifyPassword(input.current, before)
    return right ? { right, before, hash: await hashPassword(input.password) } : { right }
  },
  async run({ tx, home, actor, prepared }) {
    const { personId, sessionId } = actor as PersonActor
    const subject = { kind: 'person' as const, id: personId }
    const changed =
      prepared.hash &&
      (await sql`update identity.password set hash = ${prepared.hash}, changed_at = now()
        where person_id = ${personId}::uuid and hash = ${prepared.before!} returning 1`.execute(tx))
    if (!changed || changed.rows.length === 0) {
      const { rows } = await sql<{ failures: number }>`update identity.session set failures = failures + 1
        where id = ${sessionId}::uuid returning failures`.execute(tx)
      const ended = (rows[0]?.failures ?? 0) >= MAX_FAILURES
      if (ended) await endSession(tx, sessionId)
      return {
        act: acts['password.refused']({ jurisdiction: home, subject, public: { ended } }),
        output: { ok: false as const, ended },
      }
    }
    await endSessionsOf(tx, personId)
    const { token } = await openSession(tx, personId, { strong: false, post: null })
    return {
      act: acts['password.changed']({ jurisdiction: home, subject, public: {} }),
      output: { ok: true as const, token },
    }
  },
})
