import { newId, operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { usccWarning } from './check-digit.rules.ts'
import { enrolOrganisation } from './contract.ts'
import { administers } from './policy.ts'

export default operation(enrolOrganisation, {
  allow: administers,
  async run({ tx, home, input }) {
    const id = newId()
    await sql`insert into identity.organisation (id, uscc, name, demonstration) values (${id}::uuid, ${input.uscc}, ${input.name}, ${input.demonstration})`.execute(
      tx,
    )
    for (const member of input.members)
      await sql`insert into identity.organisation_member (organisation_id, person_id) values (${id}::uuid, ${member}::uuid)`.execute(
        tx,
      )
    const warning = usccWarning(input.uscc)
    const act = acts['organisation.enrolled']({
      jurisdiction: home,
      subject: { kind: 'unit', id },
      public: {},
      private: { uscc: input.uscc },
    })
    return { act, output: { id, warnings: warning ? [{ field: 'uscc', ...warning }] : [] } }
  },
})
