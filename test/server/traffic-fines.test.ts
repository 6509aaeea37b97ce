// A foreign log of traffic fines against the chart that was drawn for it. The log here is made up and says so
// (test/traffic-fines/README.md): each case's number says what the answer should be.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import conformance from '../../apps/cli/commands/conformance.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { checkSoundness, compileBpmn } from '../../kernel/procedure/index.ts'

const folder = join(projectRoot, 'test', 'traffic-fines')
const chart = join(folder, 'fine.bpmn')

async function run(...more: string[]) {
  return against(join(folder, 'made-up.csv'), ...more)
}
async function against(log: string, ...more: string[]) {
  const said: string[] = []
  const io = {
    out: (line: string) => void said.push(line),
    err: () => {},
    write: async (chunk: string) => void said.push(chunk),
    lang: 'en' as const,
  }
  const args = ['--procedure', chart, '--log', log, ...more]
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

/** What happened, in order, in the first 54 cases of a published sample of the log (doi in the README): how often each way occurs there. */
const SAMPLE: [times: number, fits: boolean, ...way: string[]][] = [
  [21, true, 'Create Fine', 'Payment'],
  [20, true, 'Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Send for Credit Collection'],
  [5, true, 'Create Fine', 'Send Fine'],
  [
    ...([2, true, 'Create Fine', 'Send Fine', 'Insert Fine Notification'] as [number, boolean, ...string[]]),
    ...['Insert Date Appeal to Prefecture', 'Add penalty', 'Send Appeal to Prefecture'],
  ],
  [2, true, 'Create Fine', 'Send Fine', 'Payment'],
  [1, true, 'Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Payment'],
  [1, true, 'Create Fine', 'Send Fine', 'Insert Fine Notification', 'Add penalty', 'Payment', 'Payment'],
  [
    1,
    true,
    'Create Fine',
    'Send Fine',
    'Insert Fine Notification',
    'Payment',
    'Add penalty',
    'Send for Credit Collection',
  ],
  // Sent although it had been paid.
  [1, false, 'Create Fine', 'Payment', 'Send Fine'],
]
test('of 54 real cases the chart has all but the one fine that was sent after it was paid', async () => {
  const rows = SAMPLE.flatMap(([times, , ...way], v) =>
    Array.from({ length: times }, (_, n) =>
      way.map((what, i) => `v${v}-${n},${what},2007-${String(i + 1).padStart(2, '0')}-01T00:00:00Z`),
    ).flat(),
  )
  const at = mkdtempSync(join(tmpdir(), 'gnomon-fines-'))
  try {
    writeFileSync(join(at, 'log.csv'), ['case_id,activity,timestamp', ...rows].join('\n'))
    const { summary, traces } = JSON.parse((await against(join(at, 'log.csv'), '--json')).said)
    expect(summary).toMatchObject({ traces: 54, fit: 53, variants: SAMPLE.length, unknown: [] })
    for (const t of traces) expect([t.case, t.fit]).toEqual([t.case, SAMPLE[Number(t.case.slice(1).split('-')[0])]![1]])
  } finally {
    rmSync(at, { recursive: true, force: true })
  }
})
