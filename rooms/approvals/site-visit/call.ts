import { dayOf } from '../../../kernel/calendar/index.ts'
import { act } from '../case.kind.ts'
import { holdTime } from './times.ts'
import { callVisit } from './visit.contract.ts'
import { basis, leads, onJoint, toldHere, unfit } from './who.ts'

/** One time for all that inspect, told with its place (行政许可法 arts. 26, 34). Called again it is another time, with its reason. */
export default onJoint(
  act(callVisit, {
    act: 'site-visit.called',
    who: leads,
    check({ at, input, clock, problem }) {
      const { visit, decidedAt, closedAt } = at.facts
      if (decidedAt || closedAt || visit?.recordedAt) throw problem('NOT_OPEN')
      const why = unfit(at, input.units)
      if (why) throw problem(why, why === 'UNITS' ? { fields: { units: callVisit.errors.UNITS } } : {})
      if (input.on <= dayOf(clock.now())) throw problem('TOO_SOON', { fields: { on: callVisit.errors.TOO_SOON } })
      if (visit && input.reason === '') throw problem('REASON', { fields: { reason: callVisit.errors.REASON } })
    },
    async prepare(ctx) {
      const { units, on, time } = ctx.input
      if ((await holdTime(ctx, { number: ctx.at.found.number, units, on, time })) === 'busy')
        throw ctx.problem('BUSY', { fields: { time: callVisit.errors.BUSY } })
    },
    says({ at, input: { on, time, units, place, reason } }) {
      const spared = at.facts.visit?.units.filter((u) => !units.includes(u)) ?? []
      return {
        basis,
        public: {
          on,
          time,
          units: [...new Set(units)],
          again: at.facts.visit !== undefined,
          told: toldHere(at, units),
          ...(spared.length > 0 ? { spared } : {}),
        },
        private: { place, ...(reason ? { reason } : {}) },
      }
    },
  }),
)
