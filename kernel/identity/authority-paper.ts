import { query, systemOnly } from '../platform/index.ts'
import { authorityPaper, authorityStands, speaksNow } from './capacity.contract.ts'
import { authoritiesOf, findAuthority, membersOf } from './capacity.store.ts'

/** For those who tell an agent something later. */
export const stands = query(authorityStands, {
  allow: systemOnly,
  run: async ({ tx, input }) => (await findAuthority(tx, input.id))?.ended === false,
})

/** As it stands on an actor, for who looks from outside: a member who may apply, or an agent by any authority of this principal. */
export const speaks = query(speaksNow, {
  allow: systemOnly,
  async run({ tx, input: { personId, organisationId, principal } }) {
    if (organisationId !== undefined)
      return (await membersOf(tx, organisationId)).some((m) => m.personId === personId && m.scopes.includes('apply'))
    const given = await authoritiesOf(tx, personId)
    return given.some((a) => a.agentId === personId && !a.ended && (a.principalId ?? a.principal) === principal)
  },
})

/** For a case that is handed in under it: the paper goes into the file. */
export default query(authorityPaper, {
  allow: systemOnly,
  async run({ tx, input, problem, files }) {
    const found = await findAuthority(tx, input.id)
    const bytes = found && !found.ended ? await files.get(found.sha256) : undefined
    if (!found || !bytes) throw problem('NO_AUTHORITY')
    return { sha256: found.sha256, name: found.fileName, type: found.type, size: bytes.length }
  },
})
