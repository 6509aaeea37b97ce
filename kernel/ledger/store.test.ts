import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type S3Options, s3Tiles } from './index.ts'
import { startS3 } from './s3/harness.ts'
import { signRequest } from './s3/sigv4.ts'
import { fileTiles, memoryTiles, type TileStore } from './store.ts'
import { append, emptyEdge, loadEdge, rootOfEdge, treeReader } from './tree.ts'

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
let folder: string
let s3: Awaited<ReturnType<typeof startS3>>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-store-'))
  s3 = await startS3({ accessKeyId: CREDENTIALS.accessKeyId, secret: CREDENTIALS.secretAccessKey })
})
afterAll(() => {
  s3.close()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  s3.fault = undefined
})
let n = 0
const s3At = (options: Partial<S3Options> = {}) =>
  s3Tiles({
    url: `s3://bucket/城市 (演示)/log+1/${n}`,
    endpoint: s3.url,
    region: 'cn-north-1',
    credentials: CREDENTIALS,
    timeout: 2000,
    ...options,
  })
const stores: Record<string, () => { store: TileStore; second: TileStore }> = {
  files: () => {
    const at = join(folder, String(++n))
    return { store: fileTiles(at), second: fileTiles(at) }
  },
  S3: () => {
    n++
    return { store: s3At(), second: s3At() }
  },
  memory: () => {
    const store = memoryTiles()
    return { store, second: store }
  },
}
const bytes = (word: string, size = 100) => Buffer.alloc(size, word)

describe.each(Object.keys(stores))('a store of tiles in %s', (kind) => {
  test('gives nothing where nothing lies, and what was written after', async () => {
    const { store, second } = stores[kind]!()
    for (const path of ['checkpoint', 'tile/0/000', 'tile/0/x001/234.p/7', 'tile/entries/x001/x234/067']) {
      expect(await store.read(path)).toBeUndefined()
      await store.write(path, bytes(path))
      expect(await second.read(path)).toEqual(bytes(path))
    }
    await store.write('tile/1/000', Buffer.alloc(0))
    expect(await store.read('tile/1/000')).toEqual(Buffer.alloc(0))
  })
  test('the same bytes again are no change; others replace only when allowed, seeing what lies there', async () => {
    const { store } = stores[kind]!()
    const asked: string[] = []
    const allow = async (present: Buffer) => void asked.push(present.subarray(0, 3).toString())
    await store.write('tile/0/000', bytes('one'), allow)
    await store.write('tile/0/000', bytes('one'), allow)
    expect(asked).toEqual([])
    await store.write('tile/0/000', bytes('two'), allow)
    expect([asked, (await store.read('tile/0/000'))!.subarray(0, 3).toString()]).toEqual([['one'], 'two'])
    const lost = store.write('tile/0/000', bytes('six'), async () => {
      throw new Error('the lock is gone')
    })
    await expect(lost).rejects.toThrow('the lock is gone')
    expect(await store.read('tile/0/000')).toEqual(bytes('two'))
  })
  // Comparing and replacing are one step in the object store; a folder has one writer, under the head's lock.
  test.skipIf(kind === 'files')('what a successor wrote meanwhile is not overwritten', async () => {
    const { store, second } = stores[kind]!()
    await store.write('tile/0/000', bytes('left over'))
    const late = store.write('tile/0/000', bytes('late'), () => second.write('tile/0/000', bytes('successor')))
    await expect(late).rejects.toThrow(/another writer/i)
    expect(await store.read('tile/0/000')).toEqual(bytes('successor'))
  })
  test('a reader sees whole bytes, old or new, while others write', async () => {
    const { store, second } = stores[kind]!()
    const [a, b] = [bytes('a', 60_000), bytes('b', 90_000)]
    await store.write('tile/0/000', a)
    const writing = (async () => {
      for (let i = 0; i < 20; i++) await store.write('tile/0/000', i % 2 ? a : b)
    })()
    for (let i = 0; i < 40; i++) {
      const seen = (await second.read('tile/0/000'))!
      expect(seen.equals(a) || seen.equals(b)).toBe(true)
    }
    await writing
  })
  test('a tree grown on it reads back, with its proofs', async () => {
    const { store, second } = stores[kind]!()
    let edge = emptyEdge()
    for (const batch of [3, 252, 1, 300]) {
      const made = append(
        edge,
        Array.from({ length: batch }, (_, i) => Buffer.from(`${edge.size} ${i}`)),
      )
      await Promise.all([...made.writes].map(([p, b]) => store.write(p, b)))
      edge = made.edge
    }
    expect(rootOfEdge(await loadEdge(second, 556))).toEqual(rootOfEdge(edge))
    expect(await treeReader(second, 556).root()).toEqual(rootOfEdge(edge))
    expect((await treeReader(second, 556).inclusion(255)).length).toBeGreaterThan(8)
  })
})

