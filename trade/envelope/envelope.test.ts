// The protocol on its own: vectors, what holds for any content and any trustees, and everything that can be tampered with.
import { describe, expect, test } from 'vitest'
import { hex, sha256Of, unhex, utf8 } from './bytes.rules.ts'
import { type Head, paddedSize, sourceOf } from './content.rules.ts'
import { deal } from './deal.rules.ts'
import {
  bidOf,
  fileOf,
  openedBy,
  recordOf,
  releasedBy,
  type Stored,
  sealed,
  seeded,
  TERMS,
  TRUSTEES,
} from './envelope.harness.ts'
import { keyPairOf, openFrom, sealTo } from './hpke.rules.ts'
import { makeKeyFile, openKeyFile } from './key-file.rules.ts'
import {
  boundTo,
  CHUNK,
  manifestDigest,
  manifestProblem,
  PART_CHUNKS,
  partSizes,
  signManifest,
  TAG,
} from './manifest.shape.ts'
import { openPackage } from './open.rules.ts'
import type { OpeningRecord } from './record.shape.ts'
import type { sealBid } from './seal.rules.ts'
import { combine, shareOf } from './shamir.rules.ts'
import { decryptParts, encryptParts, NotAuthentic } from './stream.rules.ts'
import { readRecord, UnreadableRecord, verifyOpening } from './verify.rules.ts'

const subsets = (n: number, k: number): number[][] =>
  k === 0 ? [[]] : n < k ? [] : [...subsets(n - 1, k - 1).map((s) => [...s, n]), ...subsets(n - 1, k)]

describe('sharing', () => {
  const random = seeded('shares')
  test('any three of five give the secret, no two do, and each share differs', () => {
    const secret = random()
    const coefficients = [random(), random()]
    const shares = [1, 2, 3, 4, 5].map((no) => ({ no, value: shareOf(secret, coefficients, no) }))
    for (const set of subsets(5, 3)) expect(combine(set.map((no) => shares[no - 1]!))).toEqual(secret)
    for (const set of subsets(5, 2)) expect(combine(set.map((no) => shares[no - 1]!))).not.toEqual(secret)
    expect(new Set(shares.map((s) => hex(s.value))).size).toBe(5)
  })
  test('by hand: 0x2a + 0x07·x over the field of AES; 0x57·0x83 = 0xc1 (FIPS 197)', () => {
    expect([...shareOf(new Uint8Array([0x2a]), [new Uint8Array([7])], 2)]).toEqual([0x2a ^ 0x0e])
    expect([...shareOf(new Uint8Array([0]), [new Uint8Array([0x57])], 0x83)]).toEqual([0xc1])
  })
  test('a double share, or none, is refused', () => {
    const s = { no: 1, value: random() }
    expect(() => combine([s, s])).toThrow(RangeError)
    expect(() => combine([])).toThrow(RangeError)
    for (const no of [0, 256, 1.5]) expect(() => shareOf(random(), [random()], no)).toThrow(RangeError)
  })
})

describe('boxes to trustees', () => {
  test('RFC 9180, appendix A.1.1', async () => {
    const sender = unhex('7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234')
    const receiver = keyPairOf(unhex('6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037'))
    expect(hex(receiver.public)).toBe('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d')
    const bound = { info: utf8('Ode on a Grecian Urn'), aad: utf8('Count-0'), aead: 1 as const }
    const made = await sealTo(receiver.public, utf8('Beauty is truth, truth beauty'), sender, bound)
    expect(hex(made.enc)).toBe('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431')
    expect(hex(made.box)).toBe(
      'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
    )
    expect(await openFrom(receiver.secret, made, bound)).toEqual(utf8('Beauty is truth, truth beauty'))
    for (const other of [
      { ...bound, info: utf8('x') },
      { ...bound, aad: utf8('x') },
    ])
      await expect(openFrom(receiver.secret, made, other)).rejects.toThrow()
  })
  test('a key file opens with its passphrase alone', async () => {
    const file = await makeKeyFile('350200-gongzheng', '一句 口令', { rounds: 1000 })
    expect(await openKeyFile(file, '一句 口令')).toHaveLength(32)
    for (const bad of [
      { ...file, unit: 'x' },
      { ...file, sealed: '00'.repeat(48) },
    ])
      expect(await openKeyFile(bad, '一句 口令')).toBeUndefined()
    expect(await openKeyFile(file, '另一句')).toBeUndefined()
  })
})

