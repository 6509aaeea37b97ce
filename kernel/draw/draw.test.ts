import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerRoom, memoryTiles, openLog } from '../ledger/index.ts'
import { codeOf as code, testWorld, type World } from '../platform/harness.ts'
import { defineContract, operation, system, systemOnly, text } from '../platform/index.ts'
import { drawsCheck } from './checks.ts'
import { getRecord } from './contract.ts'
import { closingText, DrawProblem, shortages } from './draw.rules.ts'
import room, {
  type Closing,
  closeDraw,
  closeErrors,
  commitDraw,
  commitmentOf,
  type DrawRecord,
  draw,
  type Member,
  type Pool,
  pick,
  pickNumber,
  poolDigest,
  revealDraw,
  revealErrors,
  standIns,
  stream,
  uniform,
  verifyDraw,
} from './index.ts'

const hex = (s: string) => Buffer.from(s, 'hex')
const pool = (more: Partial<Pool> = {}): Pool => ({
  name: 'p',
  members: ['a', 'b', 'c', 'd'].map((id) => ({ id, weight: 1, stratum: '*' })),
  excluded: [],
  apart: [],
  take: { '*': 2 },
  each: null,
  ...more,
})
const closing = (...pools: Pool[]): Closing => ({ pools, numbers: [], words: null })

describe('the published vectors, made by another implementation', () => {
  const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8'))
  test.each<[string, any]>(vectors.map((v: any) => [v.name, v]))('%s', (_, v) => {
    expect(commitmentOf(hex(v.seed), hex(v.nonce))).toBe(v.commitment)
    expect(v.closing.pools.map(poolDigest)).toEqual(v.digests)
    expect(closingText(v.closing, v.root)).toBe(v.closingText)
    expect(draw(hex(v.seed), v.closing, v.root)).toEqual(v.result)
  })
})

test('stand-ins go on where the draw ended: an order that the other implementation gives as well', () => {
  const seed = Uint8Array.from({ length: 32 }, (_, i) => i)
  const sick = closing(pool({ excluded: [{ id: 'e', reason: 'sick' }] }))
  expect(draw(seed, sick).drawn[0]!.ids).toEqual(['a', 'c'])
  expect(standIns(seed, sick, null, { pool: 'p', of: null, stratum: '*' })).toEqual(['d', 'b'])
  expect(standIns(seed, sick, null, { pool: 'p', of: null, stratum: 'x' })).toEqual([])
  expect(() => standIns(seed, sick, null, { pool: 'q', of: null, stratum: '*' })).toThrow(DrawProblem)
  // Whoever must keep apart from somebody does not stand in for him either.
  const each = closing(
    pool({ name: 's', members: [{ id: 'x', weight: 1, stratum: '*' }], take: { '*': 1 } }),
    pool({ each: 's', apart: [{ id: 'd', of: 'x', reason: 'kin' }] }),
  )
  const given = draw(seed, each).drawn.find((d) => d.of === 'x')!.ids
  const behind = standIns(seed, each, null, { pool: 'p', of: 'x', stratum: '*' })
  expect([...given, ...behind].sort()).toEqual(['a', 'b', 'c'])
})

describe('chances', () => {
  test('values past the last whole multiple are thrown away', () => {
    const from = (function* () {
      yield (1n << 64n) - 1n
      yield 7n
      throw new Error('asked for more')
    })() as Generator<bigint, never>
    expect(uniform(from, 10n)).toBe(7n)
    expect(() => uniform(from, 0n)).toThrow(DrawProblem)
  })
  test('in proportion to the weights, and each stratum by itself', () => {
    const members: Member[] = [1, 2, 5].map((weight) => ({ id: `w${weight}`, weight, stratum: '*' }))
    const times: Record<string, number> = { w1: 0, w2: 0, w5: 0 }
    for (let i = 0; i < 8000; i++) times[pick(members, 1, stream(Buffer.from('key'), `n ${i}`))[0]!]!++
    // Expected 1000, 2000, 5000; a fifth degree of four standard deviations.
    expect(Math.abs(times.w1! - 1000)).toBeLessThan(120)
    expect(Math.abs(times.w2! - 2000)).toBeLessThan(160)
    expect(Math.abs(times.w5! - 5000)).toBeLessThan(180)
  })
  test('the order in which members were listed changes nothing; any member, word or root changes all', () => {
    const seed = Buffer.alloc(32, 9)
    const big = pool({
      members: Array.from({ length: 50 }, (_, i) => ({ id: `m${i}`, weight: 1, stratum: '*' })),
      take: { '*': 20 },
    })
    const first = draw(seed, closing(big))
    expect(draw(seed, closing({ ...big, members: big.members.toReversed() }))).toEqual(first)
    expect(draw(seed, closing({ ...big, excluded: [{ id: 'z', reason: 'kin' }] }))).not.toEqual(first)
    expect(draw(seed, { ...closing(big), words: 'x' })).not.toEqual(first)
    expect(draw(seed, closing(big), 'a'.repeat(64))).not.toEqual(first)
    expect(new Set(first.drawn[0]!.ids).size).toBe(20)
  })
  test.each([
    [{ from: '0.9', to: '0.99', step: '0.01' }, /^0\.9\d$/],
    [{ from: '5', to: '5', step: '1' }, /^5$/],
    [{ from: '-0.5', to: '-0.25', step: '0.25' }, /^-0\.(50|25)$/],
  ])('a number of %o', (range, shape) => {
    for (let i = 0; i < 50; i++)
      expect(pickNumber({ name: 'k', ...range }, stream(Buffer.from([i]), 'x'))).toMatch(shape)
  })
  test.each([
    [{ from: '1', to: '0', step: '1' }],
    [{ from: '0', to: '1', step: '0' }],
    [{ from: '0', to: '1', step: '1e-3' }],
  ])('no number of %o', (range) => {
    expect(() => pickNumber({ name: 'k', ...range }, stream(Buffer.from('k'), 'x'))).toThrow(DrawProblem)
  })
})

