import { createHash, randomInt } from 'node:crypto'
import { operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { personExists } from './appointment.store.ts'
import { issueRecovery } from './contract.ts'
import { secondPerson } from './policy.ts'

// Without letters and digits that are taken for one another when read out.
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const half = () => Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
export const digestOfHalf = (code: string) => createHash('sha256').update(`recovery:${code}`).digest()

/**
 * For a citizen the whole code; for whoever holds a post a first half, and a second one from another person: an administrator who
 * could set an officer's password would hold every post of the city.
 */
export default operation(issueRecovery, {
  allow: secondPerson,
  async run({ tx, home, actor, input, clock, problem }) {
    if (actor.kind !== 'person') throw problem('FORBIDDEN')
    if (actor.personId === input.personId) throw problem('ONESELF')
    if (!(await personExists(tx, input.personId))) throw problem('NO_PERSON')
    const posts = await sql`select 1 from identity.appointment where person_id = ${input.personId}::uuid
      and (ends_on is null or ends_on > current_date) limit 1`.execute(tx)
    const officer = posts.rows.length > 0
    const begun = await sql<{ issuedBy: string }>`select issued_by from identity.recovery
      where person_id = ${input.personId}::uuid and expires_at > ${clock.now()} and two_halves and second_digest is null for update`.execute(
      tx,
    )
    const second = officer && begun.rows.length > 0
    if (second && begun.rows[0]!.issuedBy === actor.personId) throw problem('SAME_PERSON')
    const code = half()
    const expires = new Date(clock.now().getTime() + 86_400_000)
    if (second)
      await sql`update identity.recovery set second_digest = ${digestOfHalf(code)} where person_id = ${input.personId}::uuid`.execute(
        tx,
      )
    else
      await sql`insert into identity.recovery (person_id, first_digest, two_halves, issued_by, expires_at)
        values (${input.personId}::uuid, ${digestOfHalf(code)}, ${officer}, ${actor.personId}::uuid, ${expires})
        on conflict (person_id) do update set first_digest = excluded.first_digest, second_digest = null,
          two_halves = excluded.two_halves, issued_by = excluded.issued_by, expires_at = excluded.expires_at`.execute(
        tx,
      )
    const part = second ? ('second' as const) : officer ? ('first' as const) : ('whole' as const)
    return {
      act: acts['recovery.issued']({
        jurisdiction: home,
        subject: { kind: 'person', id: input.personId },
        public: { half: part },
      }),
      output: { code, half: part },
    }
  },
})
