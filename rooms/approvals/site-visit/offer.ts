import { dayOf } from '../../../kernel/calendar/index.ts'
import { isParty } from '../../../kernel/cases/index.ts'
import { outingTimes } from '../../appointments/contract.ts'
import { act } from '../case.kind.ts'
import { holdTime } from './times.ts'
import { chooseVisitTime, offerVisit } from './visit.contract.ts'
import { basis, leads, onJoint, placeOfVisit, toldHere, unfit } from './who.ts'

/** Times that suit all units, of which the applicant takes one. */
export default onJoint(
  act(offerVisit, {
    act: 'site-visit.offered',
    who: leads,
    async check({ at, input, callAsSystem, problem }) {
      const { visit, decidedAt, closedAt } = at.facts
      if (decidedAt || closedAt || visit) throw problem('NOT_OPEN')
      const why = unfit(at, input.units)
      if (why) throw problem(why, why === 'UNITS' ? { fields: { units: offerVisit.errors.UNITS } } : {})
      const free = await callAsSystem(outingTimes, { units: input.units, number: at.found.number })
      if (input.times.some((time) => !free.some((f) => `${f.day} ${f.time}` === time)))
        throw problem('TIMES', { fields: { times: offerVisit.errors.TIMES } })
    },
    says: ({ at, input: { times, units, place } }) => ({
      basis,
      public: { times: [...new Set(times)].sort(), units: [...new Set(units)], told: toldHere(at, units) },
      private: { place },
    }),
  }),
)

/** By the applicant, who is asked once more where a time was taken meanwhile. */
export const choose = onJoint(
  act(chooseVisitTime, {
    act: 'site-visit.called',
    as: 'citizen',
    who: (at, actor) => isParty(at, actor, 'applicant'),
    check({ at: { facts }, input, clock, problem }) {
      if (!facts.offered || facts.decidedAt || facts.closedAt) throw problem('NOT_OPEN')
      if (!facts.offered.times.includes(input.time) || input.time.slice(0, 10) <= dayOf(clock.now()))
        throw problem('GONE', { fields: { time: chooseVisitTime.errors.GONE } })
    },
    async prepare(ctx) {
      const { at, input, problem } = ctx
      const [on, time] = input.time.split(' ') as [string, string]
      const { units } = at.facts.offered!
      if ((await holdTime(ctx, { number: at.found.number, units, on, time })) !== 'held')
        throw problem('GONE', { fields: { time: chooseVisitTime.errors.GONE } })
      return { on, time, units, place: (await placeOfVisit(ctx.tx, at)) ?? '' }
    },
    says: ({ at, made: { place, ...said } }) => ({
      basis,
      public: { ...said, again: false, told: toldHere(at, said.units) },
      private: { place },
    }),
  }),
)
