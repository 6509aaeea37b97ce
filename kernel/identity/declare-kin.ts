import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { declareKin } from './contract.ts'
import { oneself } from './policy.ts'

/** 行政处罚法 art. 43: an officer says once who the relatives are; cases to which they are party are then for others. */
export default operation(declareKin, {
  allow: oneself,
  async run({ tx, home, actor, input, clock }) {
    const { personId } = actor as PersonActor
    await sql`insert into identity.kin (person_id, resident_id, name, relation, declared_at)
      values (${personId}::uuid, ${input.residentId}, ${input.name}, ${input.relation}, ${clock.now()})
      on conflict (person_id, resident_id) do update set name = excluded.name, relation = excluded.relation`.execute(tx)
    return {
      act: acts['kin.declared']({
        jurisdiction: home,
        subject: { kind: 'person', id: personId },
        public: {},
        private: input,
      }),
      output: {},
    }
  },
})
