import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type Session, type Site } from '../server/site.ts'

/** `GNOMON_CROWD=1000` for the figure that docs/security.md names. */
const CROWD = Number(process.env.GNOMON_CROWD ?? 150)

let site: Site
let clerk: Session
let citizen: Session
beforeAll(async () => {
  site = await openSite({ cases: 12 })
  clerk = await site.logIn('clerk')
  citizen = await site.logIn('citizen')
}, 240_000)
afterAll(() => site.close())

/** Asks on a thread of its own: what is measured is the server's thread, not the askers'. */
const ASKERS = `
const { workerData, parentPort } = require('node:worker_threads')
const { Agent, get } = require('node:http')
const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
const ask = ({ path, url, cookie }) => new Promise((done) => {
  const began = performance.now()
  const end = (status) => done({ path, status, ms: performance.now() - began })
  get(url, { agent, headers: cookie ? { cookie } : {} }, (answer) => answer.resume().on('end', () => end(answer.statusCode)))
    .on('error', (error) => end(error.code))
})
;(async () => {
  // A server that has run for a while: each page was shown once.
  for (const page of workerData.pages) await ask(page)
  const answers = await Promise.all(
    Array.from({ length: workerData.crowd }, (_, n) => ask(workerData.pages[n % workerData.pages.length])),
  )
  agent.destroy()
  parentPort.postMessage(answers)
})()`

type Answer = { path: string; status: number | string; ms: number }
/** Milliseconds of each, in order. */
async function crowd(kinds: [string, Session | undefined][]): Promise<number[]> {
  const pages = kinds.map(([path, session]) => ({ path, url: `${site.url}${path}`, cookie: session?.cookie }))
  const asking = new Worker(ASKERS, { eval: true, workerData: { crowd: CROWD, pages } })
  const answers = await new Promise<Answer[]>((resolve, reject) => {
    asking.on('message', resolve)
    asking.on('error', reject)
  })
  expect(answers.filter((a) => a.status !== 200)).toEqual([])
  const times = answers.map((a) => a.ms).sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(0)
  console.log(`${CROWD} pages at once (${kinds.map(([p]) => p).join(' ')}): p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`)
  return times
}

test(`${CROWD} public pages at once: all answered, a thousand with p99 within two seconds`, async () => {
  const times = await crowd([
    ['/', undefined],
    ['/items/350200-01-0001', undefined],
    ['/ledger', undefined],
    ['/penalties', undefined],
  ])
  // What a test beside it takes of the machine is no promise of ours.
  if (CROWD >= 1000) expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(2000)
})

test(`${CROWD} pages at once of people who are logged in: all answered`, async () => {
  await crowd([
    ['/my', citizen],
    ['/desk/inbox', clerk],
  ])
})
