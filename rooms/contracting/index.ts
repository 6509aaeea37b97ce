import {
  anyone,
  defineRoom,
  type Page,
  page,
  query,
  type Room,
  standardProblem,
  text,
} from '../../kernel/platform/index.ts'
import { inOrder, numberOf, packageOf, recordOf } from '../../trade/ocds/index.ts'
import { jsonFile } from '../../web/ui/index.ts'
import { releasesCheck } from './checks.ts'
import * as contract from './contract.ts'
import { pageOf, readTo, written } from './feed.rules.ts'
import { releaseOfAct, releasesAfter, releasesOfProcess } from './release.store.ts'
import { type Markets, tell } from './tell.ts'

const PAGE = 100
const PUBLISHER = '圭表 Gnomon'
const json = (value: unknown) => jsonFile(text('OCDS', 'OCDS'), value)

/** All releases; `after` says how far the reader has read, as `links.next` wrote it. */
const releases: Page = page({
  path: '/ocds/releases.json',
  shell: 'none',
  allow: anyone,
  async render(p) {
    const read = p.query.after ? readTo(p.query.after) : {}
    if (!read) throw standardProblem('NOT_FOUND')
    const { part, to, more } = pageOf(await releasesAfter(p.tx, read, PAGE + 1), read, PAGE)
    const uri = `${p.site}/ocds/releases.json`
    const at = (place: string) => `${uri}?after=${place}`
    const said = {
      uri: p.query.after ? at(p.query.after) : uri,
      ...{ at: p.clock.now(), publisher: PUBLISHER, site: p.site },
    }
    return json(
      packageOf(
        said,
        part.map((t) => t.said),
        more ? at(written(to)) : undefined,
      ),
    )
  },
})

const kept = query(contract.releases, {
  allow: anyone,
  run: async ({ tx, input }) =>
    'act' in input ? releaseOfAct(tx, input.act) : (await releasesOfProcess(tx, input.number)).sort(inOrder),
})

const record: Page = page({
  path: '/ocds/records/:file',
  shell: 'none',
  allow: anyone,
  async render(p) {
    const number = numberOf(/^(.+)\.json$/.exec(p.params.file!)?.[1] ?? '')
    const list = number ? await p.call(contract.releases, { number }) : []
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
    operations: [kept],
    pages: [releases, record],
    consumers: [tell(rooms)],
    checks: [releasesCheck],
  })
