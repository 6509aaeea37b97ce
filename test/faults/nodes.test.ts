// Two installations, each a process with a database, a ledger and keys of its own, and one matter between them.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nodeSigner, openWith, sealingKey, writePeers } from '../../apps/nodes.ts'
import { contract as cases } from '../../kernel/cases/index.ts'
import { keyFileIn, keyringIn } from '../../kernel/ledger/index.ts'
import { connectNodes, type Peer } from '../../kernel/nodes/index.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import {
  type Actor,
  actKeyIn,
  type Contract,
  execute,
  filesIn,
  type Output,
  Problem,
  type RawInput,
  system,
} from '../../kernel/platform/index.ts'
import * as c from '../../rooms/approvals/contract.ts'
import linked, { contract as l } from '../../rooms/linked/index.ts'
import { ABOVE, FORM, PLANNING, RURAL, TOWN } from '../../rooms/linked/linked.harness.ts'
import { applyForFood, FOOD_FORM, PDF, type TestCity, testCity } from '../city.ts'

/** The same licence of two districts. */
const [SIMING, HULI] = ['350203-01-0101', '350206-01-0101']

type Node = {
  city: TestCity
  data: string
  origin: string
  port: number
  peers: Peer[]
  process?: ChildProcess
  run<C extends Contract>(contract: C, input: RawInput<C>, as?: Actor): Promise<Output<C>>
}

/** The line between the two: open, cut, deaf (what was asked arrives, the answer does not), or double. */
type State = 'open' | 'cut' | 'deaf' | 'double'
type Wire = { state: State; port: number; passed: number; seen: string[]; server: Server }
async function wire(to: () => number): Promise<Wire> {
  const w = { state: 'open' as State, passed: 0, port: 0, seen: [] as string[] } as Wire
  w.server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    w.seen.push(Buffer.concat(parts).toString())
    if (w.state === 'cut') return void request.socket.destroy()
    const ask = () =>
      fetch(`http://127.0.0.1:${to()}${request.url}`, {
        method: 'POST',
        body: Buffer.concat(parts),
        headers: { 'content-type': 'application/json' },
      }).then(async (r) => ({ status: r.status, text: await r.text() }))
    const answers = await Promise.all(w.state === 'double' ? [ask(), ask()] : [ask()]).catch(() => undefined)
    w.passed++
    if (w.state === 'deaf' || !answers) return void request.socket.destroy()
    response.writeHead(answers[0]!.status, { 'content-type': 'application/json' }).end(answers[0]!.text)
  })
  await new Promise<void>((done) => w.server.listen(0, '127.0.0.1', done))
  w.port = (w.server.address() as AddressInfo).port
  return w
}

let a: Node
let b: Node
let up: Wire
let down: Wire
let applicant: Actor

async function node(origin: string): Promise<Node> {
  const data = mkdtempSync(join(tmpdir(), 'gnomon-node-'))
  const city = await testCity({ items: [ABOVE, RURAL, SIMING, HULI], more: [linked] })
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise((done) => server.close(done))
  const actKey = await actKeyIn(join(data, 'act-key.json'), async () =>
    (await city.database.owner`select id from platform.act`).map((r) => r.id),
  )
  const made: Node = {
    city,
    data,
    origin,
    port,
    peers: [],
    // As its own server would: by its act key, on its files, knowing who is far.
    async run(contract, input, as) {
      city.clock.set(new Date())
      connectNodes({ sign: () => '', peers: made.peers })
      const runtime = { ...city, actKey, files: filesIn(join(data, 'files')) }
      return execute(runtime, contract, input, { who: as ?? system('test') }).finally(() => connectNodes(undefined))
    },
  }
  return made
}

const vkeys = (n: Node) => ({
  key: nodeSigner(n, n.origin).vkey,
  seal: Buffer.from(sealingKey(n).public).toString('base64'),
  log: keyringIn(keyFileIn(join(n.data, 'ledger')), n.origin, { algorithms: ['ed25519'] }).vkeys(),
})

