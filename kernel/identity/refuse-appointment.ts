import { operation } from '../platform/index.ts'
import { acts } from './acts.ts'
import { seatOf, takeProposal } from './appointment.store.ts'
import { refuseAppointment } from './contract.ts'
import { secondPerson } from './policy.ts'

/** Also by who proposed it: a proposal can be taken back. */
export default operation(refuseAppointment, {
  allow: secondPerson,
  async run({ tx, input, problem }) {
    const proposal = await takeProposal(tx, input.id)
    const seat = proposal && (await seatOf(tx, proposal.post, proposal.startsOn))
    if (!proposal || !seat) throw problem('NO_PROPOSAL')
    const act = acts['appointment.refused']({
      jurisdiction: seat.jurisdiction,
      subject: { kind: 'person', id: proposal.personId },
      public: { postCode: proposal.post, unitCode: seat.unit, reason: input.reason },
      private: { personId: proposal.personId },
    })
    return { act, output: {} }
  },
})
