import { operation, type PersonActor, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { endAuthority } from './capacity.contract.ts'
import { oneself } from './policy.ts'

export default operation(endAuthority, {
  allow: oneself,
  as: 'citizen',
  async run({ tx, home, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const { rows } = await sql<{
      agentId: string
    }>`update identity.authority set ended_at = ${clock.now()}, end_reason = ${input.reason}
      where id = ${input.id}::uuid and ended_at is null and (agent_id = ${personId}::uuid or principal_id = ${personId}::uuid)
      returning agent_id`.execute(tx)
    if (!rows[0]) throw problem('NO_AUTHORITY')
    const act = acts['authority.ended']({
      jurisdiction: home,
      subject: { kind: 'person', id: rows[0].agentId },
      public: { by: rows[0].agentId === personId ? 'agent' : 'principal' },
      private: { reason: input.reason },
    })
    return { act, output: {} }
  },
})
