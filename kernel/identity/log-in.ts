import { createHash } from 'node:crypto'
import { anyone, operation, type Subject, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { CITY } from './city.ts'
import { logIn } from './contract.ts'
import { openSession } from './identity.store.ts'
import { verifyPassword } from './password.ts'

export const MAX_FAILURES = 5
export const LOCK_MINUTES = 15

/** Attempts on a login name that nobody has still have a subject of their own. */
const subjectOfLogin = (login: string): Subject => {
  const h = createHash('sha256').update(`login:${login}`).digest('hex')
  return {
    kind: 'system',
    id: `${h.slice(0, 8)}-${h.slice(8, 12)}-8${h.slice(13, 16)}-8${h.slice(17, 20)}-${h.slice(20, 32)}`,
  }
}

export default operation(logIn, {
  allow: anyone,
  async run({ tx, input }) {
    const { rows } = await sql<{
      personId: string
      hash: string
      failures: number
      locked: boolean
      lockedUntil: Date | null
      disabled: boolean
      post: string | null
    }>`
      select w.person_id as "personId", w.hash, w.failures, coalesce(w.locked_until > now(), false) as locked, w.locked_until as "lockedUntil",
        person.disabled_at is not null as disabled,
        (select a.post from identity.appointment a where a.person_id = person.id and a.starts_on <= current_date
          and (a.ends_on is null or a.ends_on > current_date) order by a.post limit 1) as post
      from identity.password w join identity.person on person.id = w.person_id where w.login = ${input.login} for update of w`.execute(
      tx,
    )
    const found = rows[0]
    const right = await verifyPassword(input.password, found?.hash)
    const subject: Subject = found ? { kind: 'person', id: found.personId } : subjectOfLogin(input.login)
    const refuse = (reason: 'credentials' | 'locked' | 'disabled', until?: Date) => ({
      act: acts['session.refused']({
        jurisdiction: CITY,
        subject,
        public: { reason },
        private: { login: input.login },
      }),
      output: { ok: false as const, reason, until },
    })
    if (found?.locked) return refuse('locked', found.lockedUntil ?? undefined)
    if (!found || !right) {
      if (found) {
        const lock = found.failures + 1 >= MAX_FAILURES
        await sql`update identity.password set failures = ${lock ? 0 : found.failures + 1},
          locked_until = case when ${lock} then now() + make_interval(mins => ${LOCK_MINUTES}) end where person_id = ${found.personId}::uuid`.execute(
          tx,
        )
      }
      return refuse('credentials')
    }
    if (found.disabled) return refuse('disabled')
    await sql`update identity.password set failures = 0, locked_until = null where person_id = ${found.personId}::uuid`.execute(
      tx,
    )
    const { token } = await openSession(tx, found.personId, { strong: false, post: found.post })
    const act = acts['session.opened']({ jurisdiction: CITY, subject, public: { method: 'password' } })
    return { act, output: { ok: true as const, token, officer: found.post !== null } }
  },
})
