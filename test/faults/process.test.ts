import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { newId } from '../../kernel/platform/index.ts'

/** `GNOMON_KILLS=500` for the figure that docs/security.md names. */
const KILLS = Number(process.env.GNOMON_KILLS ?? 2)

let data: string
let parent: ChildProcess
let port = 0
let said = ''

/** Lets others go on: whoever asks in a tight circle takes the server's own processor. */
const pause = () => new Promise((r) => setTimeout(r, 2))

/** Waits until the program said so; its words are its only interface. One that has ended says nothing any more. */
const until = (what: RegExp, from = 0) =>
  new Promise<RegExpExecArray>((resolve, reject) => {
    const look = () => {
      const found = what.exec(said.slice(from))
      const ended = parent.exitCode !== null || parent.signalCode !== null
      if (!found && !ended) return
      clearInterval(timer)
      if (found) resolve(found)
      else reject(new Error(`the program ended: ${said.slice(-2000)}`))
    }
    const timer = setInterval(look, 20)
    look()
  })
const children = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)

async function start() {
  const from = said.length
  parent = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'start'], {
    env: {
      ...process.env,
      GNOMON_DATA: data,
      GNOMON_DEMONSTRATION: 'no',
      PORT: '0',
      LOG_LEVEL: 'silent',
      GNOMON_RATE_LIMIT: 'off',
    },
  })
  for (const stream of [parent.stdout!, parent.stderr!]) stream.on('data', (d) => (said += d))
  port = Number((await until(/http:\/\/localhost:(\d+)/, from))[1])
}
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'gnomon-process-'))
  await start()
})
afterAll(() => {
  parent.kill('SIGTERM')
  rmSync(data, { recursive: true, force: true })
})

/** Somebody who registered by the page: the session and the token that its forms carry. */
async function registered(): Promise<{ cookie: string; csrf: string }> {
  const cookies = (answer: Response) => answer.headers.getSetCookie().map((c) => c.split(';')[0]!)
  const token = async (answer: Response) => /name="csrf" value="([^"]+)"/.exec(await answer.text())![1]!
  const at = (path: string) => `http://127.0.0.1:${port}${path}`
  const form = await fetch(at('/register'))
  const jar = cookies(form)
  const body = {
    csrf: await token(form),
    login: 'writer',
    name: '写手',
    password: 'a password of this test',
    command: newId(),
  }
  const answer = await fetch(at('/register'), {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: jar.join('; ') },
    body: new URLSearchParams(body),
  })
  const cookie = [...jar, ...cookies(answer)].join('; ')
  return { cookie, csrf: await token(await fetch(at('/account'), { headers: { cookie } })) }
}

test(
  `the server killed ${KILLS} times under writes comes back by itself; what each writer asked for is done, once`,
  async () => {
    let writing = true
    const done: string[] = []
    const strange: string[] = []
    const { cookie, csrf } = await registered()
    // Each asks again under its command's id until it is answered, as a browser does that lost its line.
    const declare = async (name: string) => {
      const command = newId()
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/api/identity/declare-kin`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': command, 'x-csrf-token': csrf, cookie },
          body: JSON.stringify({ name, residentId: '110101199003074258', relation: 'spouse' }),
        }).catch(() => undefined)
        if (answer?.ok) return done.push(name)
        if (answer && answer.status !== 503) return strange.push(`${name}: ${answer.status} ${await answer.text()}`)
        await pause()
      }
    }
    const writers = Array.from({ length: 6 }, async (_, w) => {
      for (let n = 0; writing && strange.length === 0; n++) await declare(`${'甲乙丙丁戊己'[w]}${n}`)
    })
    for (let k = 0; k < KILLS; k++) {
      const before = done.length
      // At a point that nobody chose: after so many more answers, in the middle of others.
      const more = 1 + Math.floor(Math.random() * 12)
      while (done.length < before + more && strange.length === 0) await pause()
      if (strange.length > 0) break
      const [pid] = children(parent.pid!)
      const from = said.length
      // Every third time with its launcher, which waits ever longer before it starts what dies again and again.
      if (k % 3 === 2) {
        parent.kill('SIGKILL')
        process.kill(pid!, 'SIGKILL')
        await start()
      } else {
        process.kill(pid!, 'SIGKILL')
        await until(/started again/, from)
        port = Number((await until(/http:\/\/localhost:(\d+)/, from))[1])
        expect(children(parent.pid!)[0]).not.toBe(pid)
      }
      if (k % 100 === 99) console.log(`${k + 1} kills, ${done.length} writes`)
    }
    writing = false
    await Promise.all(writers)
    expect(strange).toEqual([])
    const { owner, embedded } = await openDatabase(data, {})
    const sql = postgres(owner, { max: 1, onnotice: () => {} })
    const kept = await sql`select p.value #>> '{}' as name, count(*)::int as acts from platform.act_private p
      join platform.act a on a.jurisdiction = p.jurisdiction and a.id = p.act_id
      where a.type = 'kin.declared' and p.field = 'name' group by 1`
    await sql.end()
    await embedded?.release()
    expect(kept.filter((k) => k.acts !== 1)).toEqual([])
    expect(kept.map((k) => k.name).sort()).toEqual(done.sort())
  },
  60_000 + KILLS * 20_000,
)

test('told to stop, it finishes the upload that is under way, and stays stopped', async () => {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  const answered = new Promise<void>((done) => socket.on('close', done))
  socket.on('data', (d) => (answer += d))
  socket.write(
    'POST /login HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 8\r\n\r\nlog',
  )
  // Until the server has it, there is nothing under way.
  await fetch(`http://127.0.0.1:${port}/health`)
  const from = said.length
  const ended = new Promise((done) => parent.on('exit', done))
  parent.kill('SIGTERM')
  await until(/Stopping/, from)
  // Longer than an idle connection is kept.
  setTimeout(() => socket.write('in=x1'), 3500)
  await answered
  expect(answer).toMatch(/^HTTP\/1.1 403 /)
  expect(await ended).toBe(0)
})
