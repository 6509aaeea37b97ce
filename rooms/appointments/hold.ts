import { dayOf } from '../../kernel/calendar/index.ts'
import { listPublished } from '../../kernel/catalog/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { loggedIn, newId, operation, type PersonActor } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { bookingsOf, insertBooking, lockSlot } from './booking.store.ts'
import { hold } from './contract.ts'
import { counters, isOpen } from './slots.rules.ts'

/** A seat of a slot for ten minutes. Whoever asks for the last one at once waits for the slot's row, and one of them is told. */
export default operation(hold, {
  allow: ({ actor }) => loggedIn(actor),
  as: 'citizen',
  async run({ tx, actor, input, clock, problem }) {
    const { personId } = actor as PersonActor
    const now = clock.now()
    const unit = await findUnit(tx, input.unit)
    const items = unit ? await listPublished(tx, now, { unit: unit.code }) : []
    if (!unit || items.length === 0 || !isOpen(input.day, input.time, dayOf(now), now)) throw problem('NO_SLOT')
    const { jurisdiction } = unit
    const taken = await lockSlot(tx, { jurisdiction, unit: unit.code, day: input.day, time: input.time }, now)
    const mine = await bookingsOf(tx, personId, input.day, now)
    if (mine.some((b) => b.unit === unit.code && b.day === input.day && b.state !== 'held')) throw problem('TWICE')
    const again = taken.find((b) => b.personId === personId)
    if (!again && taken.length >= counters.seats) throw problem('FULL')
    const until = new Date(now.getTime() + counters.holdMinutes * 60_000)
    const free = Array.from({ length: counters.seats }, (_, i) => `${input.time.replace(':', '')}-${i + 1}`)
    const number = again?.number ?? free.find((n) => !taken.some((b) => b.number === n))!
    const id = again?.id ?? newId(now.getTime(), jurisdiction)
    const slot = { unit: unit.code, day: input.day, time: input.time, number }
    if (!again)
      await insertBooking(tx, {
        jurisdiction,
        id,
        ...slot,
        personId,
        itemCode: input.itemCode ?? null,
        state: 'held',
        heldUntil: until,
      })
    const act = acts['slot.held']({ jurisdiction, subject: { kind: 'person', id: personId }, public: slot })
    return { act, output: { id, ...slot, until: again?.heldUntil ?? until } }
  },
})