async function start(n: Node): Promise<void> {
  const of = {
    databaseUrl: n.city.database.url,
    databaseOwnerUrl: n.city.database.ownerUrl,
    data: n.data,
    port: n.port,
    origin: n.origin,
  }
  const loader = join(projectRoot, 'bin', 'loader.mjs')
  const child = join(projectRoot, 'test', 'faults', 'node-child.ts')
  n.process = spawn(process.execPath, ['--import', loader, child, JSON.stringify(of)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (d: Buffer) => {
      said += d
      if (said.includes('ready')) resolve()
    }
    n.process!.stdout!.on('data', hear)
    n.process!.stderr!.on('data', hear)
    n.process!.on('exit', () => reject(new Error(`the node ended: ${said.slice(-2000)}`)))
  })
}
async function kill(n: Node): Promise<void> {
  const gone = new Promise((done) => n.process!.on('exit', done))
  n.process!.removeAllListeners('exit')
  n.process!.on('exit', () => {})
  const over = new Promise((done) => n.process!.once('exit', done))
  n.process!.kill('SIGKILL')
  await Promise.race([gone, over])
}

/** Looks again until it holds; what never comes to hold is said. */
async function until<T>(what: string, look: () => Promise<T | undefined | false>, ms = 60_000): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    const found = await look().catch(() => undefined)
    if (found) return found
    if (Date.now() > end) {
      const boxes = await Promise.all(
        [a, b].map((n) => n.city.database.owner`select number, kind, why from nodes.outbox where receipt_at is null`),
      )
      throw new Error(`never: ${what}; waiting ${JSON.stringify(boxes)}`)
    }
    await new Promise((r) => setTimeout(r, 50))
  }
}

beforeAll(async () => {
  a = await node('above.example/350200')
  b = await node('below.example/350200')
  up = await wire(() => a.port)
  down = await wire(() => b.port)
  a.peers = [{ url: `http://127.0.0.1:${down.port}`, ...vkeys(b), places: ['350212', '350203'] }]
  b.peers = [{ url: `http://127.0.0.1:${up.port}`, ...vkeys(a), places: ['350200', '350206'] }]
  for (const n of [a, b]) writePeers(n, n.peers)
  applicant = await b.city.citizen()
  await Promise.all([start(a), start(b)])
})
afterAll(async () => {
  for (const n of [a, b]) {
    n?.process?.removeAllListeners('exit')
    n?.process?.kill('SIGKILL')
    await n?.city.close()
    if (n) rmSync(n.data, { recursive: true, force: true })
  }
  up?.server.close()
  down?.server.close()
})

const acts = async (n: Node, number: string): Promise<string[]> =>
  (
    await n.city.database.owner`select a.type from platform.act a join cases.case c on c.id = a.subject_id
      where c.number = ${number} order by a.number`
  ).map((r) => r.type)
const childOf = async (number: string): Promise<{ id: string; number: string } | undefined> =>
  (
    await a.city.database.owner`select id, number from cases.case where parent = ${number} order by number desc`
  )[0] as never
const waiting = async (n: Node) =>
  Number((await n.city.database.owner`select count(*) from nodes.outbox where receipt_at is null`)[0]!.count)

/** Applied for, reviewed and handed up below. */
async function handedUp(): Promise<{ caseId: string; number: string }> {
  for (const material of ['committee', 'sketch'])
    await b.run(
      c.uploadMaterial,
      { itemCode: RURAL, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF } },
      applicant,
    )
  const made = await b.run(c.submitApplication, { itemCode: RURAL, form: FORM }, applicant)
  const { caseId } = made
  await b.run(c.acceptCase, { caseId }, await b.city.officer(TOWN, 'clerk'))
  await b.run(c.review, { caseId, opinion: '符合村庄规划。' }, await b.city.officer(TOWN, 'reviewer'))
  await b.run(
    l.handUp,
    { caseId, advice: 'grant', opinion: '未占用农用地，建议准予。' },
    await b.city.officer(TOWN, 'approver'),
  )
  return made
}
const takeOver = async (caseId: string) =>
  a.run(l.takeOver, { caseId, outcome: 'take' }, await a.city.officer(PLANNING, 'clerk'))
async function decided(caseId: string) {
  await a.run(c.review, { caseId, opinion: '同意。' }, await a.city.officer(PLANNING, 'reviewer'))
  await a.run(c.decide, { caseId, outcome: 'grant' }, await a.city.officer(PLANNING, 'approver'))
  await a.run(c.issueLicence, { caseId }, await a.city.officer(PLANNING, 'clerk'))
  await a.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, await a.city.officer(PLANNING, 'clerk'))
}
const closed = (number: string) =>
  until(`${number} closes below`, async () => (await acts(b, number)).includes('message.received'))

