import { describe, expect, test } from 'vitest'
import { fired, initial, isEnabled, isFinal, type Marking, type Net } from '../net.ts'
import { fitnessOf, Replayer } from './replay.ts'

/** A net from transitions `label: pre -> post`; places are made as they are named, i is the source and o the sink; `~` is invisible. */
function net(...lines: string[]): Net {
  const places = ['i', 'o']
  const place = (p: string) => (places.includes(p) ? places.indexOf(p) : places.push(p) - 1)
  const transitions = lines.map((line, n) => {
    const [, label, pre, post] = /^(\S+): (.*) -> (.*)$/.exec(line)!
    return {
      id: `t${n}`,
      element: `t${n}`,
      label: label === '~' ? null : label!,
      kind: 'user' as const,
      pre: pre!.split(' ').map(place),
      post: post!.split(' ').map(place),
    }
  })
  return { places, transitions, source: 0, sink: 1 }
}

const sequence = net('a: i -> p', 'b: p -> q', 'c: q -> o')
const choice = net('a: i -> p', 'b: p -> q', 'c: p -> q', '~: q -> p', 'd: q -> o')
const parallel = net('a: i -> p1 p2', 'b: p1 -> q1', 'c: p2 -> q2', 'd: q1 q2 -> o')
const skips = net('~: i -> p', 'a: i -> p', '~: p -> q', 'b: p -> q', '~: q -> o', 'c: q -> o')
const duplicate = net('a: i -> p', 'a: i -> q', 'b: p -> o', 'c: q -> o')

describe('token replay', () => {
  test.each([
    ['all in order', sequence, 'abc', { fit: true, produced: 4, consumed: 4, missing: 0, remaining: 0, fitness: 1 }],
    ['the last one missing', sequence, 'ab', { fit: false, produced: 3, consumed: 3, missing: 1, remaining: 1 }],
    ['the middle skipped', sequence, 'ac', { fit: false, produced: 3, consumed: 3, missing: 1, remaining: 1 }],
    ['an activity twice', sequence, 'abbc', { fit: false, produced: 5, consumed: 5, missing: 1, remaining: 1 }],
    ['an empty trace', sequence, '', { fit: false, produced: 1, consumed: 1, missing: 1, remaining: 1, fitness: 0 }],
    ['a loop through an invisible step', choice, 'abcbd', { fit: true, missing: 0, remaining: 0 }],
    ['parallel in either order', parallel, 'acbd', { fit: true, produced: 6, consumed: 6 }],
    ['a branch left out', parallel, 'abd', { fit: false, missing: 1, remaining: 1 }],
    ['everything skipped', skips, '', { fit: true }],
    ['some skipped', skips, 'ac', { fit: true }],
    ['a label twice, the second meant', duplicate, 'ac', { fit: true }],
  ])('%s', (_, n, trace, expected) => expect(new Replayer(n).replay([...trace])).toMatchObject(expected))

  test('an unknown activity does not count as fitting', () => {
    const r = new Replayer(sequence).replay(['a', 'x', 'b', 'c'])
    expect(r).toMatchObject({ fit: false, unknown: ['x'], missing: 0, remaining: 0 })
  })
  test('fitness is the mean of the two shares', () =>
    expect(fitnessOf({ produced: 4, consumed: 5, missing: 1, remaining: 2 })).toBeCloseTo(0.65))

  test('a trace is fit exactly when the net can produce it, on random nets and all short traces', () => {
    let state = 7
    const random = (n: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state % n
    }
    const names = ['a', 'b', '~']
    for (let round = 0; round < 60; round++) {
      const lines = Array.from({ length: 5 }, () => {
        const at = (n: number) => ['i', 'o', 'p', 'q', 'r'][n]!
        return `${names[random(3)]}: ${at([0, 2, 3, 4][random(4)]!)} -> ${at([1, 2, 3, 4][random(4)]!)}`
      })
      const n = net(...lines, 'z: i -> o')
      const language = new Set<string>()
      const walk = (marking: Marking, trace: string, depth: number, seen: Set<string>) => {
        if (isFinal(n, marking)) language.add(trace)
        if (depth === 0) return
        for (const t of n.transitions) {
          if (!isEnabled(marking, t)) continue
          const to = fired(marking, t)
          if (t.label === null) {
            const key = `${to.join()}|${trace}`
            if (!seen.has(key)) walk(to, trace, depth, seen.add(key))
          } else if (trace.length < 3) walk(to, trace + t.label, depth - 1, seen)
        }
      }
      walk(initial(n), '', 4, new Set())
      const replayer = new Replayer(n)
      const alphabet = ['a', 'b', 'z'].filter((x) => replayer.knows(x))
      const traces = ['']
      for (let length = 0; length < 3; length++)
        for (const t of traces.filter((x) => x.length === length)) for (const x of alphabet) traces.push(t + x)
      for (const t of traces) expect(replayer.replay([...t]).fit, `${lines.join(' ; ')} on ${t}`).toBe(language.has(t))
    }
  })
})
