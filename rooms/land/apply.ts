import { dayOf } from '../../kernel/calendar/index.ts'
import { addParty } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { loggedIn, type PersonActor } from '../../kernel/platform/index.ts'
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
    if (at.parties.some((p) => p.role === 'bidder' && p.personId === (actor as PersonActor).personId))
      throw problem('ONCE')
  },
  async prepare({ at, actor, tx, callAsSystem }) {
    const { personId, name } = actor as PersonActor
    const form = at.found.form as LotForm
    const { jurisdiction, id, number, unit } = at.found
    await addParty(tx, jurisdiction, id, {
      role: 'bidder',
      personId,
      organisationId: null,
      unit: null,
      name,
      hidden: true,
    })
    return callAsSystem(money.issueOrder, {
      jurisdiction,
      kind: 'deposit',
      unit,
      case: { id, number },
      payer: { name, personId },
      purpose: { zh: `竞买保证金 ${form.title}`, en: `Deposit for ${form.titleEn}` },
      amount: form.deposit,
      due: dayOf(new Date(at.facts.announced!.applyUntil)),
    })
  },
  says: ({ at, actor, made }) => ({
    public: { applicant: at.facts.applications.length + 1, order: made.number },
    private: { who: (actor as PersonActor).personId },
  }),
  output: ({ made }) => ({ order: made.number }),
})