describe('what cannot be drawn from is refused before', () => {
  const one = (m: Partial<Member>) => pool({ members: [{ id: 'a', weight: 1, stratum: '*', ...m }], take: { '*': 1 } })
  test.each<[string, Pool]>([
    ['a blank in an id', one({ id: 'a b' })],
    ['a line feed in an id', one({ id: 'a\n+ z 1 *' })],
    ['no weight', one({ weight: 0 })],
    ['half a weight', one({ weight: 0.5 })],
    ['twice the same', pool({ members: [...pool().members, ...pool().members] })],
    ['excluded and a member', pool({ excluded: [{ id: 'a', reason: 'kin' }] })],
    ['a blank in a reason', pool({ excluded: [{ id: 'z', reason: 'of kin' }] })],
    ['a count below nothing', pool({ take: { '*': -1 } })],
  ])('%s', (_, wrong) => expect(() => draw(Buffer.alloc(32), closing(wrong))).toThrow(DrawProblem))
  test('too few, also for one who might be drawn', () => {
    expect(shortages(closing(pool({ take: { '*': 5 } })))).toEqual([{ pool: 'p', of: null, stratum: '*', has: 4 }])
    const officers = pool({
      name: 'o',
      take: { '*': 3 },
      each: 'p',
      apart: ['a', 'b'].map((id) => ({ id, of: 'c', reason: 'kin' })),
    })
    expect(shortages(closing(pool(), officers))).toEqual([{ pool: 'o', of: 'c', stratum: '*', has: 2 }])
  })
})

describe('a record is verified by itself', () => {
  const seed = Buffer.alloc(32, 3)
  const nonce = Buffer.alloc(32, 4)
  const p = pool()
  const record = (): DrawRecord => ({
    format: 'gnomon-draw/1',
    id: '00000000-0000-8000-8000-000000000000',
    purpose: text('抽', 'draw'),
    commitment: commitmentOf(seed, nonce),
    committedAt: '2026-03-02T01:00:00.000Z',
    closed: {
      at: '2026-03-02T02:00:00.000Z',
      pools: [{ ...p, members: [...p.members], excluded: [], apart: [], take: { ...p.take }, digest: poolDigest(p) }],
      numbers: [],
      words: null,
      checkpoint: false,
    },
    revealed: {
      at: '2026-03-02T03:00:00.000Z',
      seed: seed.toString('hex'),
      nonce: nonce.toString('hex'),
      root: null,
      result: draw(seed, closing(p)),
    },
  })
  test('as it was drawn', () => expect(verifyDraw(record())).toEqual({ done: true, differs: [], drawn: 2 }))
  test.each<[string, RegExp, (r: DrawRecord) => void]>([
    ['another seed', /committed to/, (r) => void (r.revealed!.seed = 'ab'.repeat(32))],
    ['another result', /should be/, (r) => void r.revealed!.result.drawn[0]!.ids.reverse()],
    [
      'one drawn too many',
      /too many/,
      (r) => void r.revealed!.result.drawn.push({ pool: 'p', of: null, stratum: 'y', ids: ['d'] }),
    ],
    ['a member taken out', /not the one of its digest/, (r) => void r.closed!.pools[0]!.members.pop()],
    [
      'a member put in',
      /not the one of its digest/,
      (r) => void r.closed!.pools[0]!.members.push({ id: 'e', weight: 1, stratum: '*' }),
    ],
    ['closed before the commitment', /after the commitment/, (r) => void (r.closed!.at = '2026-03-02T00:59:00.000Z')],
    ['opened before the closing', /after the closing/, (r) => void (r.revealed!.at = '2026-03-02T01:30:00.000Z')],
    ['a root that was asked for is missing', /root/, (r) => void (r.closed!.checkpoint = true)],
    ['a number nobody asked for', /published is 7/, (r) => void (r.revealed!.result.numbers.K = '7')],
    ['nothing closed', /no pool was closed/, (r) => void (r.closed = null)],
  ])('%s is found', (_, said, spoil) => {
    const spoilt = record()
    spoil(spoilt)
    expect(
      verifyDraw(spoilt)
        .differs.map((d) => d.en)
        .join(' '),
    ).toMatch(said)
  })
})

