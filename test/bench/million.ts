// A million cases (or as many as the argument says): how long a list, a search, my cases, the wall and a case's page take from the real
// server with its default settings: asked by sixteen users who look at each answer for a second, by sixteen who ask again at once (which
// is what one core gives in all), and by one.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { openDatabase } from '../../kernel/platform/database/open.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { manyCases } from './many-cases.ts'

const USERS = 16
const PER_PAGE = 480
const agent = new Agent({ keepAlive: true, maxSockets: USERS })

/** A process of `gnomon start`; resolves when its output says so. */
function start(data: string, until: RegExp, more: string[] = []): Promise<{ child: ChildProcess; url: string }> {
  let output = ''
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'start', ...more], {
    env: { ...process.env, GNOMON_DATA: data, PORT: '0', LOG_LEVEL: 'error', GNOMON_RATE_LIMIT: 'off' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const url = /http:\/\/localhost:[1-9]\d*/.exec(output)?.[0]
      if (url && until.test(output)) resolve({ child, url })
    }
    child.stdout!.on('data', read)
    child.stderr!.on('data', read)
    child.on('exit', (code) => reject(new Error(`start ended with ${code}:\n${output}`)))
  })
}
const end = (child: ChildProcess) =>
  new Promise<void>((done) => {
    child.on('exit', () => done())
    child.kill('SIGINT')
  })

const ask = (url: string, cookie = '', body?: string) =>
  new Promise<{ status: number; cookies: string[]; text: string }>((resolve, reject) => {
    const headers = { cookie, ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) }
    const sent = request(url, { agent, method: body ? 'POST' : 'GET', headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (c) => parts.push(c))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          cookies: (answer.headers['set-cookie'] ?? []).map((c) => c.split(';')[0]!),
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

async function logIn(url: string, login: string): Promise<string> {
  const form = await ask(`${url}/login`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(form.text)![1]!
  const done = await ask(
    `${url}/login`,
    form.cookies.join('; '),
    `${new URLSearchParams({ login, password: 'gnomon-demo', csrf })}`,
  )
  if (done.status !== 303) throw new Error(`${login} could not log in: ${done.status}`)
  return [...form.cookies, ...done.cookies].join('; ')
}

const quantile = (sorted: number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!

/** Milliseconds from question to whole answer, sorted; `look`: how long a user looks at it before the next. */
async function measure(
  users: number,
  count: number,
  look: number,
  one: (n: number) => Promise<{ status: number }>,
): Promise<number[]> {
  const took: number[] = []
  let asked = 0
  await Promise.all(
    Array.from({ length: users }, async () => {
      while (asked < count) {
        const n = asked++
        const began = performance.now()
        const { status } = await one(n)
        if (status !== 200) throw new Error(`answer ${status}`)
        took.push(performance.now() - began)
        if (look > 0) await new Promise((done) => setTimeout(done, look * (0.5 + Math.random())))
      }
    }),
  )
  return took.sort((a, b) => a - b)
}

/** `folder`: kept afterwards, and what it holds is measured the next time; else one that is deleted at the end. */
export async function benchMillion(
  print: (line: string) => void,
  size = Number(process.argv[3] ?? 1_000_000),
  folder = process.argv[4],
): Promise<void> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'gnomon-million-'))
  if (!existsSync(join(data, 'secret'))) {
    // The worker rings timers and lights before it is stopped: the copies have theirs.
    const founded = await start(data, /are all there/)
    await new Promise((done) => setTimeout(done, 8000))
    await end(founded.child)
  }
  const { owner: ownerUrl, embedded } = await openDatabase(data, {})
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  const [before] = await owner`select count(*)::int as n from cases.standing`
  if (before!.n < 1000) {
    const began = performance.now()
    await manyCases(owner, size, print)
    const [made] =
      await owner`select (select count(*) from cases.standing)::int as n, pg_database_size(current_database()) as bytes`
    const seconds = ((performance.now() - began) / 1000).toFixed(0)
    print(`${made!.n.toLocaleString('en')} cases in ${seconds} s, ${(Number(made!.bytes) / 1e9).toFixed(1)} GB`)
  }
  const numbers = (
    await owner`select number from cases.standing where jurisdiction = '350200' and unit = '350200-jianshe' and kind = 'approval' order by md5(number) limit 500`
  ).map((r) => r.number as string)
  const ours = (
    await owner`select s.number from cases.standing s join cases.party p using (jurisdiction, case_id)
      join identity.password w on w.person_id = p.person_id where w.login = 'citizen' and s.kind = 'approval' order by md5(s.number) limit 500`
  ).map((r) => r.number as string)
  const names = (
    await owner`select party from cases.standing where unit = '350200-jianshe' order by md5(number) limit 200`
  ).map((r) => r.party as string)
  await owner.end()
  const { child, url } = await start(data, /http/, ['--only', 'server'])
  try {
    const [clerk, citizen, office, chief] = await Promise.all(
      ['clerk', 'citizen', 'supervisor', 'chief'].map((login) => logIn(url, login)),
    )
    const at = <T>(list: T[], n: number) => list[n % list.length]!
    const word = (n: number) => encodeURIComponent(at(names, n).slice(0, 5))
    const pages: [name: string, cookie: string, path: (n: number) => string][] = [
      ['inbox', clerk!, () => '/desk/inbox'],
      ['cases of the unit, open', clerk!, (n) => `/desk/cases${n % 3 ? '' : '?page=3'}`],
      ['cases of the unit, closed', clerk!, (n) => `/desk/cases?closed=1${n % 3 ? '' : '&page=20'}`],
      ['search by name', clerk!, (n) => `/desk/cases?closed=1&q=${word(n)}`],
      ['search by number', clerk!, (n) => `/desk/cases?closed=1&q=${at(numbers, n)}`],
      ['search by a common word', clerk!, () => `/desk/cases?closed=1&q=${encodeURIComponent('施工许可')}`],
      ['my cases', citizen!, () => '/my'],
      ['wall of an office', office!, () => '/desk/supervision'],
      ['wall of the city, all open', chief!, () => '/desk/supervision?show=open'],
      ['case, officer', clerk!, (n) => `/desk/cases/${at(numbers, n)}`],
      ['case, citizen', citizen!, (n) => `/cases/${at(ours, n)}`],
    ]
    for (const [name, cookie, path] of pages) {
      const one = (n: number) => ask(`${url}${path(n)}`, cookie)
      await measure(USERS, 64, 0, one)
      const alone = await measure(1, 40, 0, one)
      const looking = await measure(USERS, 10 * USERS, 1000, one)
      const all = await measure(USERS, PER_PAGE, 0, one)
      const say = (took: number[]) =>
        `p50 ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms`
      print(`${name}: ${USERS} users ${say(looking)}; without a pause ${say(all)}; one user ${say(alone)}`)
    }
  } finally {
    agent.destroy()
    await end(child)
    await embedded?.release()
    if (!folder) rmSync(data, { recursive: true, force: true })
  }
}
