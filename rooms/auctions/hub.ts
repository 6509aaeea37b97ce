import { randomUUID } from 'node:crypto'
import { renderToString } from 'preact-render-to-string'
import {
  anonymous,
  execute,
  type Followed,
  type Lang,
  type Output,
  type Runtime,
  system,
  type Written,
} from '../../kernel/platform/index.ts'
import { contract as auction, beatAll } from '../../trade/auction/index.ts'
import { Channel } from '../../web/ui/index.ts'
import { newBids } from './curve.tsx'
import { HallPart } from './hall-part.tsx'
import { forget, heardOf, tell as tellOthers } from './presence.store.ts'
import { type Held, hold, type Presence, type Told, tellOf, together } from './presence.ts'
import { SalePart } from './sale-part.tsx'
import { isSecond, type View } from './words.ts'

/** What other processes did is seen within this; what this one did, at once. */
const LOOK = 250
/** Also when nothing happens each reader is told within this what the server’s time is, and so that the line is up; at each look a part of them. */
const BEAT = 2000
/** Among thousands a message takes its time: the next waits so long for each that was reached, so that bids find the thread free. */
const REST_PER_READER = 0.02

/** The other servers are told who is here when that changes, at most once in this time; in the other, that this one still is. */
const TELL = 1000
const TELL_AGAIN = 2000
/** What the hall sees is more work than a price, for a few: at most once in this time; looked at again in the other, for what no entry says. */
const HALL = 1000
const HALL_AGAIN = 15_000
/** The newest entries are shown to it; all are in the log. */
export const SHOWN = 40

/** Who reads in one language, what was said there last, and when. */
type Tongue = { channel: Channel; said: string; at: number }
/** The hall's own channels: in one language, with or without what only supervision and the notary see. */
type Halls = Map<string, Tongue & { lang: Lang; signs: boolean; shown: string }>
/** What the other servers were told of it, and when. */
type Said = { here: string; at: number }
type Watched = {
  tongues: Record<Lang, Tongue>
  halls: Halls
  bidders: Map<number, Held>
  hall: Map<string, Held>
  told: Said
  /** Up to which entry it was told. */
  n: number
  /** What they said of it. */
  heard: { told: Told[]; at: number }
}
const watched = new Map<string, Watched>()
/** By which the others know this one. */
const server = randomUUID()
let wake: () => void = () => {}
let now: () => Date = () => new Date(0)

const NOTHING = { lines: [] } as unknown as Output<typeof auction.log>
const tongue = (): Tongue => ({ channel: new Channel(), said: '', at: 0 })
const inHall = (w: Watched) => [...w.halls.values()].reduce((n, h) => n + h.channel.readers, 0)
const readersOf = (w: Watched) => w.tongues.zh.channel.readers + w.tongues.en.channel.readers
function watch(number: string): Watched {
  const w: Watched = watched.get(number) ?? {
    ...{
      tongues: { zh: tongue(), en: tongue() },
      halls: new Map(),
      bidders: new Map(),
      hall: new Map(),
      told: { here: '', at: 0 },
      n: Number.MAX_SAFE_INTEGER,
      heard: { told: [], at: Number.NEGATIVE_INFINITY },
    },
  }
  watched.set(number, w)
  return w
}

/** A sale for one reader, beginning with how it stands. `bidder`: whose line it is, for the monitor. */
export function follow(number: string, lang: Lang, bidder?: number): Followed {
  return (line) => {
    const w = watch(number)
    const own = w.tongues[lang]
    // What was said last is old where nobody read; who joins others is told it by the channel, and costs them nothing.
    if (own.channel.readers === 0) own.said = ''
    const leave = own.channel.open()(line)
    if (own.said === '') wake()
    if (bidder === undefined) return leave
    const release = hold(w.bidders, bidder, () => now())
    return () => {
      leave()
      release()
    }
  }
}

/** The same for somebody of the hall, and with it what only the hall sees. */
export function followHall(number: string, lang: Lang, as: string): Followed {
  return (line) => {
    const w = watch(number)
    const signs = as === 'watcher' || as === 'notary'
    const key = `${lang} ${signs}`
    const own = w.halls.get(key) ?? { ...tongue(), lang, signs, shown: '' }
    w.halls.set(key, own)
    if (own.channel.readers === 0) own.said = own.shown = ''
    const leaves = [follow(number, lang)(line), own.channel.open()(line), hold(w.hall, as, () => now())]
    wake()
    return () => {
      for (const leave of leaves) leave()
    }
  }
}

