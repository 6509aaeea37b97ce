import {
  anyone,
  defineRoom,
  type Page,
  type PageContext,
  page,
  type Room,
  standardProblem,
  text,
} from '../../kernel/platform/index.ts'
import { inOrder, numberOf, packageOf, type Release, recordOf } from '../../trade/ocds/index.ts'
import { jsonFile } from '../../web/ui/index.ts'

const PAGE = 100
const PUBLISHER = '圭表 Gnomon'
const json = (value: unknown) => jsonFile(text('OCDS', 'OCDS'), value)
type Markets = readonly Pick<Room, 'publishes'>[]

/** What every market says, in the order of dates, and of ids within a date. */
async function allOf(p: PageContext, rooms: Markets, number?: string): Promise<Release[]> {
  const found = rooms.flatMap((r) => r.publishes.contracting ?? [])
  const lists = await Promise.all(found.map((c) => p.call(c, number === undefined ? {} : { number })))
  return (lists.flat() as Release[]).sort(inOrder)
}

/** All releases; `after` is the id of the last one that the reader has. */
const releases = (rooms: Markets): Page =>
  page({
    path: '/ocds/releases.json',
    shell: 'none',
    allow: anyone,
    async render(p) {
      const all = await allOf(p, rooms)
      const from = p.query.after ? all.findIndex((r) => r.id === p.query.after) + 1 : 0
      if (p.query.after && from === 0) throw standardProblem('NOT_FOUND')
      const part = all.slice(from, from + PAGE)
      const uri = `${p.site}/ocds/releases.json`
      const at = (id: string) => `${uri}?after=${encodeURIComponent(id)}`
      const said = {
        uri: p.query.after ? at(p.query.after) : uri,
        ...{ at: p.clock.now(), publisher: PUBLISHER, site: p.site },
      }
      return json(packageOf(said, part, from + PAGE < all.length ? at(part.at(-1)!.id) : undefined))
    },
  })

const record = (rooms: Markets): Page =>
  page({
    path: '/ocds/records/:file',
    shell: 'none',
    allow: anyone,
    async render(p) {
      const number = numberOf(/^(.+)\.json$/.exec(p.params.file!)?.[1] ?? '')
      const list = number ? await allOf(p, rooms, number) : []
      if (list.length === 0) throw standardProblem('NOT_FOUND')
      const uri = `${p.site}/ocds/records/${p.params.file}`
      return json(recordOf({ uri, at: p.clock.now(), publisher: PUBLISHER, site: p.site }, list))
    },
  })

/** The open contracting data of all markets: one feed, one record a process, whichever room runs it. */
export const contractingRoom = (rooms: Markets): Room =>
  defineRoom({
    name: 'contracting',
    title: text('开放合同数据', 'Open contracting data'),
    pages: [releases(rooms), record(rooms)],
  })