test('a folder of tiles keeps no temporary files', () => {
  const left = readdirSync(folder, { recursive: true }) as string[]
  expect(left.length).toBeGreaterThan(10)
  expect(left.filter((f) => /\.[0-9a-f-]{36}$/.test(f))).toEqual([])
})

describe('Signature Version 4', () => {
  // The examples of the S3 documentation.
  const credentials = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }
  const at = new Date('2013-05-24T00:00:00Z')
  const host = 'https://examplebucket.s3.amazonaws.com'
  test.each([
    [
      'GET object',
      { method: 'GET', url: new URL(`${host}/test.txt`), headers: { range: 'bytes=0-9' } },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      'PUT object',
      {
        method: 'PUT',
        url: new URL(`${host}/test%24file.text`),
        headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
        body: Buffer.from('Welcome to Amazon S3.'),
      },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    [
      'GET with a query without a value',
      { method: 'GET', url: new URL(`${host}/?lifecycle`) },
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    ],
    [
      'GET with a query',
      { method: 'GET', url: new URL(`${host}/?max-keys=2&prefix=J`) },
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    ],
  ])('%s', (_, request, signature) =>
    expect(signRequest(request, credentials, 'us-east-1', at).authorization).toContain(`Signature=${signature}`),
  )
})

describe('S3 when things go wrong', () => {
  beforeEach(() => void n++)
  test('another secret and another key are refused by name; nothing is written', async () => {
    for (const wrong of [{ secretAccessKey: 'other' }, { accessKeyId: 'other' }]) {
      const store = s3At({ credentials: { ...CREDENTIALS, ...wrong } })
      await expect(store.read('checkpoint')).rejects.toThrow('check credentials')
      await expect(store.write('checkpoint', bytes('x'))).rejects.toThrow('check credentials')
    }
    expect(s3.refused).toEqual(expect.arrayContaining(['SignatureDoesNotMatch', 'InvalidAccessKeyId']))
    expect([...s3.objects.keys()].filter((k) => k.includes(`/${n}/`))).toEqual([])
  })
  test('a connection that breaks after the write: the outcome is unknown, the repetition finds its own bytes', async () => {
    const store = s3At()
    let broke = 0
    s3.fault = ({ method, key }) =>
      method === 'PUT' && key.endsWith('000') && broke++ === 0 ? 'drop-after' : undefined
    const asked: Buffer[] = []
    await store.write('tile/0/000', bytes('one'), async (present) => void asked.push(present))
    expect([broke, asked.length]).toEqual([2, 0])
    expect(await store.read('tile/0/000')).toEqual(bytes('one'))
    broke = 0
    s3.fault = ({ method, key }) =>
      method === 'PUT' && key.endsWith('000') && broke++ === 1 ? 'drop-after' : undefined
    await store.write('tile/0/000', bytes('two'), async () => {})
    expect(await store.read('tile/0/000')).toEqual(bytes('two'))
  })
  test('breaks before the write and overload are ridden out; a store that stays away is named', async () => {
    const store = s3At()
    let left = 2
    s3.fault = () => (left-- > 0 ? (left % 2 ? 'unavailable' : 'drop-before') : undefined)
    await store.write('tile/0/000', bytes('one'))
    expect(await store.read('tile/0/000')).toEqual(bytes('one'))
    s3.fault = () => 'unavailable'
    await expect(store.write('tile/0/001', bytes('one'))).rejects.toThrow('outcome is unknown')
    await expect(store.read('tile/0/000')).rejects.toThrow('no answer')
    s3.fault = undefined
    expect(await store.read('tile/0/001')).toBeUndefined()
  })
  test('a store that ignores conditions is refused before a tile lies on it', async () => {
    const careless = await startS3({
      accessKeyId: CREDENTIALS.accessKeyId,
      secret: CREDENTIALS.secretAccessKey,
      conditions: false,
    })
    try {
      const store = s3At({ endpoint: careless.url })
      await expect(store.write('tile/0/000', bytes('x'))).rejects.toThrow('ignores If-None-Match')
      expect([...careless.objects.keys()].some((k) => k.includes('tile'))).toBe(false)
    } finally {
      careless.close()
    }
  })
  test.each(['s3:bucket', 'https://bucket/x', 's3://B_/x', ''])('%j is no address', (url) =>
    expect(() => s3At({ url })).toThrow('is not s3://'),
  )
})
