// The map of a city's cases on a real database: by item, unit and span; for the public; beside a log from elsewhere.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous } from '../../kernel/platform/index.ts'
import watch from '../../kernel/watch/index.ts'
import { apply, CONSTRUCTION, type TestCity, testCity } from '../../test/city.ts'
import * as approvals from '../approvals/contract.ts'
import supervision from '../supervision/index.ts'
import { choices, layBeside, map } from './contract.ts'
import process from './index.ts'

let city: TestCity
let [clerk, reviewer, office, other, chief]: Actor[] = []
beforeAll(async () => {
  city = await testCity({ more: [watch, supervision, process] })
  clerk = await city.officer('350200-jianshe', 'clerk')
  reviewer = await city.officer('350200-jianshe', 'reviewer')
  office = await city.officer('350200-jianshe-jc', 'supervisor')
  other = await city.officer('350203-jiancha', 'supervisor')
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
  for (let i = 0; i < 6; i++) {
    city.clock.set(`2026-03-0${2 + (i % 3)}T02:00:00Z`)
    const { caseId } = await apply(city, await city.citizen())
    city.clock.advance(3_600_000)
    await city.run(approvals.acceptCase, { caseId }, clerk!)
    if (i === 0) await city.run(approvals.review, { caseId, opinion: '符合条件。' }, reviewer!)
  }
  city.clock.set('2026-03-20T02:00:00Z')
})
afterAll(() => city.close())

const csv = (text: string, name = 'old.csv') => {
  const bytes = new TextEncoder().encode(text)
  return { name, size: bytes.length, bytes }
}
const lay = (text: string, as: Actor = chief!) =>
  city.run(layBeside, { kind: 'approval', item: CONSTRUCTION, file: csv(text) }, as)

test('what happened, judged by the chart, for who supervises the unit', async () => {
  const m = await city.run(map, { kind: 'approval', item: CONSTRUCTION, unit: '350200-jianshe' }, office!)
  expect([m.cases, m.how.open, m.how.deviates, m.cut, m.least]).toEqual([6, 6, 0, false, 1])
  expect(m.variants.map((v) => v.n)).toEqual([5, 1])
  expect(m.variants[0]!.samples.length).toBe(5)
  expect(m.charts).toHaveLength(1)
  expect(m.edges[0]).toMatchObject({ from: null, n: 6, median: 0 })
})
test('by span and unit; who does not watch a unit does not single it out', async () => {
  const of = (more: object, as = chief!) => city.run(map, { kind: 'approval', ...more } as never, as)
  expect((await of({ from: '2026-03-03', to: '2026-03-03' })).cases).toBe(2)
  expect((await of({ unit: '350203-shichang' })).cases).toBe(0)
  expect(await code(of({ unit: '350200-jianshe' }, other!))).toBe('NOT_YOURS')
  expect(await code(of({ unit: '350200-jianshe' }, anonymous))).toBe('NOT_YOURS')
  expect(await code(of({ unit: '350200-jianshe' }, clerk!))).toBe('OK')
  expect(await code(of({ from: '2026-03-05', to: '2026-03-04' }))).toBe('SPAN')
  expect(await code(of({ from: '2020-01-01', to: '2026-03-04' }))).toBe('SPAN')
  expect(await code(of({ kind: 'moon' }))).toBe('NO_KIND')
})
test('the public sees no single case, and no number', async () => {
  const m = await city.run(map, { kind: 'approval' }, anonymous)
  expect([m.least, m.cases]).toEqual([5, 6])
  expect(m.variants.map((v) => [v.n, v.samples])).toEqual([[5, []]])
  expect(m.others).toEqual({ variants: 1, cases: 1 })
  const may = await city.run(choices, {}, anonymous)
  expect(may.units).toEqual([])
  expect(may.items.map((i) => i.code)).toContain(CONSTRUCTION)
  expect((await city.run(choices, {}, office!)).units.map((u) => u.code)).toEqual(['350200-jianshe'])
})
test('a log from elsewhere is laid beside it, judged by the same chart, and leaves no trace', async () => {
  const own = await city.run(map, { kind: 'approval', item: CONSTRUCTION }, chief!)
  const [first, second] = own.nodes.map((n) => n.activity)
  const count = async () => {
    const [row] = await city.database
      .owner`select (select count(*) from platform.act)::int as acts, (select count(*) from platform.file)::int as files`
    return row
  }
  const before = await count()
  const {
    map: m,
    findings,
    chart,
  } = await lay(
    `case_id,activity,timestamp\n1,${first},2026-01-05T09:00:00\n1,${second},2026-01-08T09:00:00\n2,${second},2026-01-05T09:00:00\n3,盖章,2026-01-05T09:00:00\n`,
  )
  expect(await count()).toEqual(before)
  expect(chart).toBe(own.charts[0]!.digest)
  expect([m.cases, m.how.deviates, m.how.open]).toEqual([3, 2, 1])
  expect(m.leaves.map((l) => [l.after, l.did]).sort()).toEqual(
    [
      [null, second],
      [null, '盖章'],
    ].sort(),
  )
  expect(m.edges.find((e) => e.from === first)).toMatchObject({ to: second, median: 3 })
  expect(findings).toEqual([])
})
test.each([
  ['empty', ''],
  ['no such columns', 'a,b\n1,2\n'],
  ['only a header', 'case_id,activity,timestamp\n'],
  ['a quote that never ends', 'case_id,activity\n1,"受理\n'],
])('what cannot be used is said: %s', async (_, text) => expect(await code(lay(text))).toBe('LOG'))
test('bytes that are no text, a file too large, and who may not', async () => {
  const bytes = new Uint8Array([0x63, 0x2c, 0xff, 0xfe, 0xff, 0x0a])
  const of = (b: Uint8Array, as: Actor = chief!) =>
    code(city.run(layBeside, { kind: 'approval', file: { name: 'x', size: b.length, bytes: b } }, as))
  expect(await of(bytes)).toBe('LOG')
  expect(await of(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('TOO_LARGE')
  expect(await of(bytes, clerk!)).toBe('FORBIDDEN')
  expect(await of(bytes, anonymous)).toBe('LOGIN_REQUIRED')
})
