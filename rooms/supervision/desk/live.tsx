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
import { Feeds } from '../../../web/ui/index.ts'
import { wall, wallVersion } from '../contract.ts'
import { paths } from '../paths.ts'
import { WallNow } from './wall-now.tsx'

/** Other processes' lights are asked about; this one's are heard of. */
const ASK = 1000
/** Acts of one batch are one picture. */
const GATHER = 150

/** What readers of one scope and language follow. */
const feeds = new Feeds<{ actor: Actor; lang: Lang }>('wall', ASK)

/** Runs with a server: hears of its acts, and asks about those of other processes while somebody looks. */
export function followWall(runtime: Runtime, onActs: (heard: (acts: Written[]) => void) => void): () => void {
  const draw = () =>
    feeds.draw(async ({ actor, lang }) => {
      const w = await execute(runtime, wall, { size: 12 }, { who: actor })
      return renderToString(<WallNow w={w} lang={lang} />)
    })
  let gathering: NodeJS.Timeout | undefined
  onActs((acts) => {
    if (gathering || feeds.size === 0 || !acts.some((a) => /^(light|order|reminder|appeal)\./.test(a.type))) return
    gathering = setTimeout(() => {
      gathering = undefined
      void draw()
    }, GATHER)
  })
  let seen = ''
  return feeds.begin(async () => {
    const { version } = await execute(runtime, wallVersion, {}, { who: feeds.first!.actor })
    if (version === seen) return
    seen = version
    await draw()
  })
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
    return { title: text('监察墙', 'The wall'), stream: feeds.open(key, { actor: p.actor, lang: p.lang }) }
  },
})
