// The public list of tenders: what stands in it and since when, whatever was typed; made anew for a city that stood before it; checked.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import cases from '../../kernel/cases/index.ts'
import { codeOf as code, projectRoot } from '../../kernel/platform/harness.ts'
import { anonymous, connect, execute, type RawInput } from '../../kernel/platform/index.ts'
import * as c from './contract.ts'
import { announced, city, closeTenders, document, officer, onDay, openTenders, plan, wan } from './tenders.harness.ts'

const made: string[] = []
let planned: string
beforeAll(async () => {
  await openTenders()
  for (const [i, title] of ['滨海小学', '海沧隧道', '集美管廊'].entries())
    made.push((await announced({ title, titleEn: `Work ${i + 7}`, ceiling: wan(900 - i * 300) })).number)
  planned = (await plan({ title: '未公告的隧道' })).number
})
afterAll(closeTenders)

const ask = async (input: RawInput<typeof c.tenders> = {}) => {
  const { rows, total } = await city.run(c.tenders, input, anonymous)
  return { numbers: rows.map((r) => r.number), total }
}

test('from the notice on; by words, number, state, unit and ceiling', async () => {
  const [school, tunnel, pipes] = made as [string, string, string]
  expect(await ask()).toEqual({ numbers: [pipes, tunnel, school], total: 3 })
  expect((await city.run(c.tenders, { text: planned })).rows).toEqual([])
  expect((await city.run(c.tenders, { text: '隧道' })).rows).toMatchObject([
    { number: tunnel, title: '海沧隧道', titleEn: 'Work 8', ceiling: wan(600), status: 'open', unit: { zh: '单位' } },
  ])
  expect((await ask({ text: school })).numbers).toEqual([school])
  expect((await ask({ text: 'work 9' })).numbers).toEqual([pipes])
  expect((await ask({ state: 'open', sort: 'ceiling' })).numbers).toEqual([pipes, tunnel, school])
  expect((await ask({ sort: 'ceiling', down: true, limit: 1, offset: 1 })).numbers).toEqual([tunnel])
  expect(await ask({ state: 'awarded' })).toEqual({ numbers: [], total: 0 })
  expect((await ask({ unit: '350200-daijian' })).total).toBe(3)
  expect((await ask({ unit: '350200-jiaoyi' })).total).toBe(0)
  expect(await code(ask({ sort: 'estimate' as never }))).toBe('INVALID')
})

test('two statements a page, however many there are', async () => {
  let n = 0
  const heard = connect(city.database.url, {
    role: 'gnomon_app',
    max: 1,
    heard: (s) => void (/^(begin|commit|set)/i.test(s) || n++),
  })
  const runtime = { ...city, db: heard.db, pool: () => heard.db }
  for (const input of [{}, { text: '隧道', state: 'open' }] as const) {
    n = 0
    await execute(runtime, c.tenders, input, { who: anonymous })
    expect(n).toBe(2)
  }
  await heard.close()
})

test('a city that stood before the list has it after the upgrade, without hands', async () => {
  const before = await city.run(c.tenders, {})
  const { owner } = city.database
  await owner`delete from cases.shown`
  expect((await ask()).total).toBe(0)
  await owner.unsafe(readFileSync(join(projectRoot, 'rooms/tenders/migrations/0004-shown.sql'), 'utf8'))
  // The migration says the server's own time; the clock of the test is another.
  await owner`update platform.timer set due_at = ${onDay(0)} where kind = 'cases.restate'`
  await city.settle()
  expect(await city.run(c.tenders, {})).toEqual(before)
})

test('the check tells a row that is not what the acts make of it, and restating puts it right', async () => {
  const check = cases.checks.find((x) => x.name === 'standing')!
  const differs = () =>
    city.db.transaction().execute(async (tx) => (await check.piece(tx, '', 1000)).found.map((f) => f.said.en))
  expect(await differs()).toEqual([])
  const { owner } = city.database
  for (const wrong of [
    owner`update cases.shown set key1 = 1 where number = ${made[0]!}`,
    owner`update cases.shown set said = said || '{"title": "别的"}' where number = ${made[0]!}`,
    owner`update cases.shown set words = array['别的'] where number = ${made[0]!}`,
    owner`delete from cases.shown where number = ${made[0]!}`,
  ]) {
    await wrong
    expect(await differs()).toEqual([expect.stringMatching(`${made[0]!}.*shown`)])
    const [row] = await owner`select id from cases.case where number = ${made[0]!}`
    await city.run(c.attach, { caseId: row!.id, name: '补充', file: document().file }, officer)
    expect(await differs()).toEqual([])
  }
})
