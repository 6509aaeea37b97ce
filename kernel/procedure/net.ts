/** A workflow net: a Petri net with one source and one sink place. `pre` and `post` index `places`; an arc of weight n stands n times. */
export type Net = { places: string[]; transitions: Transition[]; source: number; sink: number }

export type Transition = {
  id: string
  /** The BPMN element it comes from. */
  element: string
  /** The activity's name; null where it is invisible (τ): gateways, plain starts and ends. */
  label: string | null
  kind: StepKind
  pre: number[]
  post: number[]
  /** Places of which firing takes more than one token; charts have none. */
  heavy?: readonly (readonly [place: number, tokens: number])[]
  /** On a branch of an exclusive or inclusive gateway: the flows that it takes. */
  flows?: string[]
  /** Places that firing empties: what an interruption, an error or a terminating end takes away. */
  reset?: readonly number[]
  /** Places that must be empty: an inclusive join waits while a token may still come. */
  inhibit?: readonly number[]
  /** Fires only where its condition holds: several instances that may be enough before all are done. */
  guard?: Guard
}

export type Guard = {
  condition: string
  /** How many instances there are. */
  instances: number
  /** Places whose token counts that many finished instances. */
  finished: [place: number, count: number][]
}

export type StepKind =
  | 'user'
  | 'service'
  | 'manual'
  | 'receive'
  | 'send'
  | 'business-rule'
  | 'task'
  | 'timer'
  | 'message'
  | 'signal'
  | 'error'
  | 'throw'
  | 'gateway'
  | 'start'
  | 'end'

/** Tokens by place index. */
export type Marking = number[]

export const initial = (net: Net): Marking => {
  const marking = new Array<number>(net.places.length).fill(0)
  marking[net.source] = 1
  return marking
}

export const isEnabled = (marking: Marking, t: Transition): boolean =>
  t.pre.every((p) => marking[p]! > 0) &&
  (!t.heavy || t.heavy.every(([p, n]) => marking[p]! >= n)) &&
  (!t.inhibit || t.inhibit.every((p) => marking[p] === 0))

/** Fires without asking whether it is enabled. */
export function fired(marking: Marking, t: Transition): Marking {
  const next = marking.slice()
  for (const p of t.pre) next[p]!--
  if (t.reset) for (const p of t.reset) next[p] = 0
  for (const p of t.post) next[p]!++
  return next
}

export const isFinal = (net: Net, marking: Marking): boolean => marking.every((n, p) => n === (p === net.sink ? 1 : 0))

/** A name as it is compared: line breaks and runs of spaces, which tools put into labels, are one space. */
export const plainName = (name: string): string => name.replace(/\s+/g, ' ').trim()