const poolOf = (runtime: Runtime, number: string) => runtime.pool(number.slice(0, 6)) as never
const hereOf = (w: Watched | undefined) => {
  if (!w) return tellOf(0, new Map(), new Map())
  const own = [...w.bidders.values()].reduce((n, b) => n + b.lines, 0)
  return tellOf(readersOf(w) - inHall(w) - own, w.bidders, w.hall)
}

/** Who is connected to any server of the city: how many watch, who of the hall is here, and how the bidders’ lines stand. */
export async function presence(db: Parameters<typeof heardOf>[0], number: string): Promise<Presence> {
  return together([hereOf(watched.get(number)), ...(await heardOf(db, number, server, now()))])
}

/** A row when it changed, and a beat while somebody is here; nothing for who only reads, and nothing where nobody is. */
async function spread(runtime: Runtime, number: string, w: Watched): Promise<void> {
  const said = hereOf(w)
  const here = JSON.stringify(said)
  const since = performance.now() - w.told.at
  const alive = readersOf(w) > 0 || [...w.bidders.values(), ...w.hall.values()].some((h) => h.lines > 0)
  if (here === w.told.here ? !alive || since < TELL_AGAIN : since < TELL) return
  await tellOthers(poolOf(runtime, number), number, server, said)
  w.told = { here, at: performance.now() }
}

async function tell(runtime: Runtime, number: string, w: Watched): Promise<void> {
  await spread(runtime, number, w)
  if (readersOf(w) === 0 && w.bidders.size === 0) return void watched.delete(number)
  const v = await execute(runtime, auction.view, { number }, { who: anonymous })
  if (readersOf(w) === 0) {
    // How bidders’ lines were is known while the sale is open.
    if (v.outcome) {
      watched.delete(number)
      await forget(poolOf(runtime, number), number)
    }
    return
  }
  const said = `${v.n} ${v.stage} ${v.until?.getTime()} ${v.frozen}`
  const began = performance.now()
  // What was bid since the message before, once for all who read.
  const who = anonymous
  const since =
    isSecond(v) || w.n >= v.n ? NOTHING : await execute(runtime, auction.log, { number, after: w.n }, { who })
  w.n = v.n
  for (const lang of ['zh', 'en'] as const) {
    const own = w.tongues[lang]
    const { channel } = own
    if (channel.readers === 0) continue
    if (own.said === said) {
      if (began - own.at < LOOK) continue
      channel.pass('time', v.now.toISOString(), Math.ceil((channel.readers * LOOK) / BEAT))
    } else channel.publish('sale', renderToString(SalePart({ v, lang, bids: newBids(v, since, lang) })))
    Object.assign(own, { said, at: began })
  }
  await tellHall(runtime, number, w, v)
}

async function tellHall(runtime: Runtime, number: string, w: Watched, v: View): Promise<void> {
  if ([...w.halls.values()].every((h) => h.channel.readers === 0)) return
  if (performance.now() - w.heard.at >= HALL)
    w.heard = { told: await heardOf(poolOf(runtime, number), number, server, now()), at: performance.now() }
  const here = together([hereOf(w), ...w.heard.told])
  const turn = Math.floor(v.now.getTime() / HALL_AGAIN)
  const said = JSON.stringify([
    turn,
    v.n,
    v.stage,
    v.frozen,
    v.outcome,
    v.asked,
    here.watching,
    here.bidders,
    [...here.hall],
  ])
  const due = [...w.halls.values()].filter(
    (h) => h.channel.readers > 0 && h.said !== said && (h.said === '' || performance.now() - h.at >= HALL),
  )
  if (due.length === 0) return
  const who = system('auctions.hall')
  const h = await execute(runtime, auction.hall, { number }, { who })
  const log = await execute(runtime, auction.log, { number, after: Math.max(0, v.n - SHOWN) }, { who })
  for (const own of due) {
    const { lang, signs } = own
    const props = { v, h: signs ? h : { ...h, signs: null }, log, presence: here, lang }
    const shown = renderToString(HallPart(props))
    if (shown !== own.shown) own.channel.publish('hall', shown)
    Object.assign(own, { said, shown, at: performance.now() })
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
    for (const w of watched.values())
      for (const { channel } of [...Object.values(w.tongues), ...w.halls.values()]) channel.close()
    watched.clear()
  }
}
