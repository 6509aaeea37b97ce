// What somebody who holds the server, but not the past, could hand a citizen: each is refused, in words that say why.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Keyring, keyringIn, memoryTiles, Witness } from './index.ts'
import { append, emptyEdge, rootOfEdge, treeReader } from './tree.ts'
import * as v from './verifier/index.ts'

const ORIGIN = 'hostile.example/350200'
const SALT = '11'.repeat(32)
const AT = new Date('2026-03-02T01:00:00Z')
const CASES = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b']
let folder: string
let keys: Keyring
let witnesses: Witness[]
let policy: string
const entries: string[] = []

/** A receipt of an entry in the tree of the first `size` entries, cosigned by the witnesses named. */
async function receipt(index: number, size = entries.length, extra: object = {}, by = witnesses) {
  const { edge, writes } = append(
    emptyEdge(),
    entries.slice(0, size).map((e) => Buffer.from(e)),
  )
  const tiles = memoryTiles()
  for (const [path, bytes] of writes) await tiles.write(path, bytes)
  const text = `${ORIGIN}\n${size}\n${rootOfEdge(edge).toString('base64')}\n`
  const cosigned = by.map((w) => w.signer.cosign(text, AT.getTime() / 1000)).join('')
  return v.formatReceipt({
    extra: { entry: entries[index]!, ...extra },
    index,
    path: await treeReader(tiles, size).inclusion(index),
    checkpoint: `${text}\n${keys.sign(text, AT)}${cosigned}`,
  })
}
const trusted = () => ({ log: keys.keys(), policy })
const judge = async (file: string, given: v.Keys = trusted()) => {
  const verdict = await v.verifyReceipt(file, given)
  return [verdict.proven, ...verdict.lines.filter((l) => !l.ok).map((l) => l.what.zh)].join(' | ')
}
const disclose = (field: string, salt: unknown, value: unknown) => ({ disclosed: { [field]: { salt, value } } })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-hostile-'))
  keys = keyringIn(join(folder, 'keys.json'), ORIGIN)
  witnesses = ['a.example', 'b.example'].map((name) => new Witness(join(folder, name), name, {}))
  policy = v.policyOf(
    [],
    witnesses.map((w) => ({ name: w.signer.name, vkey: w.vkey })),
    2,
  ).text
  for (const [n, id] of [
    [1, 0],
    [2, 0],
    [1, 1],
    [3, 0],
  ] as const) {
    const [fine, name] = [await v.bothCommitments(SALT, 120000), await v.bothCommitments(SALT, '王五')]
    const half = { ...name, sm3: fine.sm3 }
    const subject = { kind: 'case', id: CASES[id] }
    entries.push(v.canonical({ v: 1, type: 'trial', subject, number: n, commitments: { fine, name, half } }))
  }
  keys.align(0)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a receipt', () => {
  test('that is honest is proven, with what it discloses', async () => {
    expect(await judge(await receipt(1, 4, disclose('fine', SALT, 120000)))).toBe('true')
  })
  test.each([
    ['another value', 'fine', SALT, 20000],
    ['a digit of the sum passed off as the end of the salt', 'fine', `${SALT}31`, 20000],
    ['the content of another field', 'name', SALT, 120000],
    ['a content of which only one digest fits', 'half', SALT, '王五'],
    ['a field that was never recorded', 'rank', SALT, '王五'],
    ['the salt of another act', 'name', '22'.repeat(32), '王五'],
    ['no salt', 'name', undefined, '王五'],
  ])('that discloses %s is refused', async (_, field, salt, value) => {
    expect(await judge(await receipt(1, 4, disclose(field, salt, value)))).toBe(
      `false | 附带的“${field}”与当时记下的不符`,
    )
  })
  test('that swaps its record for the one beside it, or its place, is refused', async () => {
    const file = await receipt(1)
    const other = v.parseReceipt(await receipt(2))
    const parsed = v.parseReceipt(file)
    for (const changed of [{ extra: other.extra }, { index: 2 }, { path: other.path }, { path: [] }])
      expect(await judge(v.formatReceipt({ ...parsed, ...changed }))).toContain('这条记录和账本对不上')
  })
  test('with signatures or cosignatures stripped, replayed or doubled is refused', async () => {
    const file = await receipt(1)
    const lines = file.split('\n')
    const without = (what: RegExp) => lines.filter((l) => !what.test(l)).join('\n')
    expect(await judge(without(/^— hostile/))).toContain('检查点的签名对不上')
    const one = keys.vkeys().length
    expect(one).toBe(3)
    for (const [n, name] of ['Ed25519', 'ML-DSA-44（抗量子）', 'SM2（国密）'].entries()) {
      const own = lines.filter((l) => l.startsWith('— hostile'))[n]
      expect(await judge(lines.filter((l) => l !== own).join('\n'))).toContain(`应有的 ${name} 签名不在`)
    }
    const short = '见证没有达到策略的法定数（只有 1 位）'
    expect(await judge(without(/^— b\.example/))).toBe(`false | ${short}`)
    const [a] = lines.filter((l) => l.startsWith('— a.example'))
    expect(await judge(without(/^— b\.example/).replace(a!, `${a}\n${a}`))).toBe(`false | ${short}`)
    const earlier = (await receipt(1, 3)).split('\n').find((l) => l.startsWith('— b.example'))!
    expect(await judge(without(/^— b\.example/).replace(a!, `${a}\n${earlier}`))).toBe(`false | ${short}`)
    // One good line and one bad one of the same key: the note is spoilt (signed-note).
    expect(await judge(`${file}${earlier}\n`)).toBe(`false | ${short}`)
  })
  test('signed by a key outside its term is refused, and the key is named', async () => {
    const file = await receipt(1)
    const periods = keys.keys()
    const [id] = [periods[0]!.vkey.split('+')[1]]
    const ended = periods.map((k, i) => (i === 0 ? { ...k, until: 3 } : k))
    expect(await judge(file, { log: [ended[0]!] })).toContain(`密钥 ${id} 不在任期：它只签第 1 到 3 条的检查点`)
    expect(await judge(file, { log: [{ ...periods[0]!, from: 5 }] })).toContain('不在任期')
  })
  test('with lines added to its checkpoint that only an ML-DSA-44 signature would let pass is refused', async () => {
    const parsed = v.parseReceipt(await receipt(1))
    const added = parsed.checkpoint.replace('\n\n', '\n一切都好\n\n')
    const ml = { log: [keys.vkeys()[1]!] }
    expect(await judge(v.formatReceipt({ ...parsed, checkpoint: added }), ml)).toContain('签名不成立')
    expect(await judge(v.formatReceipt(parsed), ml)).toBe('true')
  })
  test('whose witnesses’ keys were not given says that they were not checked, not that there are none', async () => {
    const said = async (file: string, more: Partial<v.Keys>) =>
      (await v.verifyReceipt(file, { log: keys.keys(), ...more })).notProven.map((n) => n.zh).join()
    expect(await said(await receipt(1), {})).toContain('另有 2 个名字的签名（a.example、b.example），没有给它们的公钥')
    expect(await said(await receipt(1), { witnesses: [witnesses[0]!.vkey] })).not.toContain('没有')
    expect(await said(await receipt(1), { policy })).not.toContain('没有给它们的公钥')
    expect(await said(await receipt(1, 4, {}, []), {})).toContain('没有带见证人的签名')
  })
  test('whose salts are gone says so, and holds', async () => {
    const verdict = await v.verifyReceipt(await receipt(1, 4, { erased: ['name'] }), trusted())
    expect([verdict.proven, verdict.notProven.some((n) => n.zh.includes('“name”的盐已删除'))]).toEqual([true, true])
  })
})

