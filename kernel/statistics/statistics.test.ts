import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import identity, { contract as identityContract } from '../identity/index.ts'
import { codeOf as code, officer, testWorld, type World } from '../platform/harness.ts'
import {
  type Actor,
  anonymous,
  anyone,
  defineActs,
  defineContract,
  defineRoom,
  newId,
  operation,
  system,
  text,
} from '../platform/index.ts'
import { PARTS, partOf, quantile } from './dispersion.rules.ts'
import { contract as c, statisticsRoom } from './index.ts'

const fine = z.object({ fine: z.number(), low: z.number(), high: z.number(), conduct: z.string() })
const acts = defineActs('fines', {
  'fine.decided': { title: text('决定', 'Decided'), published: true, public: fine, private: z.object({}) },
  'fine.corrected': { title: text('更正', 'Corrected'), published: true, public: fine, private: z.object({}) },
  'fine.annulled': {
    title: text('撤销', 'Annulled'),
    published: true,
    public: z.object({ act: z.string().optional() }),
    private: z.object({}),
  },
  'fine.drafted': { title: text('草拟', 'Drafted'), published: false, public: fine, private: z.object({}) },
})
const act = defineContract({
  id: 'fines.act',
  kind: 'write',
  title: text('办', 'Act'),
  input: z.object({ type: z.string(), subject: z.uuid(), public: z.any() }),
  output: z.object({}),
})
const undo = [
  { on: 'fine.annulled', undoes: (a: { public: Record<string, any> }) => a.public.act },
  { on: 'fine.corrected' },
]
const fines = defineRoom({
  name: 'fines',
  title: text('罚', 'Fines'),
  operations: [
    operation(act, {
      allow: anyone,
      run: async ({ input }) => ({
        act: acts[input.type as 'fine.decided']({
          jurisdiction: '350200',
          subject: { kind: 'system', id: input.subject },
          public: input.public,
        }),
        output: {},
      }),
    }),
  ],
  statistics: [
    {
      id: 'fines',
      version: 1,
      title: text('罚款', 'Fines'),
      on: ['fine.decided', 'fine.corrected'],
      measure: { of: (a) => a.public.fine, unit: text('分', '分'), money: true },
      by: [
        { id: 'conduct', title: text('行为', 'Conduct'), of: (a) => a.public.conduct },
        {
          id: 'officer',
          title: text('岗位', 'Post'),
          desk: true,
          of: (a) => (a.actor.kind === 'post' ? a.actor.postId : undefined),
        },
        {
          id: 'unit',
          title: text('单位', 'Unit'),
          names: 'units',
          of: (a) => (a.actor.kind === 'post' ? a.actor.unitCode : undefined),
        },
      ],
      undo,
    },
    { id: 'secret', version: 1, title: text('内部', 'Internal'), on: 'fine.decided', by: [], desk: true },
  ],
  dispersion: [
    {
      id: 'fines',
      version: 1,
      title: text('罚款', 'Fines'),
      on: 'fine.decided',
      group: (a) => a.public.conduct,
      point: (a) => ({ low: a.public.low, high: a.public.high, value: a.public.fine }),
      undo,
    },
  ],
})

let world: World
const unitOf = (n: number) => officer('approver', { unitCode: `unit-${n}` })
beforeAll(async () => {
  world = await testWorld([identity, fines, statisticsRoom([fines])])
})
afterAll(() => world.close())
const say = async (type: string, more: object = {}, as: Actor = unitOf(1), subject = newId(Date.now(), '350200')) => {
  await world.run(act, { type, subject, public: { fine: 100, low: 0, high: 1000, conduct: 'a', ...more } }, as)
  await world.settle()
  return subject
}
const PERIOD = { from: '2026-01-01', to: '2026-12-31' }
const read = (more: object = {}, as: Actor = anonymous) =>
  world.run(c.readStatistic, { id: 'fines', ...PERIOD, ...more }, as)
const sums = async (more: object = {}) => {
  const { n, total } = await read(more)
  return [n, total]
}

