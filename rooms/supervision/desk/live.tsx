import { renderToString } from 'preact-render-to-string'
import {
  type Actor,
  execute,
  type Lang,
  page,
  postOf,
  type Runtime,
  text,
  type Written,
} from '../../../kernel/platform/index.ts'
import { Channel } from '../../../web/ui/index.ts'
import { wall, wallVersion } from '../contract.ts'
import { paths } from '../paths.ts'
import { WallNow } from './wall-now.tsx'

/** What readers of one scope and language follow; computed once for all of them, as the first of them sees it. */
type Feed = { channel: Channel; actor: Actor; lang: Lang; last: string }
const feeds = new Map<string, Feed>()
let city: Runtime | undefined

/** Other processes' lights are asked about; this one's are heard of. Only while somebody looks. */
const ASK = 1000
const BEAT = 15_000
/** Acts of one batch are one picture. */
const GATHER = 150
let gathering: NodeJS.Timeout | undefined
let asking: NodeJS.Timeout | undefined
let seen = ''
let beaten = 0

/** Runs with a server: hears of its acts, and asks about those of other processes while somebody looks. */
export function followWall(runtime: Runtime, onActs: (heard: (acts: Written[]) => void) => void): () => void {
  city = runtime
  onActs((acts) => {
    if (acts.some((a) => /^(light|order|reminder|appeal)\./.test(a.type))) soon()
  })
  return () => {
    city = undefined
    clearInterval(asking)
    asking = undefined
    for (const { channel } of feeds.values()) channel.close()
    feeds.clear()
  }
}

function soon(): void {
  if (gathering || feeds.size === 0) return
  gathering = setTimeout(() => {
    gathering = undefined
    void draw()
  }, GATHER)
}

/** A picture that fails leaves the readers the last one; the next change tries again. */
async function draw(): Promise<void> {
  for (const [key, feed] of feeds) {
    if (feed.channel.readers === 0) {
      feeds.delete(key)
      continue
    }
    try {
      const w = await execute(city!, wall, { size: 12 }, { who: feed.actor })
      const html = renderToString(<WallNow w={w} lang={feed.lang} />)
      if (html === feed.last) continue
      feed.last = html
      feed.channel.publish('wall', html)
    } catch {}
  }
}

async function ask(): Promise<void> {
  const [feed] = feeds.values()
  if (!feed) {
    clearInterval(asking)
    asking = undefined
    return
  }
  if (performance.now() - beaten > BEAT) {
    beaten = performance.now()
    for (const f of feeds.values()) f.channel.beat()
  }
  try {
    const { version } = await execute(city!, wallVersion, {}, { who: feed.actor })
    if (version !== seen) {
      seen = version
      await draw()
    }
  } catch {}
}

export const wallStream = page({
  path: paths.live,
  shell: 'none',
  allow: ({ actor }) => postOf(actor) !== undefined,
  render(p) {
    const post = postOf(p.actor)!
    const key = [
      p.lang,
      post.role === 'chief-supervisor' || post.role === 'supervisor' ? post.role : 'unit',
      post.unitCode,
    ].join(' ')
    let feed = feeds.get(key)
    if (!feed) {
      feed = { channel: new Channel(), actor: p.actor, lang: p.lang, last: '' }
      feeds.set(key, feed)
    }
    const stream = feed.channel.open()
    if (city && !asking) {
      asking = setInterval(() => void ask(), ASK)
      asking.unref()
    }
    return { title: text('监察墙', 'The wall'), stream }
  },
})
