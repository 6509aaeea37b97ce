import { dayOf } from '../../kernel/calendar/index.ts'
import { newId, operation, postOf, query, systemOnly } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { lockRow } from './booking.store.ts'
import { freeOuting, holdOuting, keepOuting, outings, outingTimes } from './outing.contract.ts'
import { dropOuting, outingsOf, putOuting } from './outing.store.ts'
import { counters, isOutingTime, OUTINGS, openDays, outingAt, startsAt } from './slots.rules.ts'

// Asked by the room whose case it is, in the place of each unit: held while the case's act is made, kept once it stands.

type Named = { unit: string; number: string; day?: string; time?: string }
const done = (
  type: keyof typeof acts & `outing.${string}`,
  { unit, number, day = '', time = '' }: Named,
  now: Date,
) => ({
  act: acts[type]({
    jurisdiction: unit.slice(0, 6),
    subject: { kind: 'system', id: newId(now.getTime(), unit.slice(0, 6)) },
    public: { unit, number, day, time },
  }),
  output: { unit, number },
})

export const taken = query(outings, {
  allow: systemOnly,
  run: async ({ tx, input: { unit, from }, clock }) =>
    (await outingsOf(tx, { jurisdiction: unit.slice(0, 6), unit, from, now: clock.now() })).map(
      ({ number, day, time }) => ({ number, day, time }),
    ),
})

/** From tomorrow on; what the case itself has is free for it. */
export const times = query(outingTimes, {
  allow: ({ actor }) => actor.kind === 'system' || postOf(actor) !== undefined,
  async run({ input, clock, callAsSystem }) {
    const today = dayOf(clock.now())
    const all = await Promise.all(input.units.map((unit) => callAsSystem(outings, { unit, from: today })))
    const busy = (day: string, time: string) =>
      all.some(
        (one) =>
          one.filter((o) => o.number !== input.number && o.day === day && o.time === time).length >=
          counters.outings.crews,
      )
    return openDays(today)
      .filter((day) => day > today)
      .flatMap((day) => OUTINGS.filter((time) => !busy(day, time)).map((time) => ({ day, time })))
  },
})

/** Whoever asks for the last crew at once waits for the row of that time, and one of them is told. */
export const held = operation(holdOuting, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const { unit, number, day } = input
    const now = clock.now()
    const time = outingAt(input.time)
    if (!time || !isOutingTime(day, time, dayOf(now)) || startsAt(day, time) <= now) throw problem('NO_SLOT')
    const jurisdiction = unit.slice(0, 6)
    await lockRow(tx, { jurisdiction, unit, day, time: `out ${time}` })
    const others = (await outingsOf(tx, { jurisdiction, unit, from: day, now })).filter(
      (o) => o.day === day && o.time === time && o.number !== number,
    )
    if (others.length >= counters.outings.crews) throw problem('FULL')
    const heldUntil = new Date(now.getTime() + counters.holdMinutes * 60_000)
    await putOuting(tx, { jurisdiction, unit, number, day, time, heldUntil })
    return done('outing.held', { ...input, time }, now)
  },
})

export const kept = operation(keepOuting, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    const { unit, number, day, time } = input
    const whose = { jurisdiction: unit.slice(0, 6), unit, number }
    await dropOuting(tx, whose)
    await putOuting(tx, { ...whose, day, time: outingAt(time) ?? time, heldUntil: null })
    return done('outing.kept', input, clock.now())
  },
})

export const freed = operation(freeOuting, {
  allow: systemOnly,
  async run({ tx, input, clock }) {
    await dropOuting(tx, { jurisdiction: input.unit.slice(0, 6), ...input })
    return done('outing.freed', input, clock.now())
  },
})

export const outingOperations = [taken, times, held, kept, freed]
