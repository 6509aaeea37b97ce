// The box from its notice to the deadline: set up, moved, sealed, called.
import { newId, operation, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { type Box, counting, envelopesOf, findBox, insertBox, keysOfUnits, lockBox, storeBox } from './box.store.ts'
import { FORMAT } from './bytes.rules.ts'
import { announce, call, disclose, moveDeadline, recordLate, seal, shut } from './contract.ts'
import type { BoxTerms } from './manifest.shape.ts'
import { listDigest } from './record.shape.ts'

export const SEAL = 'envelope.deadline'
/** What arrived before the deadline and waited still counts: the list is fixed this much later. */
const SETTLE = 2000

export const subjectOf = (b: Pick<Box, 'id'>) => ({ kind: 'envelope' as const, id: b.id })

/** In the transaction of the room's step, which holds the power. */
export const announced = operation(announce, {
  allow: systemOnly,
  async run({ tx, input, clock, timer, problem }) {
    const { jurisdiction, number, lot, deadline, threshold } = input
    const now = clock.now()
    if (Date.parse(deadline) <= now.getTime() || threshold > input.trustees.length) throw problem('TIMES')
    if (await findBox(tx, number)) throw problem('EXISTS')
    // A district’s box is sealed to trustees of the city.
    const keys = await keysOfUnits(tx, input.trustees)
    const trustees = input.trustees.map((unit, i) => {
      const found = keys.find((k) => k.unit === unit)
      if (!found)
        throw problem('NO_KEY', { detail: { zh: `${unit} 还没有登记公钥。`, en: `${unit} has registered no key.` } })
      return { no: i + 1, unit, title: found.title, key: found.key }
    })
    const id = newId(now.getTime(), jurisdiction)
    const terms: BoxTerms = { format: FORMAT, box: id, number, lot, deadline, threshold, trustees }
    await insertBox(tx, { jurisdiction, id, number, terms, withheld: input.withheld, hosted: input.hosted })
    if (!input.hosted)
      await timer.set({ kind: SEAL, jurisdiction, subjectId: id, due: dueOf(deadline), payload: { number } })
    return {
      act: acts['envelope.announced']({
        jurisdiction,
        subject: subjectOf({ id }),
        public: { number, lot, deadline, threshold, trustees },
      }),
      output: terms,
    }
  },
})
const dueOf = (deadline: string) => new Date(Date.parse(deadline) + SETTLE)

export const moved = operation(moveDeadline, {
  allow: systemOnly,
  async run({ tx, input, clock, timer, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    const { deadline } = input
    // Whose room shuts it, that also stood still: its deadline may have gone by meanwhile.
    const past = !b.hosted && clock.now() >= new Date(b.terms.deadline)
    if (b.state !== 'open' || past || deadline <= b.terms.deadline) throw problem('TIMES')
    await storeBox(tx, { ...b, terms: { ...b.terms, deadline } })
    const { jurisdiction, id: subjectId, number } = b
    await timer.cancel(jurisdiction, subjectId, SEAL)
    if (!b.hosted) await timer.set({ kind: SEAL, jurisdiction, subjectId, due: dueOf(deadline), payload: { number } })
    return {
      act: acts['envelope.deadline-moved']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: { number: b.number, deadline },
      }),
      output: { number: b.number, deadline },
    }
  },
})

/** Fixes which envelopes there are. It stands in the ledger before any trustee can release anything. */
export const sealed = operation(seal, {
  allow: systemOnly,
  async run({ tx, input, clock, timer, problem }) {
    const b = await lockBox(tx, input.number)
    if (b?.state !== 'open' || (!input.early && clock.now() < new Date(b.terms.deadline))) throw problem('NO_BOX')
    const all = await envelopesOf(tx, b)
    const counted = counting(all)
    const list = counted.map((e) => e.digest)
    const digest = listDigest(b.id, list)
    const withdrawn = all.filter((e) => e.withdrawnAt).length
    const said = { digest, received: all.length, replaced: all.length - list.length - withdrawn, withdrawn }
    await timer.cancel(b.jurisdiction, b.id, SEAL)
    await storeBox(tx, { ...b, state: 'sealed', sealed: { at: clock.now().toISOString(), list, ...said } })
    return {
      act: acts['envelope.sealed']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: { number: b.number, count: list.length, ...said },
      }),
      output: { number: b.number, count: list.length },
    }
  },
})

/** There are enough bidders, and it is the hour: from now on trustees release. By the room whose tender it is. */
export const called = operation(call, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    if (b.state !== 'sealed') throw problem('NOT_SEALED')
    await storeBox(tx, { ...b, called: true })
    return {
      act: acts['envelope.called']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: { number: b.number },
      }),
      output: { number: b.number },
    }
  },
})

/** What came too late is counted, and nothing of it is kept. */
export const lateRecorded = operation(recordLate, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    await storeBox(tx, { ...b, late: b.late + 1 })
    return {
      act: acts['envelope.late']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: { number: b.number, digest: input.digest },
      }),
      output: { number: b.number },
    }
  },
})

export const disclosed = operation(disclose, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    await storeBox(tx, { ...b, withheld: false })
    return {
      act: acts['envelope.disclosed']({
        jurisdiction: b.jurisdiction,
        subject: subjectOf(b),
        public: { number: b.number },
      }),
      output: { number: b.number },
    }
  },
})

export const shutBox = operation(shut, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const b = await lockBox(tx, input.number)
    if (!b) throw problem('NO_BOX')
    if (b.state !== 'sealed' || b.called) throw problem('NOT_SEALED')
    await storeBox(tx, { ...b, state: 'shut' })
    return {
      act: acts['envelope.shut']({ jurisdiction: b.jurisdiction, subject: subjectOf(b), public: { number: b.number } }),
      output: { number: b.number },
    }
  },
})