describe('a bundle', () => {
  const bundle = async (indices: number[], more = {}) =>
    JSON.stringify({
      gnomon: 'bundle/v1',
      receipts: await Promise.all(indices.map((i) => receipt(i))),
      ...more,
    })
  const judgeBundle = async (file: string) => {
    const verdict = await v.verifyBundle(file, trusted())
    return [verdict.proven, ...verdict.lines.filter((l) => !l.ok).map((l) => l.what.zh)].join(' | ')
  }
  test.each([
    ['all of a case', [0, 1, 3], {}, 'true'],
    ['an act omitted', [0, 3], {}, 'false | 编号有缺，中间少了行为'],
    ['an act of another case', [0, 1, 2], {}, 'false | 不都属于同一件 | 编号有缺，中间少了行为'],
    ['an act twice', [0, 1, 1], {}, 'false | 编号有缺，中间少了行为'],
    ['none at all', [], {}, 'false | 0 张回执中 0 张成立 | 不都属于同一件'],
    ['no proof of completeness', [0, 1, 3], { completeness: null }, 'false | 这不是完整性证明 | 完整性证明是另一件的'],
  ])('with %s', async (_, indices, more, said) => expect(await judgeBundle(await bundle(indices, more))).toBe(said))
  test('says what its receipts do not prove, once', async () => {
    const { notProven } = await v.verifyBundle(await bundle([0, 1, 3]), { log: keys.keys() })
    expect(notProven.filter((n) => n.zh.startsWith('检查点上另有 2 个名字的签名'))).toHaveLength(1)
  })
})

