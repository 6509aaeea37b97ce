/** The injected clock: legal time. Nothing else in the project may ask the machine for the time of an act. */
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved; for tests and for replaying the past into the demonstration city. */
export function settableClock(
  start: Date | string,
): Clock & { set(at: Date | string): void; advance(ms: number): void } {
  let at = new Date(start)
  return {
    now: () => new Date(at),
    set(next) {
      at = new Date(next)
    },
    advance(ms) {
      at = new Date(at.getTime() + ms)
    },
  }
}

/** The machine's clock moved by an offset that others may change while it runs (the demonstration control). */
export function shiftedClock(offset: () => number, base: Clock = systemClock): Clock {
  return { now: () => new Date(base.now().getTime() + offset()) }
}
