// kill −9 at every step of a submission and of an opening: after each statement of each transaction, and right after its commit. All or
// nothing; whoever was not answered does it again under the same command, and then it stands once.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { citizen, officer, projectRoot, testWorld, type World } from '../../kernel/platform/harness.ts'
import {
  type Actor,
  type Contract,
  execute,
  newId,
  type PersonActor,
  settableClock,
  system,
} from '../../kernel/platform/index.ts'
import { hex, utf8 } from '../../trade/envelope/bytes.rules.ts'
import { openedShare } from '../../trade/envelope/deal.rules.ts'
import { bidOf, fileOf, sealed, seeded, TRUSTEES } from '../../trade/envelope/envelope.harness.ts'
import envelope, { contract as c, TRUSTEE } from '../../trade/envelope/index.ts'
import { boundTo } from '../../trade/envelope/manifest.shape.ts'
import { verifyOpening } from '../../trade/envelope/verify.rules.ts'

const NOW = Date.parse('2026-03-02T01:00:00Z')
const DEADLINE = new Date(NOW + 3_600_000).toISOString()
const AFTER = new Date(NOW + 3_603_000).toISOString()
const by = system('test')
let world: World
let folder: string
let trustees: Actor[]
let boxes = 0
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gnomon-sealed-'))
  world = await testWorld([envelope], new Date(NOW))
  trustees = TRUSTEES.map((t) => officer(TRUSTEE, { unitCode: t.unit }))
  for (const [i, who] of trustees.entries()) await world.run(c.registerKey, { key: hex(TRUSTEES[i]!.pair.public) }, who)
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

type Job = { contract: Contract; input: any; actor: Actor; now: string }
/** A child that does the job, and dies at `n`. */
function child(job: Job, command: string, n: number | 'committed'): Promise<{ killed: boolean; out: string }> {
  const path = join(folder, `${command}.json`)
  const said = {
    url: world.database.url,
    data: world.dataFolder,
    now: job.now,
    operation: job.contract.id,
    actor: job.actor,
  }
  const bytes = (_: string, v: unknown) => (v instanceof Uint8Array ? Buffer.from(v).toString('base64') : v)
  writeFileSync(path, JSON.stringify({ ...said, input: job.input, command, n }, bytes))
  return new Promise((resolve) => {
    const args = [
      '--import',
      join(projectRoot, 'bin', 'loader.mjs'),
      join(projectRoot, 'test/faults/envelope-child.ts'),
      path,
    ]
    const run = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    run.stdout.on('data', (x) => (out += x))
    run.stderr.on('data', (x) => (out += x))
    run.on('exit', (_, signal) => resolve({ killed: signal === 'SIGKILL', out }))
  })
}
type Box = {
  number: string
  me: PersonActor
  bidder: number
  signed: any
  parts: { sha256: string; bytes: Uint8Array }[]
}
/** A box with one bid made; nothing of it sent. */
async function box(): Promise<Box> {
  const number = `350200-2026-${String(++boxes).padStart(6, '0')}`
  const trusted = { threshold: 3, trustees: TRUSTEES.map((t) => t.unit) }
  const terms = await world.run(
    c.announce,
    { jurisdiction: '350200', number, lot: '1', deadline: DEADLINE, ...trusted },
    by,
  )
  const me = citizen()
  const { bidder } = await world.run(c.admit, { number, personId: me.personId, name: '某公司' }, by)
  const parts: Box['parts'] = []
  const random = seeded(number)
  const { signed } = await sealed(bidder, bidOf(100, [fileOf('a.pdf', utf8('%PDF'))]), {
    ...{ terms, random, signer: random() },
    keep: async ({ sha256, bytes }) => void parts.push({ sha256, bytes }),
  })
  return { number, me, bidder, signed, parts }
}
const keep = (b: Box, i: number): Job => {
  const { sha256, bytes } = b.parts[i]!
  const file = { name: 'part', size: bytes.length, bytes }
  return {
    contract: c.keepPart,
    input: { number: b.number, sha256, file },
    actor: b.me,
    now: new Date(NOW).toISOString(),
  }
}
const submit = (b: Box): Job => ({
  ...{
    contract: c.submit,
    input: { number: b.number, signed: b.signed },
    actor: b.me,
    now: new Date(NOW).toISOString(),
  },
})
const seal = (b: Box): Job => ({ contract: c.seal, input: { number: b.number }, actor: by, now: AFTER })
const call = (b: Box): Job => ({ contract: c.call, input: { number: b.number }, actor: by, now: AFTER })
async function release(b: Box, i: number): Promise<Job> {
  const { no, envelopes } = await world.run(c.toRelease, { number: b.number }, trustees[i])
  const shares = []
  for (const e of envelopes)
    for (const { name, share } of e.shares) {
      const value = await openedShare(TRUSTEES[i]!.pair.secret, no, share, boundTo(e.bound, name))
      shares.push({ digest: e.digest, name, value })
    }
  return { contract: c.release, input: { number: b.number, shares }, actor: trustees[i]!, now: AFTER }
}
const open = (b: Box): Job => ({ contract: c.open, input: { number: b.number }, actor: by, now: AFTER })
const check = (b: Box, digest: string): Job => ({
  ...{ contract: c.checkDocuments, input: { number: b.number, digest }, actor: by, now: AFTER },
})
/** At the job's own time: several boxes are at different hours of their lives. */
const does = (j: Job, command?: string) =>
  execute(world, j.contract, j.input, {
    ...{ who: j.actor, clock: settableClock(j.now) },
    ...(command ? { commandId: command } : {}),
  })

