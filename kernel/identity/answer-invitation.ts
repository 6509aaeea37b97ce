import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { answerInvitation, type Scope } from './capacity.contract.ts'
import { putMember } from './capacity.store.ts'
import { oneself } from './policy.ts'

/** Whose log-in it was sent to takes it or leaves it; either way it is gone. */
export default operation(answerInvitation, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql<{ organisationId: string; scopes: Scope[] }>`delete from identity.invitation i
      using identity.password w where i.id = ${input.id}::uuid and w.person_id = ${personId}::uuid and w.login = i.login
      returning i.organisation_id, i.scopes`.execute(tx)
    const found = rows[0]
    if (!found) throw problem('NO_INVITATION')
    if (input.accept) await putMember(tx, found.organisationId, personId, found.scopes)
    const act = acts['member.answered']({
      jurisdiction: home,
      subject: { kind: 'unit', id: found.organisationId },
      public: { accepted: input.accept, scopes: found.scopes },
      private: { personId },
    })
    return { act, output: {} }
  },
})