describe('the cube', () => {
  test('counts published acts once, by day and dimension', async () => {
    await say('fine.decided')
    await say('fine.decided', { conduct: 'b', fine: 250 })
    await say('fine.drafted', { fine: 9999 })
    expect(await sums()).toEqual([2, 350])
    expect((await read({ by: 'conduct' })).rows.map((r) => [r.value, r.n, r.total])).toEqual([
      ['a', 1, 100],
      ['b', 1, 250],
    ])
    expect(await sums({ only: { by: 'conduct', value: 'b' } })).toEqual([1, 250])
    expect(await sums({ from: '2026-03-03' })).toEqual([0, 0])
    await world.settle()
    expect(await sums()).toEqual([2, 350])
  })
  test('of a unit: each statistic that knows units, by month, nothing of others', async () => {
    await world.run(
      identityContract.defineUnit,
      { code: 'unit-7', jurisdiction: '350200', level: 'city', kind: 'department', name: text('七局', 'Seven') },
      system('test'),
    )
    await say('fine.decided', { fine: 70 }, unitOf(7))
    const seen = await world.run(c.statisticsOfUnit, {}, unitOf(7))
    expect([seen.name.en, seen.months.length, seen.months[0], seen.months[11]]).toEqual([
      'Seven',
      12,
      '2025-04',
      '2026-03',
    ])
    expect(seen.rows.map((r) => [r.id, r.months, r.n, r.total])).toEqual([
      ['fines', { '2026-03': { n: 1, total: 70 } }, 1, 70],
    ])
    expect((await world.run(c.statisticsOfUnit, { to: '2026-02-28' }, unitOf(7))).rows).toEqual([])
    expect(await code(world.run(c.statisticsOfUnit, { unit: 'nowhere' }, unitOf(7)))).toBe('NO_STATISTIC')
    expect(await code(world.run(c.statisticsOfUnit, {}, anonymous))).toBe('LOGIN_REQUIRED')
  })
  test('a fine that is annulled leaves the totals of its own day; once, however often it is annulled', async () => {
    const before = await sums()
    const subject = await say('fine.decided', { fine: 5000 })
    expect(await sums()).toEqual([before[0]! + 1, before[1]! + 5000])
    world.clock.set('2026-05-04T01:00:00Z')
    await say('fine.annulled', {}, unitOf(1), subject)
    await say('fine.annulled', {}, unitOf(1), subject)
    expect(await sums()).toEqual(before)
    expect((await read()).rows.map((r) => r.value)).toEqual(['2026-03'])
  })
  test('a correction takes its place: the old amount goes, the new one counts where it was made', async () => {
    const before = await sums()
    const subject = await say('fine.decided', { fine: 700 })
    await say('fine.corrected', { fine: 300 }, unitOf(1), subject)
    expect(await sums()).toEqual([before[0]! + 1, before[1]! + 300])
    await say('fine.corrected', { fine: 200 }, unitOf(1), subject)
    expect(await sums()).toEqual([before[0]! + 1, before[1]! + 200])
  })
  test('of several acts of one subject the one that is named is undone', async () => {
    const before = await sums()
    const subject = await say('fine.decided', { fine: 10 })
    await say('fine.decided', { fine: 20 }, unitOf(1), subject)
    const [first] = await world.database.owner`select id from platform.act where subject_id = ${subject} and number = 1`
    await say('fine.annulled', { act: first!.id }, unitOf(1), subject)
    expect(await sums()).toEqual([before[0]! + 1, before[1]! + 20])
  })
  test('decided and annulled in one batch of the reader', async () => {
    const before = await sums()
    const subject = newId(Date.now(), '350200')
    const run = (type: string) =>
      world.run(act, { type, subject, public: { fine: 40, low: 0, high: 1, conduct: 'a' } }, unitOf(1))
    await run('fine.decided')
    await run('fine.annulled')
    await run('fine.decided')
    await world.settle()
    expect(await sums()).toEqual([before[0]! + 1, before[1]! + 40])
  })
  test('a measure that is no whole number is set aside with a light, and the rest goes on', async () => {
    const before = await sums()
    await say('fine.decided', { fine: 1.5 })
    await say('fine.decided', { fine: 2 })
    expect(await sums()).toEqual([before[0]! + 1, before[1]! + 2])
    const aside = await world.database.owner`select consumer from platform.set_aside`
    expect(aside.map((a) => a.consumer)).toContain('statistics fines@1')
  })
  test('officers and internal statistics are for those who lead; wrong periods and names are refused', async () => {
    expect(await code(read({ by: 'officer' }))).toBe('NO_STATISTIC')
    expect(await code(read({ by: 'officer' }, officer('clerk')))).toBe('NO_STATISTIC')
    expect(await code(read({ by: 'officer' }, unitOf(1)))).toBe('OK')
    expect(await code(read({ id: 'secret' }))).toBe('NO_STATISTIC')
    expect((await world.run(c.listStatistics, {})).map((s) => [s.id, s.by.map((d) => d.id)])).toEqual([
      ['fines', ['conduct', 'unit']],
    ])
    expect(await code(read({ from: '2026-03-02', to: '2026-03-01' }))).toBe('PERIOD')
    expect(await code(read({ from: '1900-01-01' }))).toBe('PERIOD')
    expect(await code(read({ by: 'x' }))).toBe('NO_STATISTIC')
  })
})