describe('the stream', () => {
  const [key, bound] = [seeded('key')(), seeded('bound')()]
  const content = (size: number) => sourceOf(Uint8Array.from({ length: size }, (_, i) => (i * 31) % 251))
  const encrypted = async (size: number) => {
    const parts: Uint8Array[] = []
    for await (const p of encryptParts(content(size), key, bound)) parts.push(p)
    return parts
  }
  const back = async (parts: Uint8Array[], size: number, k = key, b = bound) => {
    const out: number[] = []
    for await (const c of decryptParts(parts, size, k, b)) out.push(...c)
    return Uint8Array.from(out)
  }
  test.each([1, 15, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])('%i bytes come back as they were', async (size) => {
    const parts = await encrypted(size)
    expect(parts.map((p) => p.length)).toEqual(partSizes(size))
    expect(await back(parts, size)).toEqual(await content(size).read(0, size))
  })
  test('two parts, and what is held never exceeds one of them', async () => {
    const size = CHUNK * PART_CHUNKS + 10
    let most = 0
    const watched = {
      size,
      read(a: number, b: number) {
        most = Math.max(most, b - a)
        return content(size).read(a, b)
      },
    }
    const sizes: number[] = []
    for await (const p of encryptParts(watched, key, bound)) sizes.push(p.length)
    expect(sizes).toEqual(partSizes(size))
    expect(most).toBe(1024 * 1024)
  })
  test.each([
    ['a byte is flipped', (p: Uint8Array) => p.map((b, i) => (i === 70_000 ? b ^ 1 : b))],
    [
      'chunks change places',
      (p: Uint8Array) =>
        Uint8Array.from([
          ...p.subarray(CHUNK + TAG, 2 * (CHUNK + TAG)),
          ...p.subarray(0, CHUNK + TAG),
          ...p.subarray(2 * (CHUNK + TAG)),
        ]),
    ],
    ['the last chunk is cut off', (p: Uint8Array) => p.subarray(0, 2 * (CHUNK + TAG))],
    ['a chunk stands twice', (p: Uint8Array) => Uint8Array.from([...p.subarray(0, CHUNK + TAG), ...p])],
  ])('refused: %s', async (_, change) => {
    const [part] = await encrypted(3 * CHUNK)
    await expect(back([change(part!)], 3 * CHUNK)).rejects.toThrow(NotAuthentic)
  })
  test('refused: another key, another binding', async () => {
    const parts = await encrypted(10)
    await expect(back(parts, 10, seeded('other')())).rejects.toThrow(NotAuthentic)
    await expect(back(parts, 10, key, seeded('other')())).rejects.toThrow(NotAuthentic)
  })
})

test('padding: one size for sheets; documents at most an eighth more; few classes', () => {
  expect(paddedSize('sheet', 1)).toBe(paddedSize('sheet', 4000))
  expect(() => paddedSize('sheet', 4097)).toThrow(RangeError)
  const classes = new Set<number>()
  for (let size = 5000; size < 600_000_000; size = Math.ceil(size * 1.003)) {
    const padded = paddedSize('documents', size)
    expect(padded).toBeGreaterThanOrEqual(size)
    expect(padded / size).toBeLessThan(1.12)
    expect(paddedSize('documents', padded)).toBe(padded)
    classes.add(padded)
  }
  expect(classes.size).toBeLessThan(500)
})

