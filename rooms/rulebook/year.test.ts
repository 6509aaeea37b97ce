// A year of a city with planted violations: every rule on acts that runs here finds what breaks it, and nothing else.
import { describe, expect, test } from 'vitest'
import { citationProblem } from '../../kernel/law/index.ts'
import {
  bookOf,
  declared,
  type Finding,
  findingsOf,
  lightsOfClocks,
  type Rule,
  windowFindings,
} from '../../kernel/watch/index.ts'
import { shippedRules } from '../../kernel/watch/rule.store.ts'
import '../../apps/rooms.ts'
import { act } from '../../kernel/watch/watch.harness.ts'
import { SHEET } from './sheet.ts'
import { type ClockRule, FOLLOWS, type Made, VIOLATIONS, year } from './year.harness.ts'

const rules = shippedRules()
const book = () => bookOf(rules, declared())
const UNTIL = new Date('2026-12-31T00:00:00+08:00')

/** The rules that fire on a case: on its acts, and on the clocks that its acts make, on every day on which one may change. */
function fired(b: ReturnType<typeof book>, made: Made): Set<string> {
  const found = new Set(findingsOf(b, made.acts).map((f) => f.rule.id))
  made.acts.forEach((a, i) => {
    const seen = made.acts.slice(0, i + 1)
    const end = made.acts[i + 1]?.happenedAt ?? UNTIL
    for (let at: Date | undefined = a.happenedAt; at && at <= end; ) {
      const { on, next } = lightsOfClocks(b, made.clocks(seen, at), seen, made.unit, at)
      for (const l of on) found.add(l.rule.id)
      at = next
    }
  })
  return found
}

/** Rules that look at many cases, or ask the subject; each has a test of its own. */
const APART = (r: Rule) => r.on.startsWith('window:') || r.id === 'inspection-not-as-shown'
/** Rules on clocks whose limit an item or a setting gives: each is planted on a clock of ten days. */
const CLOCKED: ClockRule[] = rules.flatMap((r) =>
  r.on.startsWith('clock:') && !(r.id in VIOLATIONS)
    ? [{ id: r.id, clock: r.on === 'clock:step' ? 'step:x' : r.on.slice('clock:'.length) }]
    : [],
)

