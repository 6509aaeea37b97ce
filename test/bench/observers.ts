// A sale that thousands watch on a real server: from the answer to a bid to every observer, over connections of their own; alone
// and beside ten thousand connections that say nothing.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ask, end, logIn, quantile, start } from './users.ts'

const BIDS = 20
/**
 * Of so many observers one is timed, evenly over the order in which they came; the others take their bytes from the kernel when it is
 * over. A reader of five thousand lines on the server's own two cores would measure itself: `npm run bench observers 5000 1` does.
 */
const EVERY = 10
/** Connections that say nothing, beside them in the second half. */
const IDLE = 10_000
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const childrenOf = (pid: number) =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number)
/** Of the server’s own process: the one that was started only starts it. */
const memoryOf = (pid: number): number =>
  Math.max(
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    ...childrenOf(pid)
      .filter((p) => readFileSync(`/proc/${p}/cmdline`, 'utf8').includes('cli/main'))
      .map(memoryOf),
  )

export async function benchObservers(print: (line: string) => void): Promise<void> {
  const observers = Number(process.argv[3] ?? 5000)
  const every = Number(process.argv[4] ?? EVERY)
  const data = mkdtempSync(join(tmpdir(), 'gnomon-observers-'))
  const { child, url } = await start(data, /are all there/)
  const { port, host } = new URL(url)
  const sockets: Socket[] = []
  const open = (path: string, heard: (part: Buffer) => void, localAddress: string) =>
    new Promise<Socket>((done, failed) => {
      const s = connect({ port: Number(port), host: '127.0.0.1', localAddress })
      s.once('error', failed)
      s.once('connect', () => {
        s.on('error', () => {})
        if (path) s.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: text/event-stream\r\n\r\n`)
        sockets.push(s)
        done(s)
      })
      s.on('data', heard)
    })
  try {
    // The worker writes the rest of the city's history first.
    await pause(8000)
    const { rows }: { rows: { number: string; status: string; best: number | null }[] } = JSON.parse(
      (await ask(`${url}/api/auction/list?input=%7B%7D`)).text,
    )
    const lot = rows.find((l) => l.status === 'listing' && l.best !== null)
    if (!lot) throw new Error('no sale is open')
    const { number } = lot
    const cookies = await Promise.all(['bidder-1', 'bidder-2'].map((login) => logIn(url, login)))
    const csrfs = await Promise.all(
      cookies.map(
        async (cookie) =>
          /name="csrf" value="([^"]+)"/.exec((await ask(`${url}/auctions/${number}/bid`, cookie)).text)?.[1] ?? '',
      ),
    )
    const path = `/auctions/${number}/stream`
    const heard = new Float64Array(Math.ceil(observers / every))
    const later: Socket[] = []
    // A marker of the newest price would have to be looked for in every part: what comes after the bid's answer and is no beat is it.
    let wanted = ''
    for (let i = 0; i < observers; i += 200)
      await Promise.all(
        Array.from({ length: Math.min(200, observers - i) }, async (_, k) => {
          const timed = (i + k) % every === 0 ? (i + k) / every : undefined
          const line = await open(
            path,
            (part) => {
              if (timed !== undefined && heard[timed] === 0 && wanted && part.includes(wanted))
                heard[timed] = performance.now()
            },
            '127.0.0.2',
          )
          if (timed === undefined) later.push(line)
        }),
      )
    await pause(1500)
    let took: number[] = []
    let missing = 0
    let price = lot.best!
    const say = (what: string) => {
      took.sort((a, b) => a - b)
      print(
        `auction: ${observers} observers${what}, ${every === 1 ? 'all of them read on these cores' : `every ${every}th timed`}, ${BIDS / 2} bids: p50 ${quantile(took, 0.5).toFixed(0)} ms, p99 ${quantile(took, 0.99).toFixed(0)} ms, the last ${took.at(-1)!.toFixed(0)} ms after the bidder's answer; not told ${missing} of ${(heard.length * BIDS) / 2}; the server's memory ${memoryOf(child.pid!).toFixed(0)} MB`,
      )
      took = []
      missing = 0
    }
    for (let n = 0; n < BIDS; n++) {
      if (n === BIDS / 2) {
        say('')
        for (let i = 0; i < IDLE; i += 500)
          await Promise.all(Array.from({ length: 500 }, (_, k) => open('', () => {}, `127.0.0.${3 + ((i + k) % 7)}`)))
      }
      const view = JSON.parse(
        (await ask(`${url}/api/auction/view?${new URLSearchParams({ input: JSON.stringify({ number }) })}`)).text,
      )
      price = view.next
      heard.fill(0)
      wanted = `data-n="${view.n + 1}"`
      for (const line of later) line.pause()
      // Not always at the same distance from the beat of each second.
      await pause(137)
      const answer = await fetch(`${url}/api/auction/place-bid`, {
        method: 'POST',
        headers: { cookie: cookies[n % 2]!, 'content-type': 'application/json', 'x-csrf-token': csrfs[n % 2]! },
        body: JSON.stringify({ number, amount: price, sure: true }),
      })
      const answered = performance.now()
      if (!answer.ok) throw new Error(`bid ${answer.status}: ${await answer.text()}`)
      for (let i = 0; i < 60 && heard.some((t) => t === 0); i++) await pause(50)
      for (const t of heard)
        if (t === 0) missing++
        else took.push(Math.max(0, t - answered))
      for (const line of later) line.resume()
    }
    say(`, ${IDLE} idle connections`)
  } finally {
    for (const s of sockets) s.destroy()
    await end(child)
    rmSync(data, { recursive: true, force: true })
  }
}
