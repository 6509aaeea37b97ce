import {
  type ActDraft,
  type Contract,
  loggedIn,
  operation,
  type PersonActor,
  placeOf,
  postOf,
  type Tx,
} from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { lockBooking, setState } from './booking.store.ts'
import { arrive, cancel, confirm } from './contract.ts'
import { enqueue } from './queue.ts'
import { type Booking, startsAt } from './slots.rules.ts'

// Three changes of one row, each by whoever may: its person, or the counter's clerk.

const find = async (tx: Tx, id: string): Promise<Booking | undefined> => {
  const place = placeOf(id)
  return place ? lockBooking(tx, place, id) : undefined
}
const slotOf = ({ unit, day, time, number }: Booking) => ({ unit, day, time, number })
const done = (b: Booking, make: (of: any) => ActDraft) => ({
  act: make({ jurisdiction: b.jurisdiction, subject: { kind: 'person', id: b.personId }, public: slotOf(b) }),
  output: { id: b.id, ...slotOf(b) },
})
const own = <C extends Contract<any, any, any, 'write'>>(
  contract: C,
  change: (ctx: { b: Booking; tx: Tx; now: Date; problem(code: string): Error }) => Promise<ActDraft | any>,
) =>
  operation(contract, {
    allow: ({ actor }) => loggedIn(actor),
    as: 'citizen',
    async run({ tx, actor, input, clock, problem }: any): Promise<any> {
      const b = await find(tx, input.id)
      if (!b || b.personId !== (actor as PersonActor).personId || b.state === 'cancelled') throw problem('NO_BOOKING')
      return change({ b, tx, now: clock.now(), problem })
    },
  })

export const confirmed = own(confirm, async ({ b, tx, now, problem }) => {
  if (b.state === 'held' && b.heldUntil! <= now) throw problem('LAPSED')
  if (b.state === 'held') await setState(tx, b, 'booked')
  return done(b, acts['slot.booked'])
})

export const cancelled = own(cancel, async ({ b, tx, problem }) => {
  if (b.state === 'came') throw problem('NO_BOOKING')
  await setState(tx, b, 'cancelled')
  return done(b, acts['slot.cancelled'])
})

export const arrived = operation(arrive, {
  allow: ({ actor }) => postOf(actor, 'clerk') !== undefined,
  async run({ tx, actor, input, clock, problem }) {
    const b = await find(tx, input.id)
    if (b?.unit !== postOf(actor)!.unitCode || b.state !== 'booked') throw problem('NO_BOOKING')
    await setState(tx, b, 'came')
    const { jurisdiction, unit, day, time } = b
    await enqueue(tx, { jurisdiction, unit, day, booking: { id: b.id, due: startsAt(day, time) } }, clock.now())
    return done(b, acts['slot.arrived'])
  },
})
