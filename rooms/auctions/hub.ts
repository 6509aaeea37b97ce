import { renderToString } from 'preact-render-to-string'
import { anonymous, execute, type Lang, type Runtime, type Written } from '../../kernel/platform/index.ts'
import { contract as auction, beatAll } from '../../trade/auction/index.ts'
import { Channel } from '../../web/ui/index.ts'
import { SalePart } from './sale-part.tsx'

/** What other processes did is seen within this; what this one did, at once. */
const LOOK = 250
/** Also when nothing happens: the server’s time, and that the line is up. */
const BEAT = 1000
/** A connection for each; more than this from one process is refused by the machine before it is by us. */
type Watched = { channels: Record<Lang, Channel>; id: string; said: string; at: number; bidders: Map<number, number> }
const watched = new Map<string, Watched>()
let wake: () => void = () => {}

const readersOf = (w: Watched) => w.channels.zh.readers + w.channels.en.readers

/** A stream of a sale for one reader, beginning with how it stands. `bidder`: whose line it is, for the monitor. */
export function follow(number: string, id: string, lang: Lang, bidder?: number): ReadableStream<Uint8Array> {
  const w: Watched = watched.get(number) ?? {
    channels: { zh: new Channel(), en: new Channel() },
    ...{ id, said: '', at: 0, bidders: new Map() },
  }
  watched.set(number, w)
  const stream = w.channels[lang].open()
  // Whoever comes is told at once, with the next look.
  w.said = ''
  wake()
  if (bidder === undefined) return stream
  const count = (by: number) => w.bidders.set(bidder, (w.bidders.get(bidder) ?? 0) + by)
  count(1)
  const reader = stream.getReader()
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const read = await reader.read().catch(() => ({ done: true, value: undefined }) as const)
      if (read.value) return controller.enqueue(read.value)
      count(-1)
      controller.close()
    },
    async cancel() {
      count(-1)
      await reader.cancel()
    },
  })
}

/** Who is connected to this server: how many watch, and which bidders’ lines are up. */
export function presence(number: string): { watching: number; bidders: number[] } {
  const w = watched.get(number)
  if (!w) return { watching: 0, bidders: [] }
  return { watching: readersOf(w), bidders: [...w.bidders].filter(([, n]) => n > 0).map(([b]) => b) }
}

async function tell(runtime: Runtime, number: string, w: Watched): Promise<void> {
  if (readersOf(w) === 0) return void watched.delete(number)
  const v = await execute(runtime, auction.view, { number }, { who: anonymous })
  const said = `${v.n} ${v.stage} ${v.until?.getTime()} ${v.frozen}`
  const now = performance.now()
  if (said === w.said && now - w.at < BEAT) return
  w.said = said
  w.at = now
  for (const lang of ['zh', 'en'] as const) {
    const channel = w.channels[lang]
    if (channel.readers > 0) channel.publish('sale', renderToString(SalePart({ v, lang })))
  }
}

/** Runs with a server: tells who watches, and beats the pulse of open sales. */
export function live(runtime: Runtime, onActs: (heard: (acts: Written[]) => void) => void): () => void {
  let stopped = false
  let looking = false
  let again = false
  const look = async () => {
    if (looking) {
      again = true
      return
    }
    looking = true
    do {
      again = false
      // The database away: lines stay up, and what they show is old, which their readers are told by the silence.
      for (const [number, w] of [...watched]) await tell(runtime, number, w).catch(() => {})
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
    for (const w of watched.values()) for (const channel of Object.values(w.channels)) channel.close()
    watched.clear()
  }
}
