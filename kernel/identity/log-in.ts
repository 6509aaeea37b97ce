import { createHash } from 'node:crypto'
import { anyone, operation, type Subject, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { countFailure, forgetFailures, lockedUntil, originOf, rememberDevice } from './attempts.store.ts'
import { logIn } from './contract.ts'
import { openSession } from './identity.store.ts'
import { verifyPassword } from './password.ts'

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
  // Hashing takes a tenth of a second on purpose: a transaction that waits for it holds a connection.
  async prepare({ db, input }) {
    const { rows } = await sql<{
      hash: string
    }>`select hash from identity.password where login = ${input.login}`.execute(db)
    const hash = rows[0]?.hash
    return { hash, right: await verifyPassword(input.password, hash) }
  },
  async run({ tx, home, actor, input, prepared }) {
    const { rows } = await sql<{ personId: string; hash: string; disabled: boolean; post: string | null }>`
      select w.person_id, w.hash, person.disabled_at is not null as disabled,
        (select a.post from identity.appointment a where a.person_id = person.id and a.starts_on <= current_date
          and (a.ends_on is null or a.ends_on > current_date) order by a.post limit 1) as post
      from identity.password w join identity.person on person.id = w.person_id where w.login = ${input.login}`.execute(
      tx,
    )
    const found = rows[0]
    // A password that was changed meanwhile is not the one that was compared.
    const right = prepared.right && found?.hash === prepared.hash
    const subject: Subject = found ? { kind: 'person', id: found.personId } : subjectOfLogin(input.login)
    const refuse = (reason: 'credentials' | 'locked' | 'disabled', until?: Date) => ({
      act: acts['session.refused']({
        jurisdiction: home,
        subject,
        public: { reason },
        private: { login: input.login },
      }),
      output: { ok: false as const, reason, until },
    })
    const origin = await originOf(tx, actor, found?.personId)
    const until = await lockedUntil(tx, input.login, origin)
    if (until) return refuse('locked', until)
    if (!found || !right) {
      await countFailure(tx, input.login, origin)
      return refuse('credentials')
    }
    if (found.disabled) return refuse('disabled')
    await forgetFailures(tx, input.login, origin)
    await rememberDevice(tx, actor, found.personId)
    const { token } = await openSession(tx, found.personId, { strong: false, post: found.post })
    const act = acts['session.opened']({ jurisdiction: home, subject, public: { method: 'password' } })
    return { act, output: { ok: true as const, token, officer: found.post !== null } }
  },
})
