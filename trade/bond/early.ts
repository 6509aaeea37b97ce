// A bid that was withdrawn frees its bond at once (招标投标法实施条例 art. 35: within five days of the notice); who bids again pays anew.
import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { type Consumer, consumer, newId, operation, privateOf, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { biddersOf, earlyOf, moveEarly, putBond } from './bond.store.ts'
import { again, early } from './contract.ts'

const subject = (now: Date, place: string) => ({ kind: 'envelope' as const, id: newId(now.getTime(), place) })

export const wentEarly = operation(early, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem, problem }) {
    const { jurisdiction, personId } = input
    const now = clock.now()
    const row = (await biddersOf(tx, input)).find((b) => b.personId === personId)
    if (!row?.bond || !row.paidAt || !(await moveEarly(tx, input, row, now))) throw problem('NONE')
    await callAsSystem(money.returnOrder, { number: row.bond, keep: 'nothing', reason: '撤回投标，退还保证金' })
    return {
      act: acts['bond.moved']({
        ...{ jurisdiction, subject: subject(now, jurisdiction), basis: [cite('招标投标法实施条例', 35)] },
        public: { order: row.bond, what: 'early', number: null },
      }),
      output: { order: row.bond },
    }
  },
})

export const orderedAgain = operation(again, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem, problem }) {
    const { jurisdiction, personId } = input
    const now = clock.now()
    const row = (await biddersOf(tx, input)).find((b) => b.personId === personId)
    const before = (await earlyOf(tx, input)).findLast((e) => e.personId === personId)
    if (!row || row.bond || !before) throw problem('NONE')
    const old = await callAsSystem(money.viewOrder, { number: before.bond })
    const today = dayOf(now)
    const { number: order } = await callAsSystem(money.issueOrder, {
      ...{ jurisdiction, kind: 'deposit', unit: old.unit, purpose: old.purpose, amount: old.amount },
      payer: { name: old.payer!, personId },
      due: old.due < today ? addDays(today, 1) : old.due,
    })
    await putBond(tx, input, row.bidder, order)
    return {
      act: acts['bond.moved']({
        ...{ jurisdiction, subject: subject(now, jurisdiction) },
        public: { order, what: 'again', number: null },
      }),
      output: { order },
    }
  },
})

/** Who withdrew, or came again, stands in no public field: nobody else learns of it before the opening. */
export const fromBoxes: Consumer = consumer('bond.from-boxes', {
  types: ['envelope.withdrawn', 'envelope.received'],
  async run({ acts: said, tx, callAsSystem }) {
    for (const a of said) {
      const { jurisdiction } = a
      const { number } = a.public
      const of = { jurisdiction, number }
      const [rows, before] = await Promise.all([biddersOf(tx, of), earlyOf(tx, of)])
      if (rows.length === 0 || (a.type === 'envelope.received' && before.length === 0)) continue
      const who = String((await privateOf(tx, jurisdiction, [a.id])).get(a.id)?.who?.value ?? '')
      const row = rows.find((b) => b.personId === who)
      if (!row) continue
      if (a.type === 'envelope.withdrawn' && row.bond && row.paidAt && !row.returnedAt && !row.kept)
        await callAsSystem(early, { jurisdiction, number, personId: who })
      if (a.type === 'envelope.received' && !row.bond && before.some((e) => e.personId === who))
        await callAsSystem(again, { jurisdiction, number, personId: who })
    }
  },
})
