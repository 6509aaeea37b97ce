// A net made ready for replay: its activities by name, where it begins, and when it is done.
import { initial, type Marking, type Net, plainName, type Transition } from '../net.ts'
import { Silent } from './silent.ts'

/** One marking that the net may stand in, with the tokens counted on the way there. */
export type Path = { marking: Marking; produced: number; consumed: number }

export type Prepared = {
  net: Net
  byLabel: Map<string, Transition[]>
  silent: Silent
  start: Marking
  finals: Marking[]
  isDone: (m: Marking) => boolean
  /** The invisible transitions to try on the way to the end. */
  towardEnd: (m: Marking) => readonly Transition[]
}

/**
 * Without final markings it is a chart's net, which is done when all its tokens have come to an end event, however many did
 * (BPMN 2.0, 13.5.6: a process is completed when no token is left).
 */
export function prepare(net: Net, options: { initial?: Marking; finals?: Marking[] } = {}): Prepared {
  const silent = new Silent(net)
  const byLabel = new Map<string, Transition[]>()
  for (const t of net.transitions) {
    if (t.label === null) continue
    const label = plainName(t.label)
    byLabel.set(label, [...(byLabel.get(label) ?? []), t])
  }
  const given = options.finals
  const finals = given ?? [net.places.map((_, p) => (p === net.sink ? 1 : 0))]
  return {
    net,
    byLabel,
    silent,
    start: options.initial ?? initial(net),
    finals,
    isDone: given
      ? (m) => given.some((f) => m.every((n, p) => n === f[p]))
      : (m) => m[net.sink]! > 0 && m.every((n, p) => n === 0 || p === net.sink),
    towardEnd: silent.ending(finals, given ? undefined : net.sink),
  }
}

export const tokens = (marking: Marking): number => marking.reduce((a, b) => a + b, 0)
