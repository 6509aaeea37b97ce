// Registration and bonds: beside the case, for that nobody may learn who bids, or how many (招标投标法 art. 22).
import { caseOfKind } from '../../kernel/cases/index.ts'
import { type Consumer, consumer, loggedIn, newId, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { biddersOf, enrol } from '../../trade/bond/index.ts'
import { mayBid } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import * as prequalification from '../prequalification/contract.ts'
import { acts } from './acts.ts'
import { tender } from './case.kind.ts'
import { bondsBack, close, opened, register } from './contract.ts'

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
    const { jurisdiction, number } = found
    if ((await biddersOf(tx, { jurisdiction, number })).some((b) => b.personId === personId)) throw problem('ONCE')
    if (!(await mayBid(tx, tender, at, actor as PersonActor))) throw problem('LOTS')
    const { bidder } = await callAsSystem(envelope.admit, { number, personId, name })
    const order = await enrol({ tx, callAsSystem, clock }, found, {
      ...{ bidder, who: { personId, name }, amount: f.form!.bond, deadline: new Date(f.deadline!) },
      purpose: { zh: `投标保证金 ${f.form!.title}`, en: `Bid bond for ${f.form!.titleEn}` },
    })
    return {
      act: acts['tender.joined']({
        jurisdiction,
        subject: { kind: 'envelope', id: newId(now.getTime(), jurisdiction) },
        public: { number },
      }),
      output: { number, bidder, order: order! },
    }
  },
})

/** The box’s deadline and opening take the case on; the bank says which bonds came and went. */
export const fromMarkets: Consumer = consumer('tenders.from-markets', {
  types: ['envelope.sealed', 'envelope.opened', 'bond.moved'],
  async run({ acts: heardOf, tx, callAsSystem }) {
    for (const a of heardOf) {
      const { number, count } = a.public
      const at = number ? await caseOfKind(tx, tender, number) : undefined
      if (!at) continue
      const { found, facts } = at
      const caseId = found.id
      // Said before, by the founding.
      if (a.type === 'envelope.sealed' && !facts.closed) await callAsSystem(close, { caseId, count })
      if (a.type === 'envelope.opened' && !facts.opened) await callAsSystem(opened, { caseId })
      if (a.type === 'bond.moved' && !facts.bondsBack) await callAsSystem(bondsBack, { caseId })
    }
  },
})
