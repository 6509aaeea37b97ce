import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
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
const file = (name: string, content: string | Buffer) => {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const VKEY = 'x.example/log+e87411a1+AYJUwympKFD21TndN29IFu4nZFF9peAjVRSvQzFkSA16'
const bomb = () => deflateSync(Buffer.alloc(50 << 20))
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
  test.each([
    ['nothing', () => file('empty', '')],
    ['bytes', () => file('bytes.tlog-proof', '\0\x01\xff'.repeat(99))],
    ['a directory', () => folder],
    ['no file', () => join(folder, 'none')],
    ['a bundle cut off', () => file('cut.json', '{"gnomon":"bundle/v1","receipts":[')],
    ['a PDF without a receipt', () => file('x.pdf', `%PDF-1.7\n${'stream\nabc\nendstream\n'.repeat(99)}stream\n`)],
    ['a PDF that never ends a stream', () => file('y.pdf', `%PDF-1.7\n${'stream\n'.repeat(2_000_000)}`)],
    [
      'a PDF that inflates to far more than a receipt',
      () => file('z.pdf', Buffer.concat([Buffer.from('%PDF-\nstream\n'), bomb(), Buffer.from('\nendstream')])),
    ],
    [
      'a file longer than any',
      () => {
        truncateSync(file('long', ''), 2 ** 33)
        return join(folder, 'long')
      },
    ],
  ])('verify of %s: exit 2, in words, and JSON where it was asked for', (_, made) => {
    const at = made()
    const run = gnomon('verify', at, '--vkey', VKEY, '--json')
    expect([run.status, run.stderr.includes('    at ')]).toEqual([2, false])
    const said = JSON.parse(run.stdout)
    expect(said.error ?? said.lines[0].what.zh).toMatch(/读不到文件|请重新下载|没有回执/)
  })
  test.each([['audit'], ['ledger', 'repair'], ['ledger', 'erase', VKEY, 'x', '--reason', '期满']])(
    'without a database %s %s: exit 2, in words, JSON where it was asked for',
    (...args) => {
      const run = spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), ...args, '--json'], {
        encoding: 'utf8',
        env: { ...process.env, GNOMON_DATA: folder, GNOMON_LANG: 'zh', DATABASE_URL: 'postgres://x@127.0.0.1:1/x' },
      })
      expect([run.status, run.stderr.includes('    at ')]).toEqual([2, false])
      expect(JSON.parse(run.stdout).error).toMatch(/数据库|行为编号/)
    },
  )
  test('verify with a key or a policy that is none: exit 2', () => {
    const receipt = file('r', 'x')
    expect(gnomon('verify', receipt, '--vkey', 'x').stderr).toContain('读不懂')
    for (const policy of [folder, join(folder, 'none'), file('p', 'quorum nobody\n')])
      expect(gnomon('verify', receipt, '--policy', policy).stderr).toContain('用不了')
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

describe('gnomon auction play', () => {
  const BIDS = join(projectRoot, 'trade/auction/made-up-bids.csv')
  const terms = ['--start', '10000000', '--step', '100000', '--opens', '2026-03-01T10:00:00+08:00']
  const closes = ['--closes', '2026-03-02T10:00:00+08:00']
  test('bids of another platform by a profile: those that would be refused are named, the log is one that verifies', () => {
    const run = gnomon('auction', 'play', BIDS, '--profile', 'judicial', ...terms, ...closes)
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('第 7 行 C88 ¥10,499,999.96：按规则不收')])
    const verified = gnomon('auction', 'verify', file('played.jsonl', run.stdout))
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('重算相符')])
  })
  test('without a profile or its times: how it is used', () => {
    for (const more of [
      [...terms, ...closes],
      ['--profile', 'judicial', ...terms],
    ]) {
      const run = gnomon('auction', 'play', BIDS, ...more)
      expect([run.status, run.stdout, run.stderr]).toEqual([2, '', expect.stringContaining('land-fujian')])
    }
  })
})
