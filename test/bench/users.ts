// The real server with its default settings, and users who ask it.
import { type ChildProcess, spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { projectRoot } from '../../kernel/platform/harness.ts'

export const USERS = 16
export const PER_PAGE = 160
export const agent = new Agent({ keepAlive: true, maxSockets: USERS })

/** A process of `gnomon start`; resolves when its output says so. */
export function start(data: string, until: RegExp, more: string[] = []): Promise<{ child: ChildProcess; url: string }> {
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
export const end = (child: ChildProcess) =>
  new Promise<void>((done) => {
    child.on('exit', () => done())
    child.kill('SIGINT')
  })

type Answer = { status: number; cookies: string[]; text: string }
export const ask = (url: string, cookie = '', body?: string): Promise<Answer> =>
  new Promise<Answer>((resolve, reject) => {
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
    // The server closed a connection that it had kept, just as it was used again.
    sent.on('error', (error: NodeJS.ErrnoException) =>
      sent.reusedSocket && error.code === 'ECONNRESET' ? ask(url, cookie, body).then(resolve, reject) : reject(error),
    )
    sent.end(body)
  })

export async function logIn(url: string, login: string): Promise<string> {
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

export const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!

/** Milliseconds from question to whole answer, sorted; `look`: how long a user looks at it before the next. */
export async function measure(
  users: number,
  count: number,
  look: number,
  one: (n: number) => Promise<{ status: number }>,
): Promise<number[]> {
  const took: number[] = []
  let asked = 0
  await Promise.all(
    Array.from({ length: users }, async (_, user) => {
      // People do not begin in the same millisecond.
      if (look > 0) await new Promise((done) => setTimeout(done, (look * user) / users))
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

type Page = [name: string, cookie: string, path: (n: number) => string]
/** Every page asked by sixteen users who look at each answer for a second, by sixteen who ask again at once, and by one. */
export async function measurePages(url: string, pages: Page[], print: (line: string) => void): Promise<void> {
  for (const [name, cookie, path] of pages) {
    const one = (n: number) => ask(`${url}${path(n)}`, cookie)
    await measure(USERS, 32, 0, one)
    const alone = await measure(1, 20, 0, one)
    const looking = await measure(USERS, 5 * USERS, 1000, one)
    const all = await measure(USERS, PER_PAGE, 0, one)
    const say = (took: number[]) =>
      `p50 ${quantile(took, 0.5).toFixed(0)} ms, p95 ${quantile(took, 0.95).toFixed(0)} ms`
    print(`${name}: ${USERS} users ${say(looking)}; without a pause ${say(all)}; one user ${say(alone)}`)
  }
}
