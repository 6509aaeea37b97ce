import { renderToString } from 'preact-render-to-string'
import {
  anonymous,
  execute,
  type Followed,
  type Lang,
  type Runtime,
  type Written,
} from '../../kernel/platform/index.ts'
import { contract as auction, beatAll } from '../../trade/auction/index.ts'
import { Channel } from '../../web/ui/index.ts'
import { SalePart } from './sale-part.tsx'

/** What other processes did is seen within this; what this one did, at once. */
const LOOK = 250
/** Also when nothing happens each reader is told within this what the server’s time is, and so that the line is up; at each look a part of them. */
const BEAT = 2000
/** Among thousands a message takes its time: the next waits so long for each that was reached, so that bids find the thread free. */
const REST_PER_READER = 0.02

const TURN_OF_A_PAGE = 5000

/** A bidder’s lines to this server: how many now, since when, and how often the last one was away for longer than a page takes. */
export type Line = { bidder: number; lines: number; since: Date; lost: number }
/** Who reads in one language, what was said there last, and when. */
type Tongue = { channel: Channel; said: string; at: number }
type Watched = { tongues: Record<Lang, Tongue>; bidders: Map<number, Line> }
const watched = new Map<string, Watched>()
let wake: () => void = () => {}
let now: () => Date = () => new Date(0)

const tongue = (): Tongue => ({ channel: new Channel(), said: '', at: 0 })
const readersOf = (w: Watched) => w.tongues.zh.channel.readers + w.tongues.en.channel.readers

/** A sale for one reader, beginning with how it stands. `bidder`: whose line it is, for the monitor. */
export function follow(number: string, lang: Lang, bidder?: number): Followed {
  return (line) => {
    const w: Watched = watched.get(number) ?? { tongues: { zh: tongue(), en: tongue() }, bidders: new Map() }
    watched.set(number, w)
    const own = w.tongues[lang]
    // What was said last is old where nobody read; who joins others is told it by the channel, and costs them nothing.
    if (own.channel.readers === 0) own.said = ''
    const leave = own.channel.open()(line)
    if (own.said === '') wake()
    if (bidder === undefined) return leave
    const mine = w.bidders.get(bidder) ?? { bidder, lines: 0, since: now(), lost: 0 }
    w.bidders.set(bidder, mine)
    if (++mine.lines === 1) {
      const back = now()
      if (back.getTime() - mine.since.getTime() > TURN_OF_A_PAGE) mine.lost++
      mine.since = back
    }
    return () => {
      leave()
      if (--mine.lines === 0) mine.since = now()
    }
  }
}

/** Who is connected to this server: how many watch, and how the bidders’ lines stand. */
export function presence(number: string): { watching: number; bidders: Line[] } {
  const w = watched.get(number)
  if (!w) return { watching: 0, bidders: [] }
  return { watching: readersOf(w), bidders: [...w.bidders.values()].sort((a, b) => a.bidder - b.bidder) }
}

async function tell(runtime: Runtime, number: string, w: Watched): Promise<void> {
  if (readersOf(w) === 0 && w.bidders.size === 0) return void watched.delete(number)
  const v = await execute(runtime, auction.view, { number }, { who: anonymous })
  if (readersOf(w) === 0) {
    // How bidders’ lines were is known while the sale is open.
    if (v.outcome) watched.delete(number)
    return
  }
  const said = `${v.n} ${v.stage} ${v.until?.getTime()} ${v.frozen}`
  const began = performance.now()
  for (const lang of ['zh', 'en'] as const) {
    const own = w.tongues[lang]
    const { channel } = own
    if (channel.readers === 0) continue
    if (own.said === said) {
      if (began - own.at < LOOK) continue
      channel.pass('time', v.now.toISOString(), Math.ceil((channel.readers * LOOK) / BEAT))
    } else channel.publish('sale', renderToString(SalePart({ v, lang })))
    Object.assign(own, { said, at: began })
  }
}

/** Runs with a server: tells who watches, and beats the pulse of open sales. */
export function live(runtime: Runtime, onActs: (heard: (acts: Written[]) => void) => void): () => void {
  let stopped = false
  let looking = false
  let again = false
  now = () => runtime.clock.now()
  const look = async () => {
    if (looking) {
      again = true
      return
    }
    looking = true
    do {
      again = false
      let told = 0
      // The database away: lines stay up, and what they show is old, which their readers are told by the silence.
      for (const [number, w] of [...watched]) {
        await tell(runtime, number, w).catch(() => {})
        told += readersOf(w)
      }
      if (again && told > 500) await new Promise((rested) => setTimeout(rested, told * REST_PER_READER))
    } while (again && !stopped)
    looking = false
  }
  wake = () => void look()
  onActs((acts) => {
    if (acts.some((a) => a.subjectKind === 'auction')) wake()
  })
  const looks = setInterval(() => void look(), LOOK)
  let beating = false
  const beat = async () => {
    if (beating) return
    beating = true
    await beatAll(runtime).catch(() => {})
    beating = false
  }
  const beats = setInterval(() => void beat(), 1000)
  void beat()
  return () => {
    stopped = true
    clearInterval(looks)
    clearInterval(beats)
    for (const w of watched.values()) for (const { channel } of Object.values(w.tongues)) channel.close()
    watched.clear()
  }
}
