import { operation, type PersonActor } from '../platform/index.ts'
import { acts } from './acts.ts'
import { removeMember } from './capacity.contract.ts'
import { dropMember, membersOf } from './capacity.store.ts'
import { oneself } from './policy.ts'

/** By who manages, or by oneself; from the commit on the capacity is gone, whatever page is open (`capacityOf` asks the session). */
export default operation(removeMember, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, problem }) {
    const { personId: me } = actor as PersonActor
    const members = await membersOf(tx, input.organisationId, true)
    const mine = members.find((m) => m.personId === me)
    if (!mine || (input.personId !== me && !mine.scopes.includes('manage'))) throw problem('NO_ORGANISATION')
    if (!members.some((m) => m.personId === input.personId)) throw problem('NO_MEMBER')
    if (!members.some((m) => m.personId !== input.personId && m.scopes.includes('manage'))) throw problem('LAST')
    await dropMember(tx, input.organisationId, input.personId)
    const act = acts['member.removed']({
      jurisdiction: home,
      subject: { kind: 'unit', id: input.organisationId },
      public: { left: input.personId === me },
      private: { personId: input.personId, reason: input.reason },
    })
    return { act, output: {} }
  },
})
