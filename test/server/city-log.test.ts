// The demonstration's penalty cases, as their own acts tell them, against the charts that were published: the chart is the program,
// so the log of what was done fits it in full.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cityCases, reportCity } from '../../apps/cli/city-log.ts'
import conformance from '../../apps/cli/commands/conformance.ts'
import { execute } from '../../kernel/platform/index.ts'
import { demo } from '../../rooms/enforcement/demo.ts'
import { DAY, type EnforcementCity, enforcementCity } from '../../rooms/enforcement/harness.ts'
import { CITY } from '../city.ts'

let city: EnforcementCity
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-city-log-'))
  city = await enforcementCity()
  // The oldest story is of 150 days ago, when the items were in force.
  city.city.clock.advance(200 * DAY)
  await demo({
    now: city.city.clock.now(),
    perform: (contract: never, input: never, by: { as: never; at: Date }) =>
      execute(city.city, contract, input, { who: by.as, clock: { now: () => by.at } }),
    read: (work: never) => city.city.db.transaction().execute(work),
  } as never)
})
afterAll(async () => {
  await city.city.close()
  rmSync(folder, { recursive: true, force: true })
})

const listening = () => {
  const said: string[] = []
  const io = {
    out: (line: string) => void said.push(`${line}\n`),
    err: (line: string) => void said.push(`${line}\n`),
    write: async (chunk: string) => void said.push(chunk),
    lang: 'en' as const,
  }
  return { io, said: () => said.join('') }
}
const report = async (how: { csv?: boolean; json?: boolean; strict?: boolean }, kind = 'penalty') => {
  const { io, said } = listening()
  const code = await reportCity(city.city.db, kind, { csv: false, json: false, strict: false, ...how }, io)
  return { code, said: said() }
}

test('every case fits: what is finished with fitness 1, what is under way as a beginning', async () => {
  const stories: [string, string, number][] = []
  for await (const { found, verdict } of cityCases(city.city.db, 'penalty'))
    stories.push([found.itemCode!, verdict.how, verdict.fitness])
  const of = (item: string) => stories.filter(([i]) => i === item).map(([, how]) => how)
  expect(of('350203-02-0001').sort()).toEqual(['complete', 'ended', 'open'])
  expect(of('350200-02-0002').sort()).toEqual(['complete', 'open', 'open'])
  expect(of('350200-02-0001')).toEqual(['open', 'open'])
  expect(of('350203-02-0002')).toEqual(['open'])
  expect(stories.every(([, , fitness]) => fitness === 1)).toBe(true)
  const { code, said } = await report({ json: true, strict: true })
  expect(code).toBe(0)
  expect(JSON.parse(said)).toMatchObject({ summary: { cases: 9, complete: 2, deviates: 0 }, deviating: [] })
})

test('the log that is written holds steps and times alone, and the foreign log’s command reads it', async () => {
  const { said } = await report({ csv: true })
  const csv = said.split('\n').filter((line) => line.startsWith('case_id,') || line.includes('350203-02-0001'))
  expect(csv[0]).toBe('case_id,activity,timestamp,item,chart')
  expect(said).not.toMatch(/筼筜|林晓岚|陈海生/)
  const log = join(folder, 'food.csv')
  writeFileSync(log, csv.join('\n'))
  const chart = join(CITY, 'items', 'penalty-food', 'procedure.bpmn')
  const { io, said: answer } = listening()
  await conformance.run(['--procedure', chart, '--log', log, '--json'], io)
  const { summary, traces } = JSON.parse(answer())
  // The foreign log's command knows no case that is under way: to two of the three the token of the chart's end is missing.
  expect(summary).toMatchObject({ traces: 3, fit: 1, unknown: [] })
  expect(traces.map((t: { missing: number }) => t.missing).sort()).toEqual([0, 1, 1])
})

test('a step that was left out is seen', async () => {
  for await (const { found, chart, verdict } of cityCases(city.city.db, 'penalty')) {
    if (verdict.how !== 'complete') continue
    const elements = found.events.map((e) => e.element)
    for (const [i, left] of elements.entries()) {
      const without = chart.judge(elements.toSpliced(i, 1), true)
      // A decision that spares leads past the execution: which it was the acts say, and not the flow.
      const last = i === elements.length - 1
      expect(without.how, left).toBe(last ? 'ended' : left === 'settle' ? 'complete' : 'deviates')
      if (without.how === 'deviates') expect(without.fitness).toBeLessThan(1)
    }
  }
})

test('a kind that is none is refused by name', async () => {
  expect(await report({}, 'nothing')).toMatchObject({ code: 2, said: expect.stringContaining('penalty') })
})