describe('a year of a city', () => {
  test('nothing planted, nothing found', () => {
    const b = book()
    const found = year(3000, 0, undefined, CLOCKED).flatMap((m) => [...fired(b, m)].map((rule) => `${m.id} ${rule}`))
    expect(found).toEqual([])
    expect([...b.failed]).toEqual([])
  })
  test('what is planted is found, and nothing else: precision and recall of each rule', () => {
    const b = book()
    const made = year(2000, 5, undefined, CLOCKED)
    const table = new Map<string, { planted: number; found: number; right: number }>()
    const row = (rule: string) => {
      const r = table.get(rule) ?? { planted: 0, found: 0, right: 0 }
      table.set(rule, r)
      return r
    }
    for (const m of made) {
      const found = fired(b, m)
      for (const rule of m.planted) row(rule).planted++
      for (const rule of found) {
        row(rule).found++
        if (m.planted.includes(rule)) row(rule).right++
      }
    }
    const lines = [...table]
      .sort()
      .map(([rule, r]) => `${rule} precision ${r.right}/${r.found} recall ${r.right}/${r.planted}`)
    console.log(`${made.length} cases\n${lines.join('\n')}`)
    expect([...table].filter(([, r]) => r.found !== r.right || r.right !== r.planted)).toEqual([])
    expect([...b.failed]).toEqual([])
  })
  test('every rule of the sheet on acts that runs here is planted', () => {
    const b = book()
    const runs = rules.filter((r) => !b.waiting.has(r.id) && !APART(r)).map((r) => r.id)
    const own = new Set(SHEET.flatMap((r) => ('id' in r ? [r.id] : [])))
    const planted = new Set([...Object.keys(VIOLATIONS), ...CLOCKED.map((r) => r.id)])
    expect(runs.filter((id) => (own.has(id) || CLOCKED.some((r) => r.id === id)) && !planted.has(id))).toEqual([])
    for (const ids of Object.values(FOLLOWS)) for (const id of ids) expect(runs).toContain(id)
  })
  test('rules over many cases', () => {
    const b = book()
    const at = new Date('2026-06-01T00:00:00Z')
    const of = (list: Finding[]) => [...new Set(list.map((f) => f.rule.id))].sort()
    const on = (type: string, unit: string, said: Record<string, unknown>) =>
      act('x', type, '2026-05-20T02:00:00Z', said, 'p', { unit })
    const usual = ['a', 'b', 'c', 'd', 'e', 'f'].flatMap((unit, i) =>
      Array.from({ length: 10 }, (_, n) => on('penalty.decided', unit, { outcome: n < i % 3 ? 'spare' : 'penalise' })),
    )
    const twice = [1, 2].map(() => on('penalty.published', 'a', { uscc: 'U1', conduct: { zh: '无证', en: 'x' } }))
    const often = Array.from({ length: 5 }, () => on('inspection.opened', 'a', { uscc: 'U2' }))
    const spares = Array.from({ length: 10 }, () => on('penalty.decided', 'g', { outcome: 'spare' }))
    expect(of(windowFindings(b, usual, at))).toEqual([])
    expect(of(windowFindings(b, [...usual, ...spares], at))).toEqual(['en17'])
    expect(of(windowFindings(b, twice, at))).toEqual(['en12'])
    expect(of(windowFindings(b, often, at))).toEqual(['in2-year'])
    expect(of(windowFindings(b, [twice[0]!, ...often.slice(1)], at))).toEqual([])
    const lot = (project: string, amount: number, direct?: string) =>
      on('project.contracted', 'a', { project, amount, ...(direct ? { direct } : {}) })
    const cut = [lot('P', 250_000_000, 'roads'), lot('P', 150_000_000, 'roads')]
    expect(of(windowFindings(b, cut, at))).toEqual(['iv5'])
    expect(of(windowFindings(b, [cut[0]!, lot('Q', 150_000_000, 'roads')], at))).toEqual([])
    expect(of(windowFindings(b, [cut[0]!, lot('P', 150_000_000)], at))).toEqual([])
  })
})

describe('the sheet of rules', () => {
  test('72 rows, each a rule, a rule that a system ships, or kept by the build', () => {
    expect(new Set(SHEET.map((r) => r.sheet)).size).toBe(72)
    const known = new Set(rules.map((r) => r.id))
    for (const r of SHEET) if ('shipped' in r) expect(r.shipped.filter((id) => !known.has(id))).toEqual([])
    expect(new Set(rules.map((r) => r.id)).size).toBe(rules.length)
  })
  test('every line and condition can be read, every basis exists; what waits says for which acts', () => {
    const b = book()
    expect([...b.failed]).toEqual([])
    for (const r of rules) expect(r.basis.map((c) => citationProblem(c)).filter(Boolean), r.id).toEqual([])
    expect(b.waiting.size).toBeGreaterThan(20)
    for (const [, acts] of b.waiting) expect(acts.length).toBeGreaterThan(0)
  })
  test('a condition of a rule that waits is read as soon as its acts are there', () => {
    const b = book()
    const waiting = rules.filter((r) => b.waiting.has(r.id))
    const fields = (type: string) =>
      type.includes('.')
        ? [
            ...new Set(
              waiting.flatMap((r) => [...r.when.matchAll(/(?<!earlier\.)\b[a-z][A-Za-z]+\b/g)].map((m) => m[0])),
            ),
          ]
        : undefined
    expect([...bookOf(waiting, { fields, clocks: new Set() }).failed]).toEqual([])
  })
})
