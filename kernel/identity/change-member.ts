import { operation, type PersonActor } from '../platform/index.ts'
import { acts } from './acts.ts'
import { changeMember } from './capacity.contract.ts'
import { managed, putMember } from './capacity.store.ts'
import { oneself } from './policy.ts'

export default operation(changeMember, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, problem }) {
    const members = await managed(tx, input.organisationId, (actor as PersonActor).personId)
    if (!members) throw problem('NO_ORGANISATION')
    if (!members.some((m) => m.personId === input.personId)) throw problem('NO_MEMBER')
    const others = members.some((m) => m.personId !== input.personId && m.scopes.includes('manage'))
    if (!others && !input.scopes.includes('manage')) throw problem('LAST')
    await putMember(tx, input.organisationId, input.personId, input.scopes)
    const act = acts['member.changed']({
      jurisdiction: home,
      subject: { kind: 'unit', id: input.organisationId },
      public: { scopes: input.scopes },
      private: { personId: input.personId },
    })
    return { act, output: {} }
  },
})
