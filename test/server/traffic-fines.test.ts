// A foreign log of traffic fines against the chart that was drawn for it. The log here is made up and says so
// (test/traffic-fines/README.md): each case's number says what the answer should be.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import conformance from '../../apps/cli/commands/conformance.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { checkSoundness, compileBpmn } from '../../kernel/procedure/index.ts'

const folder = join(projectRoot, 'test', 'traffic-fines')
const chart = join(folder, 'fine.bpmn')

async function run(...more: string[]) {
  const said: string[] = []
  const io = {
    out: (line: string) => void said.push(line),
    err: () => {},
    write: async (chunk: string) => void said.push(chunk),
    lang: 'en' as const,
  }
  const args = ['--procedure', chart, '--log', join(folder, 'made-up.csv'), ...more]
  return { code: await conformance.run(args, io), said: said.join('') }
}

test('every case is judged as its number says', async () => {
  const { code, said } = await run('--json')
  const { traces, variants, summary, problems } = JSON.parse(said) as {
    traces: { case: string; fit: boolean; fitness: number; missing: number; remaining: number; unknown: string[] }[]
    variants: { fit: boolean; count: number }[]
    summary: Record<string, unknown>
    problems: unknown[]
  }
  expect(code).toBe(0)
  expect(problems).toEqual([])
  for (const t of traces) expect([t.case, t.fit]).toEqual([t.case, t.case.startsWith('fits-')])
  for (const t of traces.filter((x) => !x.fit)) expect(t.missing + t.remaining + t.unknown.length).toBeGreaterThan(0)
  expect(summary).toMatchObject({ traces: 44, fit: 35, unknown: ['Waive Fine'], variants: 23, bounded: 0 })
  expect(summary.fitness).toBeLessThan(1)
  expect(variants.filter((v) => v.fit)).toHaveLength(14)
  expect((await run('--strict')).code).toBe(1)
})

test('the chart knows the eleven activities of the public log, and is sound', async () => {
  const { net, procedure } = await compileBpmn(readFileSync(chart, 'utf8'))
  const names = new Set(net.transitions.flatMap((t) => t.label ?? []))
  expect(names.size).toBe(11)
  expect(checkSoundness(procedure)).toMatchObject({ sound: true })
})
