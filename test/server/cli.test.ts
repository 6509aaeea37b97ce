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
const file = (name: string, content: string) => {
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
