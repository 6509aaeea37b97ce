// The checks of bands: the city's own standards stand, and every fault that is planted in one is found with a case that shows it.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkBands, DecisionError, readModel } from './index.ts'

const city = new URL('../../city/350200/', import.meta.url)
const source = (name: string) => readFileSync(new URL(`discretion/${name}.dmn`, city), 'utf8')
const statute = (item: string) =>
  JSON.parse(readFileSync(new URL(`items/${item}/item.json`, city), 'utf8')).own.statute[0] as {
    low: string
    high: string
  }
const FIRE = { low: '30000', high: '300000' }
const now = new Date('2026-03-02T04:00:00Z')
const check = (xml: string, law?: { low: string; high: string }, more = {}) =>
  checkBands(readModel(xml), { law, now, ...more })

describe('the standards of the demonstration city', () => {
  test.each([
    ['construction-without-permit', statute('penalty-construction')],
    ['food-without-licence', statute('penalty-food')],
    ['freight-without-licence', statute('penalty-freight')],
    ['fire-lane', statute('penalty-fire-lane')],
    ['fire-acceptance', FIRE],
  ])('%s: nothing is found, over every combination', (name, law) => {
    const report = check(source(name), law)
    expect(report.findings).toEqual([])
    expect(report.grades).toEqual(['轻微', '一般', '较重', '严重'])
    expect(report.cases).toBe(report.of)
    expect(report.cases).toBeGreaterThan(40)
  })
})

/** One cell of one rule, changed. */
function planted(name: string, rule: string, cell: 'treatment' | 'low' | 'high', to: string): string {
  const xml = source(name)
  const at = xml.indexOf(`<rule id="${rule}">`)
  const end = xml.indexOf('</rule>', at)
  let n = ['treatment', 'low', 'high'].indexOf(cell)
  const rewritten = xml
    .slice(at, end)
    .replace(/<outputEntry><text>.*?<\/text>/g, (m) => (n-- === 0 ? `<outputEntry><text>${to}</text>` : m))
  if (at < 0 || rewritten === xml.slice(at, end)) throw new Error(`nothing was planted in ${name} ${rule}`)
  return xml.slice(0, at) + rewritten + xml.slice(end)
}

describe('planted faults', () => {
  const food = statute('penalty-food')
  const building = statute('penalty-construction')
  test.each([
    ['lower end above the upper', planted('fire-acceptance', 'fine_table_r6', 'low', '130000'), FIRE, 'inverted', [6]],
    ['above the statute', planted('fire-acceptance', 'fine_table_r13', 'high', '300001'), FIRE, 'outside', [13]],
    ['below the statute', planted('fire-acceptance', 'fine_table_r2', 'low', '29999'), FIRE, 'outside', [2]],
    [
      'above the statute for large amounts only',
      planted('food-without-licence', 'fine_r9', 'high', 'if 货值金额 &lt; 10000 then 100000 else 货值金额 * 20 + 0.1'),
      food,
      'outside',
      [9],
    ],
    [
      'a fixed ceiling that falls below the statute far beyond every number of the table',
      planted('construction-without-permit', 'fine_r3', 'low', 'min(工程合同价款 * 0.01, 900)'),
      building,
      'outside',
      [3],
    ],
    ['a zero that is no warning', planted('fire-lane', 'fine_r3', 'treatment', '"从轻处罚"'), undefined, 'exempt', [2]],
    ['no penalty, with a fine', planted('fire-acceptance', 'fine_table_r1', 'high', '5000'), FIRE, 'exempt', [1]],
    ['a gap', planted('fire-lane', 'fine_r5', 'high', '90'), undefined, 'band-gap', [4, 6]],
    [
      'an overlap',
      planted('construction-without-permit', 'fine_r8', 'low', '工程合同价款 * 0.0175'),
      building,
      'band-overlap',
      [6, 8],
    ],
    ['graver and cheaper', planted('fire-acceptance', 'fine_table_r9', 'low', '80000'), FIRE, 'falling', [6, 9]],
    ['a band that cannot be computed', planted('fire-lane', 'fine_r9', 'high', '"很多"'), undefined, 'unknown', []],
  ] as const)('%s', (_, xml, law, kind, rules) => {
    const { findings } = check(xml, law)
    const found = findings.find((f) => f.kind === kind)
    expect(found, JSON.stringify(findings)).toBeDefined()
    expect(found!.rules).toEqual(rules)
    expect(found!.example.length).toBeGreaterThan(0)
    expect(found!.message.zh).toContain('例如')
    expect(found!.message.en).toContain('For example')
  })

  test('the case that is shown is one that can be', () => {
    const [found] = check(planted('fire-acceptance', 'fine_table_r13', 'high', '300001'), FIRE).findings
    const example = Object.fromEntries(found!.example.map((x) => [x.label, x.value]))
    expect(Number(example.建筑面积)).toBeGreaterThanOrEqual(1000)
    expect(example).toMatchObject({ 人员密集场所: 'true', 改正情况: '"拒不改正"' })
  })
  test('what art. 32 lowers and art. 33 spares lies below the statute by right', () => {
    const lowered = planted('fire-acceptance', 'fine_table_r2', 'low', '20000')
    expect(check(lowered, FIRE).findings.map((f) => f.kind)).toEqual(['outside'])
    const said = lowered.replace('<outputEntry><text>"从轻处罚"</text>', '<outputEntry><text>"减轻处罚"</text>')
    expect(check(said, FIRE).findings).toEqual([])
  })
  test('without a statute only the bands are compared with one another', () => {
    expect(check(planted('fire-acceptance', 'fine_table_r13', 'high', '900000')).findings).toEqual([])
  })
})

describe('a question that does not fit the model', () => {
  test.each([
    ['NO_DECISION', source('fire-lane'), { decision: '罚金' }],
    ['NO_DECISION', source('fire-lane'), { severity: '轻重' }],
    ['NO_ORDER', source('fire-lane'), { severity: '罚款' }],
    ['BAD_LAW', source('fire-lane'), { law: { low: '1 +', high: '2' } }],
  ] as const)('%s', (code, xml, more) => {
    let said = ''
    try {
      check(xml, undefined, more)
    } catch (error) {
      said = error instanceof DecisionError ? error.code : String(error)
    }
    expect(said).toBe(code)
  })
  test('a statute over a fact that the model does not know is no answer', () => {
    const { findings } = check(source('fire-lane'), { low: '0', high: '占用时间 * 无此项' })
    expect(findings.map((f) => f.kind)).toEqual(['unknown'])
  })
})
