import { addMonths, dayOf } from '../../../kernel/calendar/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { finePaid } from '../case.fold.ts'
import { act } from '../case.kind.ts'
import { askDeferral, grantDeferral, refuseDeferral } from '../contract.ts'
import { issue, yuan } from '../forms/forms.ts'
import { head, party } from '../who.rules.ts'

/** 暂缓、分期 (行政处罚法 art. 66 para 2): the party asks, the head decides. */
export default act(askDeferral, {
  act: 'deferral.asked',
  as: 'citizen',
  who: party,
  check({ at, problem }) {
    const { decided, settled, annulled } = at.facts
    if (!decided || annulled?.what === 'annulled' || settled || finePaid(at.facts) >= decided.fine)
      throw problem('NOTHING_DUE')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 66, paragraph: 2 }],
    private: { reason: input.reason },
  }),
})

/** Equal parts of what is open, a month apart; the last part takes what does not divide. */
export function planOf(open: number, parts: number, first: string): { due: string; amount: number }[] {
  const each = Math.floor(open / parts)
  return Array.from({ length: parts }, (_, i) => ({
    due: addMonths(first, i),
    amount: i === parts - 1 ? open - each * (parts - 1) : each,
  }))
}

export const granted = act(grantDeferral, {
  act: 'deferral.granted',
  who: head,
  check({ at, input, clock, problem }) {
    if (!at.facts.deferralAsked) throw problem('NOT_ASKED')
    if (input.first <= dayOf(clock.now()))
      throw problem('TERM', { fields: { first: text('要在今天以后。', 'After today.') } })
  },
  async prepare(ctx) {
    const { at, input } = ctx
    const plan = planOf(at.facts.decided!.fine - finePaid(at.facts), input.parts, input.first)
    const said = plan.map((p) => `${p.due} ${yuan(p.amount)}`).join('；')
    return { plan, document: await issue(ctx, at, 'deferral-notice', { plan: said }) }
  },
  says: ({ input, made }) => ({
    basis: [{ law: '行政处罚法', article: 66, paragraph: 2 }],
    public: { plan: made.plan, document: made.document.said },
    private: { reason: input.reason, document: made.document.content },
  }),
  output: ({ made }) => ({ document: made.document.said.number }),
})

export const refused = act(refuseDeferral, {
  act: 'deferral.refused',
  who: head,
  check({ at, problem }) {
    if (!at.facts.deferralAsked) throw problem('NOT_ASKED')
  },
  says: ({ input }) => ({
    basis: [{ law: '行政处罚法', article: 66, paragraph: 2 }],
    private: { reason: input.reason },
  }),
})