describe('rubbish is a verdict, never an exception', () => {
  const coded = (extra: unknown) => `extra ${Buffer.from(JSON.stringify(extra)).toString('base64')}`
  const withExtra = async (extra: unknown) => (await receipt(1)).replace(/^extra .*$/m, coded(extra))
  test.each([
    ['an entry that is null', { entry: 'null', disclosed: { a: { salt: SALT, value: 1 } } }],
    ['an entry that is a list', { entry: '[]' }],
    ['an entry that is no text', { entry: 5 }],
    ['null', null],
    ['a disclosed field that is null', { entry: '{}', disclosed: { a: null } }],
    ['disclosed fields that are none', { entry: '{}', disclosed: 7, erased: 7 }],
    ['names of a prototype', { entry: '{}', disclosed: { constructor: { salt: SALT, value: 1 } } }],
  ])('%s', async (_, extra) => expect((await v.verifyReceipt(await withExtra(extra), trusted())).proven).toBe(false))
  test.each(['', '\0', 'null', '[]', '{}', '{"gnomon":"bundle/v1"}', '\ud800'.repeat(9)])(
    '%j is unreadable, in both languages',
    async (file) => {
      for (const verdict of [await v.verifyReceipt(file, trusted()), await v.verifyBundle(file, trusted())])
        expect([verdict.proven, verdict.unreadable, verdict.lines[0]!.what.zh]).toEqual([
          false,
          true,
          expect.stringMatching(/这不是完整的.*请重新下载/),
        ])
    },
  )
  test.each([
    ['a control character', (n: string) => n.replace('350200', '350\x07200')],
    ['an empty line in it', (n: string) => n.replace('\n\n', '\n\nmore\n\n')],
    ['no newline at its end', (n: string) => n.slice(0, -1)],
    ['a size with a leading zero', (n: string) => n.replace('\n4\n', '\n04\n')],
    ['a root of another length', (n: string) => n.replace(/\n[^\n]{44}\n/, '\nAAAA\n')],
    ['a signature line of four bytes', (n: string) => `${n}— x AAAAAA==\n`],
  ])('a checkpoint with %s', async (_, spoil) => {
    const parsed = v.parseReceipt(await receipt(1))
    const verdict = await v.verifyReceipt(
      v.formatReceipt({ ...parsed, checkpoint: spoil(parsed.checkpoint) }),
      trusted(),
    )
    expect([verdict.proven, verdict.lines[0]!.what.zh]).toEqual([false, '回执里的检查点不完整。请重新下载回执。'])
  })
  test('sixteen signatures of strangers are read past (signed-note)', async () => {
    const strange = Array.from({ length: 16 }, (_, i) => {
      const id = createHash('sha256').update(String(i)).digest()
      return `— stranger.example/${i} ${Buffer.concat([id.subarray(0, 4), Buffer.alloc(5000, i)]).toString('base64')}\n`
    }).join('')
    expect(await judge((await receipt(1)) + strange)).toBe('true')
  })
})