describe('three acts', () => {
  const CHECK = { checkpoint: false }
  const of = z.object({ id: z.uuid(), checkpoint: z.boolean().default(false), take: z.int().default(2) })
  const commit = defineContract({
    id: 'lottery.commit',
    kind: 'write',
    title: text('承诺', 'Commit'),
    input: z.object({}),
    output: z.object({ id: z.string() }),
  })
  const close = defineContract({
    id: 'lottery.close',
    kind: 'write',
    title: text('封池', 'Close'),
    input: of,
    output: z.object({}),
    errors: closeErrors,
  })
  const reveal = defineContract({
    id: 'lottery.reveal',
    kind: 'write',
    title: text('抽取', 'Reveal'),
    input: of,
    output: z.any(),
    errors: revealErrors,
  })
  const lottery = {
    ...room,
    name: 'lottery',
    checks: [],
    operations: [
      operation(commit, {
        allow: systemOnly,
        async run(ctx) {
          const { id, act } = await commitDraw(ctx, { jurisdiction: '350200', purpose: text('抽', 'draw') })
          return { act, output: { id } }
        },
      }),
      operation(close, {
        allow: systemOnly,
        async run(ctx) {
          const closing = { pools: [pool({ take: { '*': ctx.input.take } })], numbers: [], words: '晴' }
          return {
            act: await closeDraw(ctx, ctx.input.id, { ...closing, checkpoint: ctx.input.checkpoint }),
            output: {},
          }
        },
      }),
      operation(reveal, {
        allow: systemOnly,
        async run(ctx) {
          const { act, result } = await revealDraw(ctx, ctx.input.id)
          return { act, output: result }
        },
      }),
    ],
  }
  const root = system('test')
  let world: World
  beforeAll(async () => {
    const signer = { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => 'signed\n' }
    const log = openLog({ origin: 'x', store: memoryTiles(), signer })
    world = await testWorld([room, ledgerRoom(log), lottery])
  })
  afterAll(() => world.close())
  const record = (id: string) => world.run(getRecord, { id })

  test('the seed is shown once it is opened, and not before; each once', async () => {
    const { id } = await world.run(commit, {}, root)
    expect(await code(world.run(close, { id }, root))).toBe('TOO_SOON')
    world.clock.advance(1000)
    expect(await code(world.run(reveal, { id }, root))).toBe('NOT_CLOSED')
    expect(await code(world.run(close, { id, take: 5 }, root))).toBe('SHORT')
    expect(await code(world.run(close, { id, ...CHECK }, root))).toBe('OK')
    expect(await code(world.run(close, { id }, root))).toBe('CLOSED')
    expect(await code(world.run(reveal, { id }, root))).toBe('NOT_CLOSED')
    const [{ seed }] = (await world.database
      .owner`select encode(seed, 'hex') as seed from draw.draw where id = ${id}`) as any
    const acts = () => world.database.owner`select public from platform.act where subject_id = ${id}`
    expect(JSON.stringify([await record(id), await acts()])).not.toContain(seed)
    world.clock.advance(1000)
    await world.run(reveal, { id }, root)
    expect(await code(world.run(reveal, { id }, root))).toBe('REVEALED')
    const whole = await record(id)
    expect(whole.revealed!.seed).toBe(seed)
    expect(verifyDraw(whole)).toEqual({ done: true, differs: [], drawn: 2 })
    expect(await code(world.run(getRecord, { id: '00000000-0000-8000-8000-000000000000' }))).toBe('NO_DRAW')
  })
  test('with the ledger: waits for the checkpoint after the closing, takes the first, and its root changes the result', async () => {
    const { id } = await world.run(commit, {}, root)
    world.clock.advance(1000)
    await world.run(close, { id, checkpoint: true }, root)
    world.clock.advance(1000)
    expect(await code(world.run(reveal, { id }, root))).toBe('NO_CHECKPOINT')
    await world.settle()
    const first = await world.database.owner`select max(size) as size from ledger.checkpoint`
    await world.run(commit, {}, root)
    await world.settle()
    await world.run(reveal, { id }, root)
    const whole = await record(id)
    // None that was signed later; the log may have signed more than one on the way.
    expect(whole.revealed!.root!.size).toBeLessThanOrEqual(Number(first[0]!.size))
    expect(verifyDraw(whole).differs).toEqual([])
    // Another root draws others; of sixteen, some must, whatever the seed was.
    const others = [...'0123456789abcdef'].filter((digit) => {
      whole.revealed!.root!.root = digit.repeat(64)
      return verifyDraw(whole).differs.length > 0
    })
    expect(others.length).toBeGreaterThan(0)
  })
  test('a row that was changed is found', async () => {
    const found = async () => (await world.db.transaction().execute((tx) => drawsCheck.piece(tx, '', 100))).found
    expect(await found()).toEqual([])
    await world.database
      .owner`update draw.draw set result = jsonb_set(result, '{drawn,0,ids}', '["z"]') where revealed_at is not null`
    expect((await found()).length).toBe(2)
  })
})
