import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { performance, type UnitMonth, type Weights } from './performance.rules.ts'
import { reportOf } from './report.rules.ts'

const weights = JSON.parse(readFileSync(new URL('performance.json', import.meta.url), 'utf8')) as Weights
const month = (more: Partial<UnitMonth> = {}): UnitMonth => ({ lights: [], measures: [], ratings: {}, ...more })
const light = (light: 'yellow' | 'red', onClock = true, area = 'AP') => ({
  number: '1',
  rule: { zh: '规则', en: 'rule' },
  area,
  light,
  onClock,
})
const measure = (kind: string, late = false, escalated = false) => ({
  number: '1',
  kind,
  late,
  escalated,
  at: new Date(),
})
const score = (m: UnitMonth, id: string) => performance(m, weights).items.find((i) => i.id === id)!.score

describe('performance', () => {
  test('the weights are a hundred', () => expect(weights.items.reduce((n, i) => n + i.weight, 0)).toBe(100))
  test.each([
    ['nothing wrong', month(), 'deadline', 14],
    ['a yellow', month({ lights: [light('yellow')] }), 'deadline', 9],
    ['a red', month({ lights: [light('red')] }), 'deadline', 4],
    ['never below nought', month({ lights: [light('red'), light('red')] }), 'deadline', 0],
    ['on an act it is procedure', month({ lights: [light('red', false)] }), 'procedure', 4],
    ['and not the deadline', month({ lights: [light('red', false)] }), 'deadline', 14],
    ['disclosure has its own', month({ lights: [light('yellow', true, 'DI')] }), 'disclosure', 5],
    ['and takes nothing from the deadline', month({ lights: [light('yellow', true, 'DI')] }), 'deadline', 14],
    ['two reminders', month({ measures: [measure('reminder'), measure('reminder')] }), 'oversight', 14],
    [
      'three in a row',
      month({ measures: [measure('reminder'), measure('reminder'), measure('reminder')] }),
      'oversight',
      11,
    ],
    ['a late answer', month({ measures: [measure('order', true)] }), 'oversight', 11],
    ['gone up', month({ measures: [measure('order', true, true)] }), 'oversight', 9],
    [
      'rated',
      month({
        ratings: {
          'case.rated': [
            { number: '1', score: 5 },
            { number: '2', score: 2 },
          ],
        },
      }),
      'satisfaction',
      7,
    ],
    ['not rated is not known', month(), 'satisfaction', null],
    ['nothing tells of it', month(), 'integrity', null],
  ])('%s', (_, m, id, wanted) => expect(score(m, id)).toBe(wanted))
  test('the sum is of what is known, out of a hundred; every point has its case', () => {
    expect(performance(month(), weights).total).toBe(100)
    const bad = performance(month({ lights: [light('red')] }), weights)
    expect(bad.total).toBe(83.3)
    expect(bad.items.flatMap((i) => i.evidence)).toEqual([{ number: '1', points: 10, why: { zh: '规则', en: 'rule' } }])
  })
})

describe('the report of a month', () => {
  const items = [{ id: 'deadline', name: { zh: '办理时限', en: 'Deadlines' }, weight: 14 }]
  const unit = (zh: string, total: number, evidence: { number: string; points: number }[] = []) => ({
    name: { zh, en: zh },
    total,
    items: [
      { id: 'deadline', score: 4, evidence: evidence.map((e) => ({ ...e, why: { zh: '超过法定期限', en: 'late' } })) },
    ],
  })
  const index = {
    month: '2026-11',
    source: { zh: '一省的办法', en: 'a province' },
    unverified: true,
    items,
    delays: [
      {
        number: 'C1',
        unit: { zh: '建设局', en: 'Construction' },
        allowed: 5,
        used: 9,
        by: [{ who: { zh: '消防', en: 'Fire' }, counted: 6 }],
      },
    ],
    units: [unit('甲局', 83.3, [{ number: 'C1', points: 10 }]), unit('乙局', 100)],
  }
  const by = { by: { zh: '市监察局', en: 'Bureau' }, on: '2026-11-30', demonstration: true }
  test('says the mean, who lost points and where, and whose steps used the days of late cases', () => {
    const r = reportOf(index, by)
    expect(r.paragraphs[0]!.zh).toContain('参评单位 2 个，平均 91.7 分，满分 1 个')
    expect(r.paragraphs[2]!.zh).toContain('未经来源证实')
    expect(r.lines.map(([label, value]) => `${label.zh} ${value.zh}`)).toEqual([
      '甲局 83.3 分。C1 超过法定期限（办理时限 −10）',
      '逾期 C1 建设局主办，用了 9 天，限 5 天；消防 6 天',
    ])
  })
  test('names eight cases of a unit at most; nobody lost is said', () => {
    const many = Array.from({ length: 20 }, (_, i) => ({ number: `C${i}`, points: 5 }))
    expect(reportOf({ ...index, units: [unit('甲局', 0, many)] }, by).lines[0]![1].zh).toContain('；等 20 件')
    expect(reportOf({ ...index, units: [], delays: [] }, by).paragraphs.at(-1)!.zh).toContain('没有单位扣分')
  })
})