describe('a bid', () => {
  let one: Stored
  const big = Uint8Array.from({ length: 200_000 }, (_, i) => i % 253)
  test('opens the same with any three of five trustees', async () => {
    one = await sealed(1001, bidOf(98_000_000, [fileOf('技术标.pdf', big), fileOf('空.pdf', new Uint8Array(0))]))
    expect(manifestProblem(one.signed, TERMS)).toBeUndefined()
    const seen = new Set<string>()
    for (const nos of subsets(5, 3)) {
      const o = await openedBy(one, 'sheet', nos)
      seen.add(o.kind === 'opened' ? JSON.stringify(o.head.data) : o.kind)
    }
    expect([...seen]).toEqual(['{"price":98000000,"days":300}'])
    const bytes: number[] = []
    const o = await openPackage(
      one.signed.manifest,
      'documents',
      await releasedBy(one.signed, 'documents', [1, 3, 5]),
      async (i) => one.parts.documents[i],
      (f, b) => f === 0 && bytes.push(...b),
    )
    expect(o.kind === 'opened' && o.head.files.map((f) => [f.name, f.size])).toEqual([
      ['技术标.pdf', 200_000],
      ['空.pdf', 0],
    ])
    expect(Uint8Array.from(bytes)).toEqual(big)
  })
  test('is made again byte for byte from the same secrets: a vector', async () => {
    const again = await sealed(
      1001,
      bidOf(98_000_000, [fileOf('技术标.pdf', big), fileOf('空.pdf', new Uint8Array(0))]),
    )
    expect(again.signed).toEqual(one.signed)
    expect(manifestDigest(again.signed)).toBe('8e2ab0d1fc68fdb9568b45d994a2cbc71050969449b021827bcb4b270d222d27')
  })
  test('goes on where it stopped, and never seals another content with the same secrets', async () => {
    const kept: Parameters<NonNullable<Parameters<typeof sealBid>[0]['kept']>>[0][] = []
    const take = (bid: ReturnType<typeof bidOf>, more: object) =>
      sealed(1002, bid, { random: undefined as never, kept: (d) => kept.push(d), ...more })
    const broken = new Error('the line broke')
    await expect(
      take(bidOf(5), {
        keep: async ({ name }: { name: string }) => {
          if (name === 'documents') throw broken
        },
      }),
    ).rejects.toThrow(broken)
    const on = await take(bidOf(5), { draft: kept[0] })
    const twice = await take(bidOf(5), { draft: kept[0] })
    expect(on.signed.manifest.packages).toEqual(twice.signed.manifest.packages)
    const changed = await take(bidOf(6), { draft: kept[0] })
    const commits = (s: Stored) => s.signed.manifest.packages.map((p) => p.commit)
    expect(commits(changed).some((c) => commits(on).includes(c))).toBe(false)
  })
  test('is of one tender, lot, bidder, version and deadline alone', async () => {
    const m = one.signed.manifest
    for (const change of [
      { bidder: 9 },
      { version: 2 },
      { lot: '2' },
      { number: 'x' },
      { deadline: '2026-04-01T00:00:00.000Z' },
    ]) {
      const other = { ...m, ...change }
      const o = await openPackage(
        other,
        'sheet',
        await releasedBy(one.signed, 'sheet', [1, 2, 3]),
        async (i) => one.parts.sheet[i],
      )
      expect(o.kind, JSON.stringify(change)).toBe('short')
    }
  })
  test.each([
    ['another tender', (m: any) => ({ ...m, number: '350200-2026-000002' })],
    ['another deadline', (m: any) => ({ ...m, deadline: '2026-04-01T00:00:00.000Z' })],
    ['other trustees', (m: any) => ({ ...m, trustees: m.trustees.slice(1) })],
    ['another threshold', (m: any) => ({ ...m, threshold: 2 })],
    ['other packages', (m: any) => ({ ...m, packages: [m.packages[1], m.packages[0], m.packages[2]] })],
    [
      'shares are missing',
      (m: any) => ({ ...m, packages: m.packages.map((p: any) => ({ ...p, shares: p.shares.slice(1) })) }),
    ],
    [
      'parts of another size',
      (m: any) => ({ ...m, packages: m.packages.map((p: any) => ({ ...p, plain: p.plain + 1 })) }),
    ],
  ])('not taken: %s', (why, change) => {
    expect(manifestProblem(signManifest(change(one.signed.manifest) as never, seeded('bidder 1001')()), TERMS)).toBe(
      why,
    )
  })
  test('not taken: signed by nobody, or by another', () => {
    expect(manifestProblem({ ...one.signed, signature: '00'.repeat(64) }, TERMS)).toBe('not signed')
    const other = signManifest(one.signed.manifest, seeded('mallory')())
    expect(manifestProblem(other, TERMS)).toBe('not signed')
  })

  describe('and who is at fault', () => {
    const kinds = async (
      s: Stored,
      nos: number[],
      change: (r: { no: number; value: string | null }[]) => typeof r = (r) => r,
    ) =>
      openPackage(
        s.signed.manifest,
        'sheet',
        change(await releasedBy(s.signed, 'sheet', nos)),
        async (i) => s.parts.sheet[i],
      )
    test('a trustee is absent: another does; with two it waits, and nothing is lost', async () => {
      expect(await kinds(one, [4, 5])).toMatchObject({ kind: 'short', have: 2, need: 3 })
      expect((await kinds(one, [3, 4, 5])).kind).toBe('opened')
    })
    test('a trustee gives a wrong share: said of him, and the others open', async () => {
      const wrong = (r: { no: number; value: string | null }[]) =>
        r.map((x) => (x.no === 2 ? { ...x, value: 'ab'.repeat(32) } : x))
      expect(await kinds(one, [1, 2, 3, 4], wrong)).toMatchObject({ kind: 'opened', wrong: [2] })
      expect(await kinds(one, [1, 2, 3], wrong)).toMatchObject({ kind: 'short', have: 2, wrong: [2] })
    })
    test('a trustee says that his box is no share though it is: said of him', async () => {
      const says = (r: { no: number; value: string | null }[]) => r.map((x) => (x.no === 5 ? { ...x, value: null } : x))
      expect(await kinds(one, [1, 2, 3, 5], says)).toMatchObject({ kind: 'opened', wrong: [5] })
      const many = (r: { no: number; value: string | null }[]) => r.map((x) => (x.no > 2 ? { ...x, value: null } : x))
      expect(await kinds(one, [1, 2, 3, 4, 5], many)).toMatchObject({ kind: 'unclear', complain: [3, 4, 5] })
    })
    test('what is stored is not what was received: the platform', async () => {
      const altered = {
        ...one,
        parts: { ...one.parts, sheet: [one.parts.sheet[0]!.map((b, i) => (i === 9 ? b ^ 1 : b))] },
      }
      expect((await kinds(altered, [1, 2, 3])).kind).toBe('platform')
      expect((await kinds({ ...one, parts: { ...one.parts, sheet: [] } }, [1, 2, 3])).kind).toBe('platform')
    })
    /** The manifest as a cheat would make it: one thing changed, and signed anew. */
    const cheat = (change: (p: any, bound: Uint8Array) => object): Stored => {
      const m = one.signed.manifest
      const packages = m.packages.map((p) =>
        p.name === 'sheet' ? { ...p, ...change(structuredClone(p), boundTo(m, 'sheet')) } : p,
      )
      return { ...one, signed: signManifest({ ...m, packages } as never, seeded('bidder 1001')()) }
    }
    test('the bidder dealt something else to one trustee: the bidder, whoever opens', async () => {
      const bad = cheat((p) => ({
        shares: p.shares.map((s: any, i: number) => (i === 1 ? { ...s, box: p.shares[2].box } : s)),
      }))
      for (const nos of subsets(5, 3)) {
        const o = await kinds(bad, nos)
        // With the one who got nothing among three there are too few, and a fourth decides.
        if (nos.includes(2)) expect(await kinds(bad, [1, 2, 3, 4])).toMatchObject({ kind: 'bidder', wrong: [] })
        else expect(o).toMatchObject({ kind: 'bidder', wrong: [] })
      }
    })
    test('two secrets, each for some trustees: the bid opens for none', async () => {
      const m = one.signed.manifest
      const bound = boundTo(m, 'sheet')
      const other = await deal(seeded('second')(), bound, 3, m.trustees)
      const bad = cheat((p) => ({ shares: p.shares.map((s: any, i: number) => (i < 2 ? other.shares[i] : s)) }))
      for (const nos of subsets(5, 3)) expect((await kinds(bad, nos)).kind, nos.join()).toBe('bidder')
    })
    test('the bytes were not encrypted with the key, or are no bid: the bidder', async () => {
      const junk = new Uint8Array(4096 + TAG).fill(7)
      const sha = await sha256Of(junk)
      const bad = cheat(() => ({ parts: [{ sha256: sha, size: junk.length }] }))
      expect((await kinds({ ...bad, parts: { ...bad.parts, sheet: [junk] } }, [1, 2, 3])).kind).toBe('bidder')
    })
  })
})