/** Each side has it once, in order; nothing waits; every act that was told stands in the teller's ledger. */
async function whole(number: string) {
  const below = await acts(b, number)
  for (const type of ['child.opened', 'file.received', 'message.received'])
    expect(
      below.filter((t) => t === type),
      `${type} of ${below}`,
    ).toHaveLength(1)
  expect((await a.city.database.owner`select 1 from cases.case where parent = ${number}`).length).toBe(1)
  await until('everything is receipted', async () => (await waiting(a)) + (await waiting(b)) === 0)
  for (const n of [a, b]) {
    const rows = await n.city.database.owner`select number from nodes.inbox order by number`
    expect(rows.map((r) => Number(r.number))).toEqual(rows.map((_, i) => i + 1))
  }
}

describe('one matter, two installations', () => {
  test('handed up with papers and opinion, taken, decided; receipts both ways', async () => {
    const { number } = await handedUp()
    const child = await until('the case above', () => childOf(number))
    expect(child.number).toMatch(/^350200-/)
    const view = await a.run(c.getCase, { number: child.number }, await a.city.officer(PLANNING, 'clerk'))
    expect(view.form).toMatchObject(FORM)
    expect(view.acts[0]!.why).toContain('未占用农用地')
    expect(view.parties.map((p) => p.name)).toEqual(['林晓岚（演示）'])
    const [paper] = view.papers
    expect(await filesIn(join(a.data, 'files')).get(paper!.sha256)).toEqual(Buffer.from(PDF))
    // Above, where it came from; below, where it went: what the messages told.
    expect((await a.run(cases.linkedCases, { number: child.number })).from).toMatchObject({ number })
    await takeOver(child.id)
    await until('the receipt below', async () => (await acts(b, number)).includes('file.received'))
    await decided(child.id)
    await closed(number)
    expect((await b.run(c.getCase, { number }, applicant)).outcome).toBe('grant')
    expect((await b.run(cases.linkedCases, { number }, applicant)).to).toMatchObject([
      { number: child.number, closed: true, outcome: 'granted', licence: expect.stringMatching(/^L350200/) },
    ])
    await whole(number)
  })

  test('returned above, it comes up once more as another case', async () => {
    const { caseId, number } = await handedUp()
    const first = await until('the case above', () => childOf(number))
    const clerk = await a.city.officer(PLANNING, 'clerk')
    await a.run(l.takeOver, { caseId: first.id, outcome: 'return', reason: '缺四至坐标。' }, clerk)
    await until('it is back below', async () => (await acts(b, number)).includes('message.received'))
    await b.run(c.review, { caseId, opinion: '已补测。' }, await b.city.officer(TOWN, 'reviewer'))
    await b.run(l.handUp, { caseId, advice: 'grant', opinion: '已补测。' }, await b.city.officer(TOWN, 'approver'))
    const second = await until('another case', async () => {
      const found = await childOf(number)
      return found?.number !== first.number ? found : undefined
    })
    expect(second.id).not.toBe(first.id)
  })

  test('withdrawn below, it is taken back above', async () => {
    const { caseId, number } = await handedUp()
    const child = await until('the case above', () => childOf(number))
    await until('it is known below', async () => (await acts(b, number)).includes('child.opened'))
    await b.run(c.withdraw, { caseId }, applicant)
    await until('it is taken back', async () => (await acts(a, child.number)).includes('case.withdrawn'))
  })

  test('the line is cut, deaf and double; either is killed; a database is away: once, and nothing is lost', async () => {
    up.state = 'cut'
    const { number } = await handedUp()
    await until('messages wait', async () => (await waiting(b)) > 0)
    expect(await childOf(number)).toBeUndefined()
    await kill(b)
    up.state = 'deaf'
    await start(b)
    // What was asked arrived, its answer did not: told again, it is the same case.
    await until('the case above', () => childOf(number))
    expect(await waiting(b)).toBeGreaterThan(0)
    up.state = 'double'
    await until('it is known below', async () => (await acts(b, number)).includes('child.opened'))
    const child = (await childOf(number))!
    down.state = 'cut'
    await takeOver(child.id)
    await kill(a)
    down.state = 'open'
    up.state = 'open'
    await start(a)
    await until('the receipt below', async () => (await acts(b, number)).includes('file.received'))
    const { database } = b.city
    const name = new URL(database.ownerUrl).pathname.slice(1)
    await a.city.database.owner.unsafe(`alter database "${name}" allow_connections false`)
    await a.city.database.owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    await decided(child.id)
    await until('it was told in vain', async () => {
      const [row] = await a.city.database
        .owner`select why from nodes.outbox where receipt_at is null and kind = 'case.ended'`
      return row?.why
    })
    await a.city.database.owner.unsafe(`alter database "${name}" allow_connections true`)
    await closed(number)
    await whole(number)
  })

  test('killed at any moment, both of them, again and again', async () => {
    const numbers: { number: string; caseId: string }[] = []
    for (let i = 0; i < 2; i++) {
      numbers.push(await handedUp())
      await new Promise((r) => setTimeout(r, 60 + 130 * i))
      await Promise.all([kill(a), kill(b)])
      await Promise.all([start(a), start(b)])
    }
    for (const { number } of numbers) {
      const child = await until('the case above', () => childOf(number))
      await takeOver(child.id)
      await decided(child.id)
    }
    for (const { number } of numbers) {
      await closed(number)
      await until('the receipt below', async () => (await acts(b, number)).includes('file.received'))
      await whole(number)
    }
  })
})

