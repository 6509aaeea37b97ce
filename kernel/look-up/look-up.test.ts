// Strangers as they are: quick, late, wrong, double, down, and speaking rubbish.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { text } from '../platform/index.ts'
import {
  askAddresses,
  askRegister,
  connectAddresses,
  connectRegister,
  gleif,
  nominatim,
  type Register,
} from './index.ts'

const CODE = '91350200000001028Q'
const tx = undefined as never
let minute = 0
/** Each question an hour after the last: no answer is kept for another test. */
const later = () => new Date(Date.UTC(2026, 2, 2) + minute++ * 3_600_000)

let respond: (path: URL, response: ServerResponse) => void
let asked: URL[] = []
const server = createServer((request, response) => {
  const at = new URL(request.url!, 'http://x')
  asked.push(at)
  respond(at, response)
})
let base: string
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
afterEach(() => {
  asked = []
  connectRegister(undefined)
  connectAddresses(undefined)
})

const record = (registeredAs: string, name: string) => ({
  attributes: {
    entity: {
      legalName: { name, language: 'zh' },
      registeredAs,
      legalAddress: { addressLines: ['集美区杏林路', '3 号'] },
    },
  },
})
const json =
  (body: unknown) =>
  (_: URL, response: ServerResponse): void =>
    void response.end(JSON.stringify(body))

describe('a register', () => {
  test.each([
    ['finds it', json({ data: [record(CODE, '集美石材有限公司')] }), 'found'],
    [
      'says it twice: once',
      json({ data: [record(CODE, '集美石材有限公司'), record(CODE, '集美石材有限公司')] }),
      'found',
    ],
    ['knows of none', json({ data: [] }), 'none'],
    ['answers about another', json({ data: [record('91350200MA00000000', '别的公司')] }), 'wrong'],
    ['names nobody', json({ data: [record(CODE, ' ')] }), 'wrong'],
    ['speaks rubbish', (_: URL, r: ServerResponse): void => void r.end('<html>'), 'silent'],
    ['changed its words', json({ records: [] }), 'silent'],
    ['is down', (_: URL, r: ServerResponse): void => void r.writeHead(503).end(), 'silent'],
    ['hangs up', (_: URL, r: ServerResponse): void => void r.destroy(), 'silent'],
  ] as const)('%s', async (_, answer, how) => {
    respond = answer
    connectRegister(gleif(base))
    const looked = (await askRegister(tx, CODE, later()))!
    expect(looked.how).toBe(how)
    if (looked.how === 'found')
      expect(looked).toMatchObject({
        what: { uscc: CODE, name: '集美石材有限公司', address: '集美区杏林路3 号' },
        from: { en: expect.stringContaining('GLEIF') },
      })
    // Nothing goes out but the code.
    expect([...asked[0]!.searchParams.values()]).toEqual([CODE, 'CN', '2'])
  })

  test('that never answers is given up, six wait and no seventh; an answer is kept, silence is not', async () => {
    let begun = 0
    let answers = false
    const slow: Register = {
      title: text('慢', 'slow'),
      find(uscc) {
        begun++
        return answers ? Promise.resolve({ uscc, name: '甲' }) : new Promise(() => {})
      },
    }
    connectRegister(slow)
    const now = later()
    const codes = Array.from({ length: 9 }, (_, i) => `9135020000000000${i}X`)
    const all = await Promise.all(codes.map((code) => askRegister(tx, code, now, 20)))
    expect([begun, new Set(all.map((l) => l!.how))]).toEqual([6, new Set(['silent'])])
    answers = true
    expect((await askRegister(tx, codes[0]!, now))!.how).toBe('found')
    expect((await askRegister(tx, codes[0]!, now))!.how).toBe('found')
    expect(begun).toBe(7)
  })

  test('where none is connected nothing is asked', async () => {
    expect([await askRegister(tx, CODE, later()), await askAddresses(tx, '湖滨南路', later())]).toEqual([
      undefined,
      undefined,
    ])
  })
})

describe('a gazetteer', () => {
  test('its addresses as they are written here, each once', async () => {
    const one = { display_name: '81号, 湖滨南路, 思明区, 厦门市, 福建省, 361004, 中国' }
    respond = json([one, one, { display_name: '湖滨南路, 思明区, 厦门市, 福建省, 中国' }])
    connectAddresses(nominatim(base))
    expect(await askAddresses(tx, '湖滨南路 81', later())).toMatchObject({
      how: 'found',
      what: [{ address: '福建省厦门市思明区湖滨南路81号' }, { address: '福建省厦门市思明区湖滨南路' }],
    })
    respond = json([])
    expect((await askAddresses(tx, '没有这条路', later()))!.how).toBe('none')
  })
})
