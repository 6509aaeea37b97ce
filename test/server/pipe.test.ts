import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../kernel/platform/harness.ts'

const GNOMON = join(projectRoot, 'bin', 'gnomon.mjs')
let folder: string
let echo: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-pipe-'))
  echo = join(folder, 'echo.dmn')
  writeFileSync(
    echo,
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="m" namespace="urn:m">
      <inputData id="i" name="x"><variable name="x"/></inputData>
      <decision id="dec" name="D"><variable name="D"/><informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
      <literalExpression><text>x</text></literalExpression></decision></definitions>`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const env = { ...process.env, GNOMON_LANG: 'zh' }
/** Through a real pipe of the shell's, into another program. */
const piped = (args: string, into = 'cat') =>
  spawnSync('bash', ['-o', 'pipefail', '-c', `"${process.execPath}" "${GNOMON}" ${args} | ${into}`], {
    encoding: 'utf8',
    env: { ...env, GNOMON_DATA: folder },
    maxBuffer: 1 << 28,
  })
const gnomon = (args: string[], input?: string) =>
  spawnSync(process.execPath, [GNOMON, ...args], { encoding: 'utf8', env: { ...env, GNOMON_DATA: folder }, input })

describe('output through a pipe arrives whole', () => {
  test.each([65_535, 65_536, 65_537, 1_000_000, 20_000_000])('%d bytes of an answer', (size) => {
    const input = join(folder, 'x.json')
    // Quotation marks and the line's end are two and one bytes more.
    writeFileSync(input, JSON.stringify({ x: 'x'.repeat(size - 3) }))
    const { stdout, status } = piped(`decision run ${echo} --input ${input}`)
    expect([stdout.length, stdout.endsWith('x"\n'), status]).toEqual([size, true, 0])
  })
  test('a picture of a chart, and a list of findings, of any size', () => {
    const steps = Array.from({ length: 400 }, (_, i) => `s${i}`)
    const flow = (list: string[]) =>
      list.slice(1).map((to, i) => `<sequenceFlow id="f${i}" sourceRef="${list[i]}" targetRef="${to}"/>`)
    const chart = join(folder, 'long.bpmn')
    const process = [
      '<startEvent id="S"/><endEvent id="E"/>',
      ...steps.map((s) => `<task id="${s}" name="第 ${s} 步" completionQuantity="2"/>`),
      ...flow(['S', ...steps, 'E']),
    ]
    writeFileSync(
      chart,
      `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t"><process id="p">${process.join('')}</process></definitions>`,
    )
    const checked = piped(`procedure check ${chart} --json`)
    expect(JSON.parse(checked.stdout).problems).toHaveLength(400)
    expect(checked.status).toBe(1)
    const drawn = piped(`procedure draw ${chart}`)
    expect(drawn.stdout.length).toBeGreaterThan(65_536)
    expect(drawn.stdout.trimEnd().endsWith('</svg>')).toBe(true)
  })
  test('a reader that goes away early is no error', () => {
    const { stdout, stderr, status } = piped('help', 'head -n 1')
    expect([stdout.trim(), stderr, status]).toEqual(['圭表 Gnomon', '', 0])
  })
})