test('a file of more than 8 MiB: its digest is over blocks, and a changed byte in the second is found', async () => {
  const bytes = new Uint8Array(9 * 1024 * 1024).fill(7)
  const big = await sealed(1004, bidOf(1, [fileOf('big.pdf', bytes)]))
  const o = await openedBy(big, 'documents', [1, 2, 3])
  expect(o.kind === 'opened' && o.head.files[0]!.sha256).not.toBe(await sha256Of(bytes))
  const { ContentReader, contentOf, headOf } = await import('./content.rules.ts')
  const head = await headOf('documents', {}, [fileOf('big.pdf', bytes)])
  const changed = bytes.slice()
  changed[8_500_000] = 8
  const content = contentOf(head, [sourceOf(changed)])
  const reader = new ContentReader('documents', content.size)
  expect(() => reader.push(Uint8Array.from({ length: 0 }))).not.toThrow()
  const whole = await content.read(0, content.size)
  expect(() => reader.push(whole)).toThrow('not the one of its digest')
})

describe('what is inside', () => {
  const bad = async (bytes: Uint8Array) => {
    const s = await sealed(1003, bidOf(1))
    const { ContentReader, BadContent } = await import('./content.rules.ts')
    const reader = new ContentReader('sheet', 4096)
    try {
      reader.push(bytes)
      reader.end()
      return s && 'fine'
    } catch (error) {
      if (!(error instanceof BadContent)) throw error
      return error.message
    }
  }
  const content = (text: string, more: (b: Uint8Array) => void = () => {}) => {
    const bytes = new Uint8Array(4096)
    const t = utf8(text)
    new DataView(bytes.buffer).setUint32(0, t.length)
    bytes.set(t, 4)
    more(bytes)
    return bytes
  }
  const head = (more: Partial<Head> = {}) =>
    JSON.stringify({ package: 'sheet', data: { price: 1 }, files: [], ...more })
  test.each([
    ['fine', content(head())],
    ['its head is no JSON', content('{')],
    ['its head has not its shape', content(head({ package: 'identity' }))],
    ['its head has not its shape', content(JSON.stringify({ package: 'sheet', data: { price: 1.5 }, files: [] }))],
    ['something stands in the padding', content(head(), (b) => (b[4095] = 1))],
    ['its head has no sensible length', content(head(), (b) => (b[0] = 0xff))],
    ['it ends too early', content(head()).subarray(0, 4000)],
    [
      'the file x is not the one of its digest',
      content(head({ files: [{ name: 'x', type: '', size: 3, sha256: '0'.repeat(64) }] })),
    ],
    [
      'it is not padded as it must be',
      content(head({ files: [{ name: 'x', type: '', size: 9000, sha256: '0'.repeat(64) }] })),
    ],
  ])('%s', async (says, bytes) => {
    expect(await bad(bytes)).toBe(says)
  })
})

