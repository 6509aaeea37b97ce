/** A workflow net: a Petri net with one source and one sink place; arcs have weight 1. `pre` and `post` index `places`. */
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
  /** On a branch of an exclusive or inclusive gateway: the flows that it takes. */
  flows?: string[]
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
  | 'throw'
  | 'gateway'
  | 'start'
  | 'end'

/** Tokens by place index; only places that hold some. */
export type Marking = number[]

export const initial = (net: Net): Marking => {
  const marking = new Array<number>(net.places.length).fill(0)
  marking[net.source] = 1
  return marking
}

export const isEnabled = (marking: Marking, t: Transition): boolean => t.pre.every((p) => marking[p]! > 0)

/** Fires without asking whether it is enabled. */
export function fired(marking: Marking, t: Transition): Marking {
  const next = marking.slice()
  for (const p of t.pre) next[p]!--
  for (const p of t.post) next[p]!++
  return next
}

export const isFinal = (net: Net, marking: Marking): boolean => marking.every((n, p) => n === (p === net.sink ? 1 : 0))