test('another version counts anew from the first act', async () => {
  const again = statisticsRoom([
    { ...fines, statistics: [{ ...fines.statistics[0]!, version: 2, by: [] }], dispersion: [] },
  ])
  const { consume } = await import('../platform/index.ts')
  while ((await consume(world, again.consumers[0]!)) > 0);
  const cells = async (statistic: string) =>
    (
      await world.database
        .owner`select sum(n)::int as n, sum(total)::int as total from statistics.cell where statistic = ${statistic}`
    )[0]
  expect(await cells('fines@2')).toEqual(await cells('fines@1'))
})

test('dispersion by unit: flagged where it differs; an annulled decision is not in it; only for those who lead', async () => {
  const many = async (n: number, values: number[]) => {
    for (const fine of values)
      await world.run(
        act,
        {
          type: 'fine.decided',
          subject: newId(Date.now(), '350200'),
          public: { fine, low: 0, high: 1000, conduct: 'spread' },
        },
        unitOf(n),
      )
  }
  await many(11, [300, 350, 400, 450, 500, 550, 600, 650])
  await many(12, [320, 360, 410, 440, 510, 560, 610, 640])
  await many(13, Array(8).fill(1000))
  await world.settle()
  const spread = (as: Actor = unitOf(1)) => world.run(c.readDispersion, { id: 'fines', ...PERIOD, of: 'unit' }, as)
  const rows = (await spread()).rows.filter((r) => r.group === 'spread')
  expect(rows.map((r) => [r.member, r.flagged, r.n])).toEqual([
    ['unit-13', true, 8],
    ['unit-11', false, 8],
    ['unit-12', false, 8],
  ])
  expect(rows[0]).toMatchObject({ median: 1, atTop: 1, atFoot: 0 })
  // The database divides the band as the rule says.
  const of11 = [300, 350, 400, 450, 500, 550, 600, 650].map((v) => partOf({ low: 0, high: 1000, value: v })! / PARTS)
  const { median, q1, q3 } = rows[1]!
  expect([q1, median, q3]).toEqual([0.25, 0.5, 0.75].map((share) => quantile(of11, share)))
  const [one] = await world.database
    .owner`select subject_id as subject from statistics.point where unit = 'unit-13' limit 1`
  await say('fine.annulled', {}, unitOf(13), one!.subject)
  expect((await spread()).rows.map((r) => r.member)).not.toContain('unit-13')
  expect(await code(spread(anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(spread(officer('clerk')))).toBe('FORBIDDEN')
})
