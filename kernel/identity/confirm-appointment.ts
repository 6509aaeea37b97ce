import { newId, operation } from '../platform/index.ts'
import { acts } from './acts.ts'
import { dayIn } from './appoint.ts'
import { insertAppointment, seatOf, takeProposal } from './appointment.store.ts'
import { confirmAppointment } from './contract.ts'
import { secondPerson } from './policy.ts'

/** Neither who proposed nor who is to be appointed confirms; what is confirmed late begins on that day, never before. */
export default operation(confirmAppointment, {
  allow: secondPerson,
  async run({ tx, actor, input, clock, problem }) {
    const proposal = await takeProposal(tx, input.id)
    if (!proposal) throw problem('NO_PROPOSAL')
    const me = actor.kind === 'person' ? actor.personId : undefined
    if (me === proposal.proposedBy || me === proposal.personId) throw problem('ONESELF')
    const today = dayIn(clock.now())
    const startsOn = [today, proposal.startsOn].sort()[1]!
    const seat = await seatOf(tx, proposal.post, startsOn)
    if (!seat) throw problem('NO_POST')
    if (seat.held >= seat.seats) throw problem('OCCUPIED')
    const id = newId()
    await insertAppointment(tx, { id, post: proposal.post, personId: proposal.personId, startsOn })
    const act = acts['person.appointed']({
      jurisdiction: seat.jurisdiction,
      subject: { kind: 'person', id: proposal.personId },
      public: { postCode: proposal.post, unitCode: seat.unit },
      private: { personId: proposal.personId },
    })
    return { act, output: { id } }
  },
})
