import { operation, type PersonActor } from '../platform/index.ts'
import { acts } from './acts.ts'
import { logOut } from './contract.ts'
import { endSession } from './identity.store.ts'
import { oneself } from './policy.ts'

export default operation(logOut, {
  allow: oneself,
  async run({ tx, home, actor }) {
    const { sessionId, personId } = actor as PersonActor
    await endSession(tx, sessionId)
    return {
      act: acts['session.closed']({ jurisdiction: home, subject: { kind: 'person', id: personId }, public: {} }),
      output: {},
    }
  },
})
