// Declared constraints over the acts of one case, each a small automaton (van der Aalst and Pesic's Declare). Four states: what holds
// may hold for good or only so far, and what is broken may still be mended or not.
import type { Constraint } from './rule.shape.ts'

export type State = 'satisfied' | 'violated' | 'satisfied-now' | 'violated-now'

/** What a monitor sees of an act: its type, and which post did it, where a post did. */
export type Seen = { type: string; post: string | null }
export type Monitor = {
  readonly state: State
  /** True where this very act breaks the constraint. */
  see(act: Seen): boolean
  /** The case is over: what held so far holds, what was still to come will not. */
  end(): State
}

/** Over the acts of one case, in their order. A type that it does not name changes nothing. */
export function monitor(c: Constraint): Monitor {
  switch (c.form) {
    case 'precedence':
      return automaton('satisfied-now', (s, { type }) => {
        if (s !== 'satisfied-now') return s
        if (c.needs.includes(type)) return 'satisfied'
        return type === c.of ? 'violated' : s
      })
    case 'response':
      return automaton('satisfied-now', (s, { type }) =>
        c.must.includes(type) ? 'satisfied-now' : c.after.includes(type) ? 'violated-now' : s,
      )
    case 'absence': {
      let armed = c.after === undefined
      return automaton(
        'satisfied-now',
        (s, { type }) => {
          if (armed && type === c.of) return 'violated'
          if (type === c.after) armed = true
          return s
        },
        true,
      )
    }
    case 'at-most': {
      let n = 0
      return automaton('satisfied-now', (s, { type }) => (type === c.of && ++n > c.times ? 'violated' : s), true)
    }
    case 'exactly-once':
      return automaton(
        'violated-now',
        (s, { type }) => (type !== c.of ? s : s === 'violated-now' ? 'satisfied-now' : 'violated'),
        true,
      )
    case 'not-together': {
      let [one, other] = [false, false]
      return automaton('satisfied-now', (s, { type }) => {
        one ||= type === c.of
        other ||= type === c.with
        return one && other ? 'violated' : s
      })
    }
    case 'apart': {
      const [of, from] = [new Set<string>(), new Set<string>()]
      return automaton(
        'satisfied-now',
        (s, { type, post }) => {
          if (post === null) return s
          if (type === c.of) of.add(post)
          if (type === c.from) from.add(post)
          return (type === c.of && from.has(post)) || (type === c.from && of.has(post)) ? 'violated' : s
        },
        true,
      )
    }
  }
}

/** `again`: each further act that breaks it is a breach of its own. */
function automaton(start: State, next: (state: State, act: Seen) => State, again = false): Monitor {
  let state = start
  return {
    get state() {
      return state
    },
    see(act) {
      const before = state
      // What is violated stays so; only whether this act breaks it anew is asked.
      const after = next(before === 'violated' && again ? 'satisfied-now' : before, act)
      state = before === 'violated' ? before : after
      return after === 'violated' && (again || before !== 'violated')
    },
    end() {
      if (state === 'satisfied-now') state = 'satisfied'
      if (state === 'violated-now') state = 'violated'
      return state
    },
  }
}
