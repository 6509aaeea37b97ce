import { judgeUpload, newId, operation, type PersonActor, safeName, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { dayIn } from './appoint.ts'
import { registerAuthority } from './capacity.contract.ts'
import { residentIdWarning } from './check-digit.rules.ts'
import { personOfResident } from './identity.store.ts'
import { oneself } from './policy.ts'

const ACCEPT = { accept: ['application/pdf', 'image/jpeg', 'image/png'], maxBytes: 10 * 1024 * 1024 }
const LONGEST_YEARS = 3

/**
 * 行政许可法 art. 29: somebody else may apply by a written authority. It gives its holder no sight of what the principal has: only of
 * what was applied for under it. The department examines the paper with every application.
 */
export default operation(registerAuthority, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, clock, files, problem }) {
    const { personId } = actor as PersonActor
    const today = dayIn(clock.now())
    const latest = `${Number(today.slice(0, 4)) + LONGEST_YEARS}${today.slice(4)}`
    if (input.until <= today || input.until > latest)
      throw problem('PERIOD', { fields: { until: registerAuthority.errors.PERIOD } })
    const warning = residentIdWarning(input.residentId, clock.now())
    if (warning) throw problem('BAD_NUMBER', { fields: { residentId: warning } })
    const principal = await personOfResident(tx, input.residentId)
    if (principal?.id === personId)
      throw problem('ONESELF', { fields: { residentId: registerAuthority.errors.ONESELF } })
    const judged = await judgeUpload(input.file.bytes, ACCEPT)
    if ('problem' in judged) throw problem('BAD_FILE', { detail: judged.problem, fields: { file: judged.problem } })
    const { sha256 } = await files.put(tx, input.file.bytes, judged.type)
    const id = newId()
    await sql`insert into identity.authority (id, agent_id, principal_id, principal_name, principal_resident_id, valid_until, sha256, file_name, type, registered_at)
      values (${id}::uuid, ${personId}::uuid, ${principal?.id ?? null}::uuid, ${input.principalName}, ${input.residentId}, ${input.until}::date,
        ${sha256}, ${safeName(input.file.name)}, ${judged.type}, ${clock.now()})`.execute(tx)
    const act = acts['authority.registered']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: { until: input.until, sha256 },
      private: { principal: input.principalName, principalId: input.residentId },
    })
    return { act, output: { id } }
  },
})
