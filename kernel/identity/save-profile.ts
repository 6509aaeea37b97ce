import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { saveProfile } from './capacity.contract.ts'
import { profileOf } from './capacity.store.ts'
import { residentIdWarning } from './check-digit.rules.ts'
import { oneself } from './policy.ts'

/** A typed number stays a claim until somebody sees the card; a verified one is not typed over. */
export default operation(saveProfile, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const before = await profileOf(tx, personId)
    const number = input.residentId ?? before.residentId
    if (number !== before.residentId) {
      if (before.verified) throw problem('VERIFIED', { fields: { residentId: saveProfile.errors.VERIFIED } })
      const warning = number === '' ? undefined : residentIdWarning(number, clock.now())
      if (warning) throw problem('BAD_NUMBER', { fields: { residentId: warning } })
    }
    await sql`update identity.person set phone = ${(input.phone ?? before.phone) || null}, resident_id = ${number || null} where id = ${personId}::uuid`.execute(
      tx,
    )
    await sql`insert into identity.profile (person_id, address, updated_at) values (${personId}::uuid, ${input.address}, ${clock.now()})
      on conflict (person_id) do update set address = excluded.address, updated_at = excluded.updated_at`.execute(tx)
    const act = acts['profile.saved']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: {},
    })
    return { act, output: {} }
  },
})
