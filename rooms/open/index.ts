import { itemVersion, listPublished } from '../../kernel/catalog/index.ts'
import { findUnit, units } from '../../kernel/identity/index.ts'
import {
  anyone,
  defineRoom,
  type Page,
  type PageContext,
  page,
  type Rendered,
  type Room,
  standardProblem,
  type Text,
  text,
} from '../../kernel/platform/index.ts'
import { contract as search } from '../../kernel/search/index.ts'
import { cpsvOf } from './cpsv.ts'
import { dcatOf } from './dcat.ts'
import { landing } from './landing.tsx'
import * as paths from './paths.ts'
import { asOf, csvOfRows, type DataSet, rowsOf, setsOf } from './sets.ts'

const encode = (s: string) => new TextEncoder().encode(s)
const ld = (title: Text, body: unknown): Rendered => ({
  title,
  bytes: { data: encode(JSON.stringify(body, null, 1)), type: 'application/ld+json; charset=utf-8' },
})
const publisher = async (p: PageContext): Promise<Text> =>
  (await findUnit(p.tx, `${p.home}-zhengfuban`))?.name ?? text('市人民政府', 'Municipal Government')

/** Each set as CSV and JSON; JSON says as of when, and which checkpoint of the ledger holds the acts behind it. */
const file = (sets: readonly DataSet[]): Page =>
  page({
    path: `${paths.open}/:file`,
    shell: 'none',
    allow: anyone,
    async render(p) {
      const [, id, ending] = /^([a-z][a-z0-9-]*)\.(csv|json)$/.exec(p.params.file ?? '') ?? []
      const set = sets.find((s) => s.id === id)
      if (!set) throw standardProblem('NOT_FOUND')
      const rows = await rowsOf(p, set)
      if (ending === 'csv')
        return {
          title: set.title,
          bytes: { data: encode(csvOfRows(rows)), type: 'text/csv; charset=utf-8', name: `${id}.csv` },
        }
      const said = { id, title: set.title, ...(await asOf(p)), proof: `${p.site}/verify`, n: rows.length, rows }
      return {
        title: set.title,
        bytes: { data: encode(JSON.stringify(said, null, 1)), type: 'application/json; charset=utf-8' },
      }
    },
  })

const catalog = (sets: readonly DataSet[]): Page =>
  page({
    path: paths.catalog,
    shell: 'none',
    allow: anyone,
    render: async (p) =>
      ld(
        text('开放数据目录', 'Catalogue'),
        dcatOf(sets, { site: p.site, publisher: await publisher(p), now: p.clock.now() }),
      ),
  })

const services = page({
  path: paths.services,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const all = await units(p.tx)
    const published = await listPublished(p.tx, p.clock.now())
    const found = await Promise.all(published.map((i) => itemVersion(p.tx, i.id)))
    const list = found.flatMap((v) =>
      v
        ? [
            {
              code: v.code,
              unit: v.unit,
              unitName: all.find((u) => u.code === v.unit)?.name ?? text(v.unit, v.unit),
              content: v.content,
            },
          ]
        : [],
    )
    return ld(text('政务服务', 'Services'), cpsvOf(list, { site: p.site }))
  },
})

const MOST = 45_000
/** What is published, by its address, the newest of each kind (sitemaps.org: fifty thousand at most in one file). */
const sitemap = page({
  path: paths.sitemap,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const escaped = (s: string) =>
      s.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
    const kinds = await p.call(search.kinds, {})
    const found: { href: string; on: string | null }[] = [
      '/',
      '/powers',
      '/departments',
      '/publication',
      '/open',
      '/supervision',
      '/consult/answers',
    ].map((href) => ({ href, on: null }))
    const each = Math.min(10_000, Math.floor(MOST / Math.max(kinds.length, 1)))
    for (const { kind } of kinds) {
      const { rows } = await p.call(search.listed, { kinds: [kind], page: 1, size: each })
      for (const r of rows) if (r.href.startsWith('/')) found.push({ href: r.href, on: r.on })
    }
    const seen = new Map(found.map((f) => [f.href, f]))
    const urls = [...seen.values()].map(
      (f) => `<url><loc>${escaped(p.site + f.href)}</loc>${f.on ? `<lastmod>${f.on}</lastmod>` : ''}</url>`,
    )
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>\n`
    return { title: text('网站地图', 'Sitemap'), bytes: { data: encode(body), type: 'application/xml; charset=utf-8' } }
  },
})

/** What the rooms publish, for machines: data sets, their catalogue, services, and every address. */
export function openRoom(rooms: readonly Pick<Room, 'publishes'>[]): Room {
  const sets = setsOf(rooms)
  return defineRoom({
    name: 'open',
    centre: true,
    title: text('开放数据', 'Open data'),
    menu: {
      portal: [{ group: text('公开', 'Open'), title: text('开放数据', 'Open data'), path: paths.open, order: 56 }],
    },
    pages: [landing(sets), catalog(sets), services, file(sets), sitemap],
  })
}

export default openRoom([])
