import { newId, operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { inviteMember } from './capacity.contract.ts'
import { managed } from './capacity.store.ts'
import { oneself } from './policy.ts'

export default operation(inviteMember, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const members = await managed(tx, input.organisationId, personId)
    if (!members) throw problem('NO_ORGANISATION')
    const known = await sql<{
      id: string
    }>`select person_id as id from identity.password where login = ${input.login}`.execute(tx)
    if (members.some((m) => m.personId === known.rows[0]?.id)) throw problem('MEMBER')
    await sql`insert into identity.invitation (id, organisation_id, login, scopes, invited_by, invited_at)
      values (${newId()}::uuid, ${input.organisationId}::uuid, ${input.login}, ${[...input.scopes]}::text[], ${personId}::uuid, ${clock.now()})
      on conflict (organisation_id, login) do update set scopes = excluded.scopes, invited_by = excluded.invited_by`.execute(
      tx,
    )
    const act = acts['member.invited']({
      jurisdiction: home,
      subject: { kind: 'unit', id: input.organisationId },
      public: { scopes: input.scopes },
      private: { login: input.login },
    })
    return { act, output: {} }
  },
})
