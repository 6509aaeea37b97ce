import { dayOf } from '../../kernel/calendar/index.ts'
import { loggedIn, type PersonActor, text } from '../../kernel/platform/index.ts'
import { enter, hasEntered, namesIn } from '../../trade/entry/index.ts'
import { act } from './case.kind.ts'
import { apply, type LotForm } from './contract.ts'

/** Anybody who is logged in; who it is stands in no published field, and other bidders do not see it (福建规则 art. 25). */
export default act(apply, {
  act: 'land.applied',
  as: 'citizen',
  who: (_, actor) => loggedIn(actor),
  check({ at, clock, actor, problem }) {
    const { announced } = at.facts
    if (!announced || at.facts.closed || clock.now() >= new Date(announced.applyUntil)) throw problem('NOT_NOW')
    if (hasEntered(at, actor as PersonActor)) throw problem('ONCE')
  },
  prepare({ at, actor, input, ...ctx }) {
    const form = at.found.form as LotForm
    return enter(ctx, at, {
      who: actor as PersonActor,
      capacity: input.capacity,
      with: namesIn(input.with),
      deposit: form.deposit,
      due: dayOf(new Date(at.facts.announced!.applyUntil)),
      purpose: text(`竞买保证金 ${form.title}`, `Deposit for ${form.titleEn}`),
    })
  },
  says: ({ at, actor, made }) => ({
    public: { applicant: at.facts.entries.length + 1, order: made.number },
    private: { who: (actor as PersonActor).personId, forWhom: made.forWhom },
  }),
  output: ({ made }) => ({ order: made.number }),
})