describe('what is not taken', () => {
  const send = async (note: string, proof: string) => {
    const answer = await fetch(`http://127.0.0.1:${a.port}/api/nodes/receive`, {
      method: 'POST',
      body: JSON.stringify({ note, proof }),
      headers: { 'content-type': 'application/json' },
    })
    const said = (await answer.json()) as { code?: string; receipt?: string }
    return said.code ?? said.receipt
  }
  const last = async () => {
    const [row] = await b.city.database
      .owner`select text, number, receipt from nodes.outbox where to_place = '350200' order by number desc limit 1`
    const [inbox] = await a.city.database.owner`select proof from nodes.inbox where number = ${row!.number}`
    return { ...row, number: Number(row!.number), proof: inbox!.proof } as {
      text: string
      number: number
      receipt: string
      proof: string
    }
  }
  const sign = (text: string, by: Node = b) => `${text}\n${nodeSigner(by, by.origin).sign(text)}`
  const changed = (text: string, more: object) => {
    const value = { ...JSON.parse(text), ...more }
    return `${JSON.stringify(Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1))))}\n`
  }
  test('a wrong signature, a gap, another content under a number that was taken, another place’s case, a proof of nothing', async () => {
    const { text, number, receipt, proof } = await last()
    // Replayed, it is answered as it was, and nothing is done again.
    const before = await a.city.database.owner`select count(*) from platform.act where type <> 'message.taken'`
    expect(await send(sign(text), proof)).toBe(receipt)
    expect(await a.city.database.owner`select count(*) from platform.act where type <> 'message.taken'`).toEqual(before)
    expect(await send(sign(text, a), proof)).toBe('SIGNATURE')
    expect(await send(`${text}\n— ${b.origin} ${Buffer.alloc(68).toString('base64')}\n`, proof)).toBe('SIGNATURE')
    expect(await send(sign(changed(text, { at: '2026-01-01T00:00:00.000Z' })), proof)).toBe('CONFLICT')
    expect(await send(sign(changed(text, { number: number + 7 })), proof)).toBe('GAP')
    expect(await send(sign(changed(text, { from: '350211', number: number + 1 })), proof)).toBe('UNKNOWN_NODE')
    expect(await send(sign(changed(text, { to: '350212', number: number + 1 })), proof)).toBe('NOT_OURS')
    const { body } = JSON.parse(text)
    const next = { number: number + 1 }
    const foreign = { ...next, kind: 'case.open', body: { ...body, parent: '350211-2026-000001', itemCode: ABOVE } }
    expect(await send(sign(changed(text, foreign)), proof)).toBe('FOREIGN_NUMBER')
    expect(await send(sign(changed(text, { ...next, kind: 'case.unknown' })), proof)).toBe('UNKNOWN_KIND')
    expect(await send(sign(changed(text, { ...next, act: '00000000-0000-4000-8000-000000000000' })), proof)).toBe(
      'PROOF',
    )
    expect(await send(sign(changed(text, next)), proof.replace(/^index \d+/m, 'index 0'))).toBe('PROOF')
    expect(await send(`{"v":1}\n\n— x AAAAAAAA\n`, proof)).toBe('ENVELOPE')
  })
  test('what cannot be carried out is receipted as refused, and holds up nothing', async () => {
    const code = (e: unknown) => (e instanceof Problem ? e.code : String(e))
    const [{ id: versionId }] = (await a.city.database
      .owner`select id from catalog.version where code = ${ABOVE} and status = 'published'`) as unknown as [
      { id: string },
    ]
    await a.city.database
      .owner`update catalog.version set status = 'retired', retired_at = now() where id = ${versionId}`
    const { number } = await handedUp().catch((e) => Promise.reject(new Error(code(e))))
    await until('it is told below', async () => (await acts(b, number)).includes('child.left'))
    await a.city.database
      .owner`update catalog.version set status = 'published', retired_at = null where id = ${versionId}`
    const next = await handedUp()
    await until('the next passes', () => childOf(next.number))
  })
})

