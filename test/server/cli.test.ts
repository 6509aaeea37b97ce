import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-cli-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const gnomon = (...args: string[]) =>
  spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, GNOMON_DATA: folder, GNOMON_LANG: 'zh' },
  })
const file = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const CHART = join(projectRoot, 'city/350200/items/construction-permit/procedure.bpmn')
const chart = () => readFileSync(CHART, 'utf8')

describe('gnomon procedure check', () => {
  test('sound: exit 0', () => {
    const run = gnomon('procedure', 'check', CHART)
    expect(run.status).toBe(0)
    expect(run.stdout).toContain('健全')
  })
  test('unsupported elements by name, unsound by trace: exit 1', () => {
    const run = gnomon(
      'procedure',
      'check',
      file(
        'script.bpmn',
        chart()
          .replace(/userTask id="review"/, 'scriptTask id="review"')
          .replace(/(name="审查"[\s\S]*?)<\/userTask>/, '$1</scriptTask>'),
      ),
      '--lang',
      'en',
    )
    expect(run.status).toBe(1)
    expect(run.stdout).toMatch(/UNSUPPORTED review .*“审查”.*script task/)
    const json = gnomon(
      'procedure',
      'check',
      file(
        'cut.bpmn',
        chart()
          .replace(/<sequenceFlow id="f-deny"[\s\S]*?<\/sequenceFlow>/, '')
          .replace('<outgoing>f-deny</outgoing>', '')
          .replace('<incoming>f-deny</incoming>', ''),
      ),
      '--json',
    )
    expect(json.status).toBe(1)
    expect(
      JSON.parse(json.stdout).problems.map((p: { code: string; element: string }) => `${p.code} ${p.element}`),
    ).toContain('DANGLING serve-refusal')
    expect(JSON.parse(json.stdout).sound).toBe(false)
  })
  test('unreadable: exit 2', () => {
    expect(gnomon('procedure', 'check', file('broken.bpmn', '<definitions')).status).toBe(2)
    expect(gnomon('procedure', 'check', join(folder, 'none.bpmn')).status).toBe(2)
    expect(gnomon('procedure', 'check').status).toBe(2)
  })
  test('draw gives an SVG', () => expect(gnomon('procedure', 'draw', CHART).stdout).toMatch(/^<svg /))
})

describe('gnomon conformance', () => {
  // A chart that describes the flow and no more: no conditions, nothing of ours.
  const plain = () =>
    chart()
      .replaceAll(/<conditionExpression[\s\S]*?<\/conditionExpression>/g, '')
      .replaceAll(/ gnomon:\w+="[^"]*"/g, '')
  const log = (...rows: string[]) => file('log.csv', `case,activity,timestamp\n${rows.join('\n')}\n`)
  test('replays against a chart without conditions, in UTF-16; one JSON of traces, variants, problems and summary', () => {
    const net = file('plain.bpmn', Buffer.from(`\ufeff${plain()}`, 'utf16le'))
    const rows = [
      '1,材料审核,2026-01-02',
      '2,材料审核,',
      '1,等待补正,2026-01-03',
      '1,材料审核,2026-01-04',
      '3,别的,2026-01-01',
    ]
    const run = gnomon('conformance', '--procedure', net, '--log', log(...rows), '--json')
    expect(run.status).toBe(0)
    const { summary, traces, variants, problems } = JSON.parse(run.stdout)
    expect(summary).toMatchObject({ traces: 3, events: 5, fit: 2, missing: 1, remaining: 1, unknown: ['别的'] })
    expect(traces.map((t: { case: string; fit: boolean }) => [t.case, t.fit])).toEqual([
      ['1', true],
      ['2', true],
      ['3', false],
    ])
    expect(variants).toHaveLength(3)
    expect(problems).toMatchObject([{ code: 'NO_TIMESTAMP', count: 1, first: { en: 'line 3' } }])
    expect(run.stderr).toContain('NO_TIMESTAMP')
  })
  test('--strict asks for a clean log too; what cannot be used is named', () => {
    const args = ['conformance', '--procedure', file('plain.bpmn', plain()), '--log']
    expect(gnomon(...args, log('1,材料审核,2026-01-02'), '--strict').status).toBe(0)
    expect(gnomon(...args, log('1,材料审核,2026-01-02', '2,材料审核,'), '--strict').status).toBe(1)
    const map = file('map.json', '{"aktivity": "x"}')
    const run = gnomon(...args, log('1,材料审核,'), '--map', map, '--lang', 'en')
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('aktivity')])
    expect(gnomon(...args, log('1,a,'), '--nonsense').status).toBe(2)
    expect(gnomon('conformance', '--procedure', CHART).status).toBe(2)
  })
})

describe('help and mistakes', () => {
  test('every command has its line in both languages', () => {
    const { stdout, status } = gnomon('help')
    expect(status).toBe(0)
    for (const name of [
      'start',
      'migrate',
      'seed',
      'verify',
      'audit',
      'witness',
      'ledger',
      'monitor',
      'procedure',
      'conformance',
    ])
      expect(stdout).toContain(name)
    expect(stdout).toMatch(/[一-鿿]/)
    expect(stdout).toContain('verify a receipt')
  })
  test('an unknown command is answered with those there are', () => {
    const run = gnomon('nonsense')
    expect([run.status, run.stderr.includes('没有命令')]).toEqual([2, true])
  })
  test('verify without a key, without a file', () => {
    expect(gnomon('verify').status).toBe(2)
    expect(gnomon('verify', CHART).status).toBe(2)
  })
  test('starting the demonstration in production is refused', () => {
    const run = spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'start'], {
      encoding: 'utf8',
      env: { ...process.env, GNOMON_DATA: folder, NODE_ENV: 'production', GNOMON_DEMONSTRATION: 'yes' },
    })
    expect(run.status).toBe(2)
    expect(run.stderr).toContain('in-production')
  })
})