describe('the record of an opening', () => {
  let record: OpeningRecord
  const bids = async () => Promise.all([1, 2, 3].map((n) => sealed(1000 + n, bidOf(100 * n))))
  test('holds, read from its text, with a receipt', async () => {
    record = await recordOf(await bids())
    const read = readRecord(JSON.stringify(record))
    const receipt = {
      format: 'gnomon-bid-receipt/1',
      number: read.terms.number,
      box: read.terms.box,
      bidder: 1002,
      version: 1,
      digest: read.sealed.list[1]!,
      receivedAt: read.envelopes[1]!.receivedAt,
      act: null,
    } as const
    const verdict = await verifyOpening(read, receipt)
    expect(verdict.lines.filter((l) => !l.ok)).toEqual([])
    expect((await verifyOpening(read, { ...receipt, receivedAt: '2026-03-29T02:00:00.000Z' })).holds).toBe(false)
    expect((await verifyOpening(read, { ...receipt, digest: '0'.repeat(64) })).holds).toBe(false)
  })
  test.each<[string, (r: OpeningRecord) => unknown]>([
    ['an envelope is left out', (r) => r.envelopes.pop()],
    [
      '… and off the list',
      (r) => {
        r.envelopes.pop()
        r.sealed.list.pop()
      },
    ],
    ['the order is changed', (r) => r.envelopes.reverse()],
    ['a price is changed', (r) => (r.envelopes[0]!.sheet = { price: 1, days: 300 })],
    ['a name is changed', (r) => (r.envelopes[1]!.identity = { name: '另一家' })],
    [
      'two prices change places',
      (r) => {
        const [a, b] = r.envelopes
        ;[a!.sheet, b!.sheet] = [b!.sheet, a!.sheet]
      },
    ],
    [
      'a bid is called void',
      (r) => {
        r.envelopes[0]!.outcome = 'bidder'
        r.envelopes[0]!.why = 'sheet: nothing'
      },
    ],
    ['a share is changed', (r) => (r.envelopes[0]!.released.sheet[0]!.value = 'ab'.repeat(32))],
    ['shares are left out', (r) => (r.envelopes[0]!.released.sheet.length = 2)],
    ['the encrypted sheet is changed', (r) => (r.envelopes[0]!.sealed.sheet = r.envelopes[1]!.sealed.sheet)],
    ['the manifest is changed', (r) => (r.envelopes[0]!.signed.manifest.version = 2)],
    ['received after the deadline', (r) => (r.envelopes[0]!.receivedAt = '2026-03-30T01:00:00.000Z')],
    ['numbers that do not add up', (r) => (r.sealed.replaced = 1)],
    ['trustees are exchanged', (r) => (r.terms.trustees[0]!.key = hex(TRUSTEES[1]!.pair.public))],
  ])('does not hold where %s', async (_, change) => {
    const r = structuredClone(record)
    change(r)
    expect((await verifyOpening(r)).holds).toBe(false)
  })
  test('is refused where it is none', () => {
    for (const bad of ['', '{}', '[]', JSON.stringify({ ...record, envelopes: [{}] })])
      expect(() => readRecord(bad)).toThrow(UnreadableRecord)
  })
})
