import { addWorkingDays, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { type PenaltyFacts, paidOf } from '../case.fold.ts'
import { step } from '../case.kind.ts'
import { courtFrom, courtTo, payBy, surchargeOf } from '../clocks.rules.ts'
import { settle } from '../contract.ts'
import { yuan } from '../forms/forms.ts'
import { figure } from '../law.ts'

/** What is still to be paid on a day: fine, confiscation and surcharge, less what came. */
export const balanceOf = (f: PenaltyFacts, today: string): number =>
  f.annulled?.what === 'annulled' || f.annulled?.what === 'void'
    ? 0
    : (f.decided?.fine ?? 0) + (f.decided?.confiscate ?? 0) + surchargeOf(f, today).total - paidOf(f)

/**
 * 履行: paid in full; or urged once the days for payment are over (行政强制法 art. 54); or the court, once review and suit are past and
 * ten working days since the urging letter was served (arts. 53, 54); or stopped, with its reasons.
 */
export default step(settle, {
  act: 'penalty.settled',
  outcome: (input) => input.outcome,
  check({ at, input, clock, problem }) {
    const f = at.facts
    const today = dayOf(clock.now())
    const open = balanceOf(f, today)
    if (!f.servedOn && !f.annulled) throw problem('NOT_SERVED')
    switch (input.outcome) {
      case 'paid':
        if (open > 0)
          throw problem('UNPAID', {
            detail: text(`还差 ${yuan(open)}（含加处罚款）。`, `${yuan(open)} is open, surcharge included.`),
          })
        return
      case 'urge':
        if (open <= 0 || today <= payBy(f)!) throw problem('NOT_DUE')
        return
      case 'court': {
        const served = f.urged?.servedOn
        const urgedTo = served && addWorkingDays(served, figure('urging', startOfDay(served)).value)
        if (open <= 0 || !urgedTo || today <= urgedTo || today <= courtFrom(f)!) throw problem('NOT_YET')
        if (today > courtTo(f)!) throw problem('TOO_LATE')
        return
      }
      case 'stop':
        if (!input.reason)
          throw problem('REASONS', {
            fields: { reason: text('终结执行要写明理由。', 'Please say why it is stopped.') },
          })
    }
  },
  says: ({ at, input, clock }) => ({
    basis: [{ law: '行政处罚法', article: input.outcome === 'paid' ? 67 : 72 }],
    public: { outcome: input.outcome, surcharge: surchargeOf(at.facts, dayOf(clock.now())).total },
    private: { reason: input.reason },
  }),
})