/** What stands of a box, in every table. */
async function state(b: Box) {
  const [row] = await world.database.owner`select
    (select state from envelope.box where number = ${b.number}) as state,
    (select count(*)::int from envelope.part p join envelope.box x on x.id = p.box_id where x.number = ${b.number}) as parts,
    (select count(*)::int from envelope.envelope e join envelope.box x on x.id = e.box_id where x.number = ${b.number}) as envelopes,
    (select count(*)::int from envelope.release r join envelope.box x on x.id = r.box_id where x.number = ${b.number}) as releases,
    (select count(*)::int from envelope.result r join envelope.box x on x.id = r.box_id where x.number = ${b.number}) as results,
    (select array_agg(type || ' ' || n order by type) from (select type, count(*)::int as n from platform.act
      where public->>'number' = ${b.number} group by type) a) as acts`
  return row
}

type Step = { name: string; before(b: Box): Promise<void>; job(b: Box): Job | Promise<Job> }
const sent = async (b: Box) => {
  for (const i of b.parts.keys()) await does(keep(b, i))
  await does(submit(b))
}
const called = async (b: Box) => {
  await sent(b)
  await does(seal(b))
  await does(call(b))
}
const released = (n: number) => async (b: Box) => {
  await called(b)
  for (let i = 0; i < n; i++) await does(await release(b, i))
}
const digestOf = async (b: Box) => (await world.run(c.view, { number: b.number })).sealed!.list[0]!
const STEPS: Step[] = [
  { name: 'a part is kept', before: async () => {}, job: (b) => keep(b, 0) },
  {
    name: 'the manifest is received',
    before: async (b) => {
      for (const i of b.parts.keys()) await does(keep(b, i))
    },
    job: submit,
  },
  {
    name: 'the deadline fixes the list',
    before: async (b) => {
      await sent(b)
    },
    job: seal,
  },
  {
    name: 'the opening is called',
    before: async (b) => {
      await sent(b)
      await does(seal(b))
    },
    job: call,
  },
  { name: 'the last trustee releases', before: released(2), job: (b) => release(b, 2) },
  { name: 'all open', before: released(3), job: open },
  {
    name: 'the documents are checked',
    before: async (b) => {
      await released(3)(b)
      await does(open(b))
    },
    job: async (b) => check(b, await digestOf(b)),
  },
]

test.each(STEPS)(
  'killed while $name',
  async ({ before, job }) => {
    const once = async () => {
      const b = await box()
      await before(b)
      return b
    }
    // As it is where nobody dies.
    const calm = await once()
    const was = await state(calm)
    await does(await job(calm), newId())
    const done = await state(calm)
    expect(done).not.toEqual(was)
    const dies = async (n: number | 'committed') => {
      const b = await once()
      const command = newId()
      const j = await job(b)
      const { killed, out } = await child(j, command, n)
      const left = await state(b)
      if (n === 'committed') expect(left, out).toEqual(done)
      else if (killed) expect(left, `killed after statement ${n}`).toEqual(was)
      else expect(out).toContain('finished')
      await does(j, command)
      expect(await state(b), `again after ${n}`).toEqual(done)
      return killed
    }
    let n = 1
    // Three children at a time: most of it is their start.
    while ((await Promise.all([dies(n), dies(n + 1), dies(n + 2)])).every(Boolean)) n += 3
    expect(n).toBeGreaterThan(1)
    expect(await dies('committed')).toBe(true)
  },
  300_000,
)

test('after all of them the record of an opening holds', async () => {
  const b = await box()
  await called(b)
  for (const i of [4, 1, 3]) {
    const j = await release(b, i)
    const command = newId()
    await child(j, command, 'committed')
    await does(j, command)
  }
  const command = newId()
  await child(open(b), command, 5)
  await does(open(b), command)
  const record = await world.run(c.record, { number: b.number })
  expect((await verifyOpening(JSON.parse(JSON.stringify(record)))).lines.filter((l) => !l.ok)).toEqual([])
})
