// Registration and bonds: beside the case, for that nobody may learn who bids, or how many (招标投标法 art. 22).
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { caseOfKind } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import {
  type Consumer,
  consumer,
  loggedIn,
  newId,
  operation,
  type PersonActor,
  systemOnly,
} from '../../kernel/platform/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as prequalification from '../prequalification/contract.ts'
import { acts } from './acts.ts'
import { tender } from './case.kind.ts'
import { bondsBack, close, hear, opened, register } from './contract.ts'
import { mayBid } from './lots.ts'
import { biddersOf, bondsOf, insertBidder, isBond, stampBond } from './tenders.store.ts'

export const registered = operation(register, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, clock, callAsSystem, problem }) {
    const at = await caseOfKind(tx, tender, input.number)
    if (!at) throw problem('NO_TENDER')
    const { found, facts: f } = at
    const now = clock.now()
    if (f.status !== 'open' || now >= new Date(f.deadline!)) throw problem('NOT_NOW')
    const { personId, name, posts } = actor as PersonActor
    // 实施条例 art. 34: nobody who belongs to the tenderer.
    if (posts.some((p) => p.unitCode === found.unit)) throw problem('OWN')
    if (f.form!.prequalified) {
      const { who } = await callAsSystem(prequalification.passed, { number: f.form!.prequalified, personId })
      if (who.length === 0) throw problem('NOT_PASSED')
    }
    const { jurisdiction, number, unit } = found
    if ((await biddersOf(tx, { jurisdiction, number })).some((b) => b.personId === personId)) throw problem('ONCE')
    if (!(await mayBid(tx, at, actor as PersonActor))) throw problem('LOTS')
    const { bidder } = await callAsSystem(envelope.admit, { number, personId, name })
    const due = dayOf(new Date(f.deadline!))
    const ordered = await callAsSystem(money.issueOrder, {
      jurisdiction,
      kind: 'deposit',
      unit,
      payer: { name, personId },
      purpose: { zh: `投标保证金 ${f.form!.title}`, en: `Bid bond for ${f.form!.titleEn}` },
      amount: f.form!.bond,
      due: due < dayOf(now) ? addDays(dayOf(now), 1) : due,
    })
    await insertBidder(tx, { jurisdiction, number }, { bidder, personId, bond: ordered.number })
    return {
      act: acts['tender.joined']({
        jurisdiction,
        subject: { kind: 'envelope', id: newId(now.getTime(), jurisdiction) },
        public: { number },
      }),
      output: { number, bidder, order: ordered.number },
    }
  },
})

export const heard = operation(hear, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const { jurisdiction, order, what } = input
    await stampBond(tx, jurisdiction, order, what, clock.now())
    return {
      act: acts['tender.bond-moved']({
        jurisdiction,
        subject: { kind: 'envelope', id: newId(clock.now().getTime(), jurisdiction) },
        public: { order, what },
      }),
      output: { order },
    }
  },
})

/** The box’s deadline and opening take the case on; the bank says which bonds came and went. */
export const fromMarkets: Consumer = consumer('tenders.from-markets', {
  types: ['envelope.sealed', 'envelope.opened', 'money.received', 'money.refunded'],
  async run({ acts: heardOf, tx, callAsSystem }) {
    for (const a of heardOf) {
      const p = a.public
      if (a.type.startsWith('envelope.')) {
        const at = await caseOfKind(tx, tender, p.number)
        if (!at) continue
        const { found, facts } = at
        // Said before, by the founding.
        if (a.type === 'envelope.sealed' && !facts.closed)
          await callAsSystem(close, { caseId: found.id, count: p.count })
        if (a.type === 'envelope.opened' && !facts.opened) await callAsSystem(opened, { caseId: found.id })
        continue
      }
      if (!p.number || (a.type === 'money.received' && !p.settled)) continue
      if (await isBond(tx, a.jurisdiction, p.number))
        await callAsSystem(hear, {
          jurisdiction: a.jurisdiction,
          order: p.number,
          what: a.type === 'money.received' ? 'paid' : 'refunded',
        })
      const of = a.type === 'money.refunded' ? await bondsOf(tx, a.jurisdiction, p.number) : undefined
      const at = of?.back ? await caseOfKind(tx, tender, of.number) : undefined
      if (at && !at.facts.bondsBack) await callAsSystem(bondsBack, { caseId: at.found.id })
    }
  },
})
