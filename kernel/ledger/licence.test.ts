// A licence's PDF: its bytes are bound by the record, in the browser's verifier and in the terminal.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeSheet } from '../cases/index.ts'
import { longestTurn, projectRoot } from '../platform/harness.ts'
import { type Keyring, keyringIn, memoryTiles } from './index.ts'
import { append, emptyEdge, rootOfEdge, treeReader } from './tree.ts'
import * as v from './verifier/index.ts'

const ORIGIN = 'licence.example/350200'
const SALT = '22'.repeat(32)
const content = {
  number: 'L3502002026000001',
  title: { zh: '食品经营许可证', en: 'Food licence' },
  holder: '海风小馆',
  lines: [['经营场所', '环岛路 1 号']] as [string, string][],
  issuedBy: '市场监督管理局',
  issuedOn: '2026-03-02',
  validity: '五年',
  caseNumber: '350200-2026-000001',
  demonstration: true,
}
let folder: string
let keys: Keyring
let sheet: Uint8Array
let whole: Uint8Array
let receipt: string

async function receiptOf(licence: object): Promise<string> {
  const entry = v.canonical({
    v: 1,
    type: 'licence.issued',
    subject: { kind: 'case', id: 'x' },
    number: 1,
    happenedAt: '2026-03-02T01:00:00.000Z',
    actor: { kind: 'system', name: 'x' },
    commitments: { licence: await v.bothCommitments(SALT, licence) },
  })
  const { edge, writes } = append(emptyEdge(), [Buffer.from(entry)])
  const tiles = memoryTiles()
  for (const [path, bytes] of writes) await tiles.write(path, bytes)
  const text = `${ORIGIN}\n1\n${rootOfEdge(edge).toString('base64')}\n`
  return v.formatReceipt({
    extra: { entry, disclosed: { licence: { salt: SALT, value: licence } } },
    index: 0,
    path: await treeReader(tiles, 1).inclusion(0),
    checkpoint: `${text}\n${keys.sign(text, new Date('2026-03-02T01:00:00Z'))}`,
  })
}
const judge = (file: Uint8Array, with_ = receipt) => v.verifyLicence(file, with_, { log: keys.keys() })
const changed = (find: string, to: string) => {
  const at = Buffer.from(whole).indexOf(find)
  expect(at).toBeGreaterThan(0)
  const copy = Buffer.from(whole)
  copy.write(to, at)
  return copy
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-licence-'))
  keys = keyringIn(join(folder, 'ledger', 'keys.json'), ORIGIN)
  keys.align(0)
  sheet = await makeSheet(content, 'https://city.example/verify?licence=L3502002026000001')
  receipt = await receiptOf({ ...content, pdf: await v.sheetOf(sheet) })
  whole = v.attachReceipt(sheet, v.utf8(receipt))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a licence', () => {
  test('as it was issued is proven, and is drawn from the record', async () => {
    const verdict = await judge(whole)
    expect(verdict.lines.filter((l) => !l.ok)).toEqual([])
    expect(verdict.proven).toBe(true)
    expect(v.licenceRows(verdict.licence!).map((r) => r[2])).toContain('海风小馆')
  })
  test.each([
    ['a byte of the page', () => changed('/Count 1', '/Count 2')],
    ['a byte of the appendix', () => changed('(Gnomon receipt)', '(Gnomon Receipt)')],
    ['a further update laid over it', () => Buffer.concat([whole, Buffer.from('\n3 0 obj\n<<>>\nendobj\n%%EOF\n')])],
    [
      'another sheet under the same receipt',
      async () => v.attachReceipt(await makeSheet({ ...content, holder: '别人' }, 'x'), v.utf8(receipt)),
    ],
    ['the receipt alone', () => Buffer.from(receipt)],
  ])('with %s changed is not, and the record is shown', async (_, make) => {
    const verdict = await judge(await make())
    expect(verdict.proven).toBe(false)
    expect(verdict.lines.find((l) => !l.ok)!.what.zh).toContain('不是当时颁发的那一份')
    expect(verdict.licence!.holder).toBe('海风小馆')
  })
  test('of before sheets were bound says what is not proven first', async () => {
    const verdict = await judge(whole, await receiptOf(content))
    expect([verdict.proven, verdict.notProven[0]]).toEqual([true, v.PRINTED])
  })
  test('in a terminal: headline, record, and of several files the worst', () => {
    const at = (name: string, bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    const gnomon = (...args: string[]) =>
      spawnSync(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'verify', ...args], {
        encoding: 'utf8',
        env: { ...process.env, GNOMON_DATA: folder, GNOMON_LANG: 'zh' },
      })
    const good = at('good.pdf', whole)
    const bad = at('bad.pdf', changed('/Count 1', '/Count 2'))
    const one = gnomon(good)
    expect([one.status, one.stdout.split('\n')[0]]).toEqual([0, '已证明：当时颁发的是下面这张'])
    expect(one.stdout).toContain('持证人  海风小馆')
    const both = gnomon(good, bad)
    expect(both.status).toBe(1)
    expect(both.stdout).toContain(`${bad}:\n不能证明`)
    expect(gnomon(good, join(folder, 'none.pdf')).status).toBe(2)
    const lines = gnomon(good, bad, '--json').stdout.trim().split('\n')
    expect(lines.map((l) => JSON.parse(l).proven)).toEqual([true, false])
  })
  test('is one page, in a file that other programs open, with its receipt attached', () => {
    const file = join(folder, 'whole.pdf')
    writeFileSync(file, whole)
    const info = spawnSync('pdfinfo', [file], { encoding: 'utf8' })
    if (info.error) return
    expect(info.stdout).toMatch(/Pages:\s+1\n/)
    expect(spawnSync('pdfdetach', ['-list', file], { encoding: 'utf8' }).stdout).toContain('receipt.tlog-proof')
  })
})

test('texts without an end cost neither the thread nor the page', async () => {
  const endless = {
    ...content,
    holder: '长'.repeat(200_000),
    lines: Array.from({ length: 9 }, (): [string, string] => ['名'.repeat(20_000), '值'.repeat(200_000)]),
  }
  const { made: pdf, longest } = await longestTurn(() => makeSheet(endless, 'x'))
  expect(pdf.length).toBeLessThan(1 << 20)
  expect(longest).toBeLessThan(200)
})
