import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { withdrawKin } from './contract.ts'
import { oneself } from './policy.ts'

/** Declared in error, or no relative any more: later cases ask them again. That it was once declared stays in the acts. */
export default operation(withdrawKin, {
  allow: oneself,
  async run({ tx, home, actor, input, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql<{ name: string }>`delete from identity.kin
      where person_id = ${personId}::uuid and resident_id = ${input.residentId} returning name`.execute(tx)
    if (!rows[0]) throw problem('NO_KIN')
    const act = acts['kin.withdrawn']({
      jurisdiction: home,
      subject: { kind: 'person', id: personId },
      public: {},
      private: { residentId: input.residentId, reason: input.reason },
    })
    return { act, output: {} }
  },
})