describe('a case that came to the wrong place goes to the other installation', () => {
  const clerk = () => b.city.officer('350203-shichang', 'clerk')
  const there = () => a.city.officer('350206-shichang', 'clerk')
  const apply = () => applyForFood({ ...b.city, run: b.run as TestCity['run'] }, applicant, SIMING)
  const transfer = async (caseId: string, to: string) =>
    b.run(l.transfer, { caseId, to, reason: '经营场所在湖里区。' }, await clerk())

  test('cut, deaf, double, either killed: it is there once with its papers, receipts both ways, and what becomes of it is told', async () => {
    const { caseId, number } = await apply()
    const targets = await b.run(l.targets, { number }, await clerk())
    expect(targets.map((o) => o.code)).toEqual(['350200-01-0101', HULI])
    up.state = 'cut'
    await transfer(caseId, HULI)
    await until('it is sent', async () => (await waiting(b)) > 0)
    const first = await b.run(c.getCase, { number }, applicant)
    expect([first.status, first.closed, first.documents.map((d) => d.title.zh)]).toEqual([
      'transferred',
      true,
      ['移送告知书'],
    ])
    await kill(b)
    up.state = 'deaf'
    await start(b)
    // The first piece arrives, its answer does not.
    await until('a piece there', async () => {
      const taken = await a.city.database.owner`select 1 from nodes.inbox where from_place = '350203'`
      return taken.length > 0
    })
    await kill(a)
    up.state = 'double'
    await start(a)
    const child = await until('the case there', () => childOf(number))
    expect(child.number).toMatch(/^350206-/)
    await until('the receipt here', async () => (await acts(b, number)).includes('file.received'))
    up.state = 'open'
    expect(await acts(b, number)).toEqual(['application.submitted', 'case.transferred', 'file.sent', 'file.received'])
    const view = await a.run(c.getCase, { number: child.number }, await there())
    expect(view.form).toMatchObject({ shopName: FOOD_FORM.shopName })
    expect(view.papers.length).toBe(first.papers.length)
    expect(view.parties.map((p) => p.name)).toEqual(first.parties.map((p) => p.name))
    expect(view.clocks.correction).toMatchObject({ used: 0 })
    // The applicant sees where it is now; there it does not go back to who sent it.
    const now = () => b.run(cases.linkedCases, { number }, applicant)
    expect((await now()).to).toMatchObject([{ number: child.number, closed: false }])
    const back = { caseId: child.id, to: SIMING, reason: '不归我们管。' }
    await expect(a.run(l.transfer, back, await there())).rejects.toMatchObject({ code: 'BACK' })
    await a.run(c.refuseAcceptance, { caseId: child.id, reason: '不属于许可范围。' }, await there())
    await until('its end is known here', async () => (await now()).to[0]?.closed)
    expect((await a.city.database.owner`select 1 from cases.case where parent = ${number}`).length).toBe(1)
    await until('everything is receipted', async () => (await waiting(a)) + (await waiting(b)) === 0)
  })

  test('the applicant withdraws where he looks: taken there, and refused there where it was decided; both sides tell the same', async () => {
    const sent = async () => {
      const made = await apply()
      await transfer(made.caseId, HULI)
      await until('the receipt here', async () => (await acts(b, made.number)).includes('file.received'))
      return { ...made, child: (await childOf(made.number))! }
    }
    const ability = async (number: string) =>
      (await b.run(c.getCase, { number }, applicant)).abilities['withdraw-there']
    const answered = (number: string) =>
      until('its answer here', async () =>
        (await b.run(c.getCase, { number }, applicant)).acts.find((x) => x.type === 'withdrawal.answered'),
      )
    const one = await sent()
    expect(await ability(one.number)).toBe(true)
    const neighbour = await b.city.citizen('citizen2')
    await expect(b.run(l.withdrawThere, { caseId: one.caseId }, neighbour)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    await b.run(l.withdrawThere, { caseId: one.caseId, reason: '不办了。' }, applicant)
    // What the other installation answers, nobody here says for it.
    const answer = { caseId: one.caseId, child: one.child.number, outcome: 'taken' as const }
    await expect(b.run(l.noteWithdrawal, answer, applicant)).rejects.toMatchObject({ code: 'FORBIDDEN' })
    expect((await answered(one.number)).facts).toMatchObject({ by: one.child.number, outcome: 'taken' })
    expect(await ability(one.number)).toBe(false)
    expect(await acts(a, one.child.number)).toContain('case.withdrawn')
    await until('its end is known here', async () => {
      const { to } = await b.run(cases.linkedCases, { number: one.number }, applicant)
      return to[0]?.closed && to[0].status === 'withdrawn'
    })
    await expect(b.run(l.withdrawThere, { caseId: one.caseId }, applicant)).rejects.toMatchObject({ code: 'NOT_THERE' })
    // Decided there while the line is cut: what is not known here yet is refused there, and told.
    const two = await sent()
    up.state = 'cut'
    down.state = 'cut'
    await b.run(l.withdrawThere, { caseId: two.caseId, reason: '' }, applicant)
    const caseId = two.child.id
    await a.run(c.acceptCase, { caseId }, await there())
    await a.run(c.review, { caseId, opinion: '符合。' }, await a.city.officer('350206-shichang', 'reviewer'))
    await a.run(c.decide, { caseId, outcome: 'grant' }, await a.city.officer('350206-shichang', 'approver'))
    up.state = 'open'
    down.state = 'open'
    expect((await answered(two.number)).facts).toMatchObject({ outcome: 'refused' })
    expect(await acts(a, two.child.number)).not.toContain('case.withdrawn')
  })

  test('what is not published there is not taken; the applicant is told, and nothing behind it waits', async () => {
    const one = await apply()
    await transfer(one.caseId, '350200-01-0101')
    await until('it is told here', async () => (await acts(b, one.number)).includes('file.refused'))
    expect((await b.run(cases.linkedCases, { number: one.number }, applicant)).to).toEqual([])
    const two = await apply()
    await transfer(two.caseId, HULI)
    await until('the next passes', () => childOf(two.number))
  })

  test('nobody on the way reads whose case it is, nor its papers, which stand once in the files and not in the outbox', async () => {
    const said = [...up.seen, ...down.seen].join('')
    expect(said.length).toBeGreaterThan(10_000)
    for (const word of [
      '林晓岚',
      FOOD_FORM.shopName,
      FORM.applicant,
      '建议准予',
      Buffer.from(PDF).toString('base64').slice(0, 24),
    ])
      expect(said).not.toContain(word)
    const rows = await b.city.database.owner`select text from nodes.outbox where kind = 'case.paper'`
    expect(rows.length).toBeGreaterThan(0)
    for (const { text } of rows) expect(Object.keys(JSON.parse(text).body)).not.toContain('bytes')
    // Sealed to the other node alone: to this one it says nothing.
    const { note } = JSON.parse(up.seen.at(-1)!) as { note: string }
    const [, , sealed] = note.split(' ')
    expect(await openWith(sealingKey(a).secret, note.split(' ')[1]!, sealed!)).toContain('gnomon-node/1')
    expect(await openWith(sealingKey(b).secret, note.split(' ')[1]!, sealed!)).toBeUndefined()
    expect(await openWith(sealingKey(a).secret, '350212', sealed!)).toBeUndefined()
  })
})
