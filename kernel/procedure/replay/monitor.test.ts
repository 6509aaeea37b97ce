import { describe, expect, test } from 'vitest'
import type { Net } from '../net.ts'
import { observe, verdict, watch } from './monitor.ts'
import { Replayer } from './replay.ts'

const net: Net = {
  places: ['i', 'o', 'p1', 'p2', 'q1', 'q2', 'r'],
  source: 0,
  sink: 1,
  transitions: [
    { id: 'a', element: 'a', label: 'a', kind: 'user', pre: [0], post: [2, 3] },
    { id: 'b', element: 'b', label: 'b', kind: 'user', pre: [2], post: [4] },
    { id: 'c', element: 'c', label: 'c', kind: 'user', pre: [3], post: [5] },
    { id: 'skip', element: 'skip', label: null, kind: 'gateway', pre: [3], post: [5] },
    { id: 'd', element: 'd', label: 'd', kind: 'user', pre: [4, 5], post: [6] },
    { id: 'back', element: 'back', label: null, kind: 'gateway', pre: [6], post: [0] },
    { id: 'end', element: 'end', label: null, kind: 'end', pre: [6], post: [1] },
  ],
}

const follow = (trace: string) => {
  const replayer = new Replayer(net)
  let state = watch(replayer)
  // What is kept between two events is plain data.
  for (const a of trace) state = JSON.parse(JSON.stringify(observe(replayer, state, a).state))
  return { replayer, state, verdict: verdict(replayer, state) }
}

describe('a monitor of live cases', () => {
  test('knows what may come next, and whether the case may end', () => {
    expect(follow('').verdict).toEqual({ fits: false, mayEnd: false, expected: ['a'] })
    expect(follow('ab').verdict.expected.sort()).toEqual(['c', 'd'])
    expect(follow('abd').verdict).toMatchObject({ fits: true, mayEnd: true, expected: ['a'] })
  })
  test('names what deviates and goes on', () => {
    const { state } = follow('adxb')
    expect(state.deviations).toMatchObject([
      { event: 2, activity: 'd', kind: 'unexpected', missing: ['q1', 'q2'] },
      { event: 3, activity: 'x', kind: 'unknown' },
    ])
  })
  test('agrees with the replay of the whole trace, on all short traces', () => {
    const traces = ['']
    for (let n = 0; n < 6; n++)
      for (const t of traces.filter((x) => x.length === n)) for (const x of 'abcd') traces.push(t + x)
    const batch = new Replayer(net)
    for (const t of traces.filter((_, i) => i % 3 === 0)) {
      const { verdict: v, state } = follow(t)
      expect(v.fits, t).toBe(batch.replay([...t]).fit)
      expect(state.events).toBe(t.length)
    }
  })
  test('does not change the state that it is given', () => {
    const replayer = new Replayer(net)
    const state = watch(replayer)
    const before = JSON.stringify(state)
    expect(observe(replayer, state, 'a')).toEqual(observe(replayer, state, 'a'))
    expect(JSON.stringify(state)).toBe(before)
  })
})
