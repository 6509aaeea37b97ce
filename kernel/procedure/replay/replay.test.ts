import { describe, expect, test } from 'vitest'
import { computed } from '../../platform/harness.ts'
import { fired, initial, isEnabled, type Marking, type Net } from '../net.ts'
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

  test('many skips beside one another: exact, not a guess', () => {
    const n = 24
    const branch = (i: number) => [
      `x${i}: p${i} -> q${i}`,
      `~: p${i} -> q${i}`,
      `~: p${i} -> m${i}`,
      `~: m${i} -> q${i}`,
    ]
    const all = Array.from({ length: n }, (_, i) => i)
    const lines = ['a: i -> s', `~: s -> ${all.map((i) => `p${i}`).join(' ')}`, ...all.flatMap(branch)]
    const wide = new Replayer(net(...lines, `z: ${all.map((i) => `q${i}`).join(' ')} -> o`))
    const began = computed()
    for (const trace of [
      ['a', 'z'],
      ['a', 'x7', 'x3', 'z'],
      ['a', ...all.map((i) => `x${n - 1 - i}`), 'z'],
    ])
      expect(wide.replay(trace)).toMatchObject({ fit: true, bounded: false })
    // The branch that was done twice lacks a token where it begins, and leaves one where it ends.
    expect(wide.replay(['a', 'x3', 'x3', 'z'])).toMatchObject({
      fit: false,
      missing: 1,
      remaining: 1,
      missingAt: ['p3'],
    })
    // Nothing was done after a: the end is missing, and what the invisible steps lead to is left.
    expect(wide.replay(['a'])).toMatchObject({ fit: false, missing: 1, bounded: false })
    expect(computed() - began).toBeLessThan(3000)
  })
  test('skips that all wait for the end', () => {
    const all = Array.from({ length: 20 }, (_, i) => i)
    const lines = all.flatMap((i) => [`x${i}: p${i} -> q${i}`, `~: p${i} -> q${i}`])
    const wide = new Replayer(
      net(`a: i -> ${all.map((i) => `p${i}`).join(' ')}`, ...lines, `~: ${all.map((i) => `q${i}`).join(' ')} -> o`),
    )
    expect(wide.replay(['a'])).toMatchObject({ fit: true, produced: 1 + 20 + 20 + 1, consumed: 1 + 20 + 20 + 1 })
    expect(wide.replay(['a', 'x5'])).toMatchObject({ fit: true })
  })
  test('past the bound the answer says that it is a best effort', () => {
    // Sixteen choices, each of which also gives what b takes: before b any of them may have been made, in either way.
    const all = Array.from({ length: 16 }, (_, i) => i)
    const choices = all.flatMap((i) => [`~: c${i} -> d${i} s`, `~: c${i} -> e${i} s`])
    const n = net(`a: i -> s ${all.map((i) => `c${i}`).join(' ')}`, ...choices, 'b: s -> o')
    expect(new Replayer(n).replay(['a', 'b'])).toMatchObject({ fit: false, bounded: true })
  })
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
    for (let round = 0; round < 70; round++) {
      // Half of the nets also fork and join.
      const lines = Array.from({ length: 5 + (round % 3) }, () => {
        const some = (places: string) => {
          const first = places[random(places.length)]!
          const second = places[random(places.length)]!
          return round % 2 === 0 && random(2) === 0 && second !== first ? `${first} ${second}` : first
        }
        return `${names[random(3)]}: ${some('ipqr')} -> ${some('opqr')}`
      })
      const n = net(...lines, 'z: i -> o')
      const language = new Set<string>()
      let endless = false
      const seen = new Set<string>()
      const walk = (marking: Marking, trace: string) => {
        const key = `${marking.join()}|${trace}`
        endless ||= marking.some((tokens) => tokens > 2)
        if (endless || seen.has(key)) return
        seen.add(key)
        if (marking[n.sink]! > 0 && marking.every((tokens, p) => tokens === 0 || p === n.sink)) language.add(trace)
        for (const t of n.transitions)
          if (isEnabled(marking, t) && (t.label === null || trace.length < 3))
            walk(fired(marking, t), trace + (t.label ?? ''))
      }
      walk(initial(n), '')
      if (endless) continue
      const replayer = new Replayer(n)
      const alphabet = ['a', 'b', 'z'].filter((x) => replayer.knows(x))
      const traces = ['']
      for (let length = 0; length < 3; length++)
        for (const t of traces.filter((x) => x.length === length)) for (const x of alphabet) traces.push(t + x)
      for (const t of traces) expect(replayer.replay([...t]).fit, `${lines.join(' ; ')} on ${t}`).toBe(language.has(t))
    }
  })
})
