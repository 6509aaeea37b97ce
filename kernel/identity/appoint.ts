import { newId, operation, sql } from '../platform/index.ts'
import { acts } from './acts.ts'
import { insertAppointment, insertProposal, personExists, seatOf } from './appointment.store.ts'
import { appoint } from './contract.ts'
import { administers } from './policy.ts'

/** The city's day: eight hours ahead of UTC all year. */
export const dayIn = (at: Date): string => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/** An administrator proposes, another person confirms; only the founding of a city, which is the system's, needs no second one. */
export default operation(appoint, {
  allow: administers,
  async run({ tx, actor, input, clock, problem }) {
    const today = dayIn(clock.now())
    const startsOn = input.startsOn ?? today
    if (actor.kind === 'person' && actor.personId === input.personId) throw problem('ONESELF')
    if (actor.kind === 'person' && startsOn < today)
      throw problem('PAST', { fields: { startsOn: appoint.errors.PAST } })
    if (!(await personExists(tx, input.personId))) throw problem('NO_PERSON')
    const seat = await seatOf(tx, input.post, startsOn)
    if (!seat) throw problem('NO_POST')
    if (seat.held >= seat.seats) throw problem('OCCUPIED')
    const id = newId()
    const about = {
      jurisdiction: seat.jurisdiction,
      subject: { kind: 'person' as const, id: input.personId },
      private: { personId: input.personId },
    }
    const post = { postCode: input.post, unitCode: seat.unit }
    if (actor.kind !== 'person') {
      await insertAppointment(tx, { id, post: input.post, personId: input.personId, startsOn })
      return { act: acts['person.appointed']({ ...about, public: post }), output: { id, confirmed: true } }
    }
    await sql`delete from identity.proposal where post = ${input.post} and person_id = ${input.personId}::uuid`.execute(
      tx,
    )
    const proposal = { id, post: input.post, personId: input.personId, startsOn, proposedBy: actor.personId }
    await insertProposal(tx, proposal, clock.now())
    return {
      act: acts['appointment.proposed']({ ...about, public: { ...post, startsOn } }),
      output: { id, confirmed: false },
    }
  },
})
