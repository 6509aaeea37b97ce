import { anyone, operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { countFailure, lockedUntil, originOf } from './attempts.store.ts'
import { recover } from './contract.ts'
import { endSessionsOf } from './identity.store.ts'
import { digestOfHalf } from './issue-recovery.ts'
import { hashPassword } from './password.ts'

/** The code, both halves one after the other where there are two; wrong ones count like wrong passwords. */
export default operation(recover, {
  allow: anyone,
  prepare: ({ input }) => hashPassword(input.password),
  async run({ tx, home, actor, input, clock, prepared }) {
    const code = input.code.toLowerCase().replace(/[^a-z0-9]/g, '')
    const origin = await originOf(tx, actor, undefined)
    const locked = await lockedUntil(tx, input.login, origin)
    const { rows } = await sql<{ personId: string; first: Buffer; second: Buffer | null; two: boolean }>`
      select r.person_id, r.first_digest as first, r.second_digest as second, r.two_halves as two
      from identity.recovery r join identity.password w on w.person_id = r.person_id
      where w.login = ${input.login} and r.expires_at > ${clock.now()} for update of r`.execute(tx)
    const found = rows[0]
    const [first, second] = found?.two ? [code.slice(0, 10), code.slice(10)] : [code, '']
    const right =
      !locked &&
      found !== undefined &&
      digestOfHalf(first).equals(found.first) &&
      (!found.two || (found.second !== null && digestOfHalf(second).equals(found.second)))
    if (!found || !right) {
      await countFailure(tx, input.login, origin)
      return {
        act: acts['recovery.refused']({
          jurisdiction: home,
          subject: { kind: 'system', id: '00000000-0000-7000-8000-00000000c0de' },
          public: {},
        }),
        output: { ok: false },
      }
    }
    await sql`delete from identity.recovery where person_id = ${found.personId}::uuid`.execute(tx)
    await sql`update identity.password set hash = ${prepared}, changed_at = now() where person_id = ${found.personId}::uuid`.execute(
      tx,
    )
    // Whoever knew the old password, or held a passkey that was taken along, is out.
    await endSessionsOf(tx, found.personId)
    await sql`delete from identity.device where person_id = ${found.personId}::uuid`.execute(tx)
    const act = acts['password.recovered']({
      jurisdiction: home,
      subject: { kind: 'person', id: found.personId },
      public: {},
    })
    return { act, output: { ok: true } }
  },
})
