import { dayOf } from '../../kernel/calendar/index.ts'
import { type HeldPost, operation, postOf, type ReadContext, type Tx } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { callAgain, callNext, endCall, takeNumber } from './contract.ts'
import { inOrder, labelOf, type Ticket } from './queue.rules.ts'
import { insertTicket, lockQueue, setTicket } from './queue.store.ts'

// The counters' queue: each change holds the day's queue of the unit, so that two windows never call the same number.

const clerk = ({ actor }: Pick<ReadContext, 'actor'>) => postOf(actor, 'clerk') !== undefined
const todayOf = (post: HeldPost, now: Date) => ({
  jurisdiction: post.jurisdiction,
  unit: post.unitCode,
  day: dayOf(now),
})
const done = (type: keyof typeof acts & `number.${string}`, post: HeldPost, t: Ticket, ahead: number) => ({
  act: acts[type]({
    jurisdiction: t.jurisdiction,
    subject: { kind: 'unit', id: post.unitId },
    public: { unit: t.unit, day: t.day, number: labelOf(t), counter: t.counter, state: t.state },
  }),
  output: { number: labelOf(t), counter: t.counter, ahead },
})

/** A number in the unit's queue of today, behind all that have one. */
export async function enqueue(
  tx: Tx,
  of: { jurisdiction: string; unit: string; day: string; booking?: { id: string; due: Date } },
  now: Date,
): Promise<{ ticket: Ticket; ahead: number }> {
  const { booking, ...queue } = of
  const tickets = await lockQueue(tx, queue)
  const ticket: Ticket = {
    ...queue,
    n: (tickets.at(-1)?.n ?? 0) + 1,
    bookingId: booking?.id ?? null,
    due: booking?.due ?? null,
    state: 'waiting',
    counter: null,
    takenAt: now,
    calledAt: null,
  }
  await insertTicket(tx, ticket)
  return { ticket, ahead: inOrder([...tickets, ticket], now).findIndex((t) => t.n === ticket.n) }
}

export const numberTaken = operation(takeNumber, {
  allow: clerk,
  async run({ tx, actor, clock }) {
    const post = postOf(actor)!
    const { ticket, ahead } = await enqueue(tx, todayOf(post, clock.now()), clock.now())
    return done('number.taken', post, ticket, ahead)
  },
})

/** What the window had is done with: served, unless it was said otherwise before. */
export const nextCalled = operation(callNext, {
  allow: clerk,
  async run({ tx, actor, input, clock, problem }) {
    const post = postOf(actor)!
    const now = clock.now()
    const tickets = await lockQueue(tx, todayOf(post, now))
    const [next] = inOrder(tickets, now)
    if (!next) throw problem('NOBODY')
    for (const t of tickets)
      if (t.state === 'called' && t.counter === input.counter) await setTicket(tx, { ...t, state: 'served' })
    const called: Ticket = { ...next, state: 'called', counter: input.counter, calledAt: now }
    await setTicket(tx, called)
    return done('number.called', post, called, 0)
  },
})

const change = (contract: typeof callAgain | typeof endCall, to: (t: Ticket, now: Date, outcome?: string) => Ticket) =>
  operation(contract, {
    allow: clerk,
    async run({ tx, actor, input, clock, problem }: any): Promise<any> {
      const post = postOf(actor)!
      const now = clock.now()
      const found = (await lockQueue(tx, todayOf(post, now))).find((t) => labelOf(t) === input.number)
      if (found?.state !== 'called') throw problem('NOT_CALLED')
      const changed = to(found, now, input.outcome)
      await setTicket(tx, changed)
      return done(changed.state === 'called' ? 'number.called' : 'number.ended', post, changed, 0)
    },
  })

export const calledAgain = change(callAgain, (t, now) => ({ ...t, calledAt: now }))
export const callEnded = change(endCall, (t, _, outcome) => ({ ...t, state: outcome as 'served' | 'absent' }))