describe('words of the command line', () => {
  test('--input - is the standard input', () => {
    const run = gnomon(['decision', 'run', echo, '--input', '-'], '{"x": "甲"}')
    expect([run.status, run.stdout.trim()]).toEqual([0, '"甲"'])
    expect(gnomon(['decision', 'run', echo, '--input=-'], '{"x": 1}').stdout.trim()).toBe('1')
    const broken = gnomon(['decision', 'run', echo, '--input', '-', '--lang', 'en'], '{')
    expect([broken.status, broken.stderr]).toEqual([2, expect.stringContaining('cannot be read as JSON')])
  })
  test('a chart from the standard input', () => {
    const run = gnomon(['procedure', 'check', '-'], '<nothing')
    expect([run.status, run.stdout]).toEqual([2, expect.stringContaining('NOT_XML')])
  })
  test.each([
    [['decision', 'run', 'x.dmn', '--imput', '-'], '--input'],
    [['decision', 'check', 'x.dmn', '--jsn'], '--json'],
    [['procedure', 'check', 'x.bpmn', '--json=yes'], '--json'],
    [['conformance', '--procedur', 'x'], '--procedure'],
    [['start', '--port', '99999'], '--only'],
    [['migrate', '--dry-run'], '--dry-run'],
    [['seed', '--case', '5'], '--cases'],
    [['ledger', 'keys', 'generate', '--outt', 'x'], '--out'],
    [['witness', '--sate', 'x'], '--state'],
    [['audit', '-j'], '--json'],
    [['decision', 'run', 'x.dmn', '--decision'], '--decision'],
    [['verify', 'x', '--vkey', '--json'], '--vkey'],
  ])('%j: refused, naming %s', (args, named) => {
    const run = gnomon([...args, '--lang', 'en'])
    expect([run.status, run.stderr.split('\n')[0]]).toEqual([2, expect.stringContaining(named)])
  })
  test('an unknown option of the monitor is its misuse', () =>
    expect(gnomon(['monitor', 'http://127.0.0.1:1', '--onec']).status).toBe(3))
  test('a misspelt command is answered with the nearest', () => {
    expect(gnomon(['proceedure']).stderr).toContain('gnomon procedure')
    expect(gnomon(['constructor']).stderr).toContain('没有命令 constructor')
  })
  test('verify looks at every file, and the worst answer is the answer; a file that is not there is said to be', () => {
    const forged = join(folder, 'forged.tlog-proof')
    writeFileSync(forged, 'c2sp.org/tlog-proof@v1\nnothing\n')
    const vkey = 'x.example/log+e87411a1+AYJUwympKFD21TndN29IFu4nZFF9peAjVRSvQzFkSA16'
    const run = gnomon(['verify', forged, join(folder, 'none'), '--vkey', vkey, '--lang', 'en'])
    expect(run.status).toBe(2)
    expect(run.stdout).toContain(`${forged}:`)
    expect(run.stdout).toContain(`${join(folder, 'none')}:`)
    expect(run.stderr).toContain('Cannot read the file')
    expect(gnomon(['verify', join(folder, 'none'), '--lang', 'en']).stderr).toContain('Cannot read the file')
  })
  test('--lang before the command, --version', () => {
    const run = gnomon(['--lang', 'en', 'verify', join(folder, 'none')])
    expect([run.status, run.stderr]).toEqual([2, expect.not.stringMatching(/[一-鿿]/)])
    expect(gnomon(['--lang=en', 'nonsense']).stderr).toContain('No command nonsense.')
    expect(gnomon(['--lang', 'fr', 'help']).status).toBe(2)
    for (const asked of ['--version', '-v']) {
      const { stdout, status } = gnomon([asked])
      expect([status, stdout]).toEqual([0, expect.stringMatching(/^gnomon \d+\.\d+\.\d+ /)])
    }
  })
  test('a test file, or a model, that is not there is named', () => {
    const run = gnomon(['decision', 'test', join(folder, 'nosuch.dmn'), join(folder, 'x.xml'), '--lang', 'en'])
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('nosuch.dmn')])
    expect(gnomon(['decision', 'run', echo, echo]).status).toBe(2)
  })
  test('bands: against an item’s law or a range, with the exit code of a check', () => {
    const of = (path: string) => join(projectRoot, 'city', '350200', path)
    const lane = of('discretion/fire-lane.dmn')
    const law = ['--law', of('items/penalty-fire-lane/item.json')]
    const bands = (...args: string[]) => gnomon(['decision', 'bands', ...args, '--lang', 'en'])
    expect(bands(lane, ...law, '--on', '2026-03-02')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('48 cases'),
    })
    const narrow = bands(lane, '--range', '0..400', '--json')
    expect(narrow.status).toBe(1)
    const { findings } = JSON.parse(narrow.stdout)
    expect(findings.map((f: { kind: string }) => f.kind)).toEqual(['outside', 'outside', 'outside'])
    const early = bands(lane, ...law, '--on', '2009-04-30')
    expect([early.status, early.stderr]).toEqual([2, expect.stringContaining('BAD_LAW')])
    expect(bands(lane, ...law, '--range', '0..1').status).toBe(2)
    expect(bands(lane, '--decision', 'nothing').status).toBe(2)
  })
})
