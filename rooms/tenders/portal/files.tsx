import { anyone, csvText, page, text, textCell } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { templateRows, xlsxOf } from '../../../trade/scoring/index.ts'
import { bidFile as bid, tenderFile as file, priceList } from '../contract.ts'
import { portal } from '../paths.ts'

/** What somebody else wrote is never shown as a page of ours. */
const safe = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' }

export const tenderFile = page({
  path: `${portal}/:number/documents/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { name, bytes } = await p.call(file, { number: p.params.number!, sha256: p.params.sha256! })
    return { title: text(name, name), bytes: { data: bytes, type: 'application/pdf', name, headers: safe } }
  },
})

export const bidFile = page({
  path: `${portal}/:number/bids/:bidder/:file`,
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { number, bidder, file: n } = p.params
    const found = await p.call(bid, { number: number!, bidder: Number(bidder), nth: Number(n) })
    return {
      title: text(found.name, found.name),
      bytes: { data: found.bytes, type: 'application/octet-stream', name: found.name, headers: safe },
    }
  },
})

/** The list of quantities, to be priced. */
const template = (extension: 'csv' | 'xlsx', type: string, write: (rows: string[][]) => Uint8Array) =>
  page({
    path: `${portal}/:number/price-list.${extension}`,
    shell: 'none',
    allow: anyone,
    async render(p) {
      const { number } = p.params
      const rows = templateRows(await p.call(priceList, { number: number! }))
      const title = text('工程量清单', 'List of quantities')
      const name = `price-list-${number}.${extension}`
      return { title, bytes: { data: write(rows), type, name, headers: safe } }
    },
  })
export const priceListCsv = template('csv', 'text/csv; charset=utf-8', (rows) =>
  new TextEncoder().encode(csvText(rows.map((r) => r.map(textCell)))),
)
export const priceListXlsx = template(
  'xlsx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  // The quantity is a number, so that the sheet can multiply it.
  (rows) =>
    xlsxOf(
      '报价清单',
      rows.map((r) => r.map((c, i) => (i === 3 && /^\d/.test(c) ? { number: c } : c))),
    ),
)

/** What `gnomon tender verify` reads. */
export const opening = page({
  path: `${portal}/:number/opening.json`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const record = await p.call(envelope.record, { number: p.params.number! })
    const data = new TextEncoder().encode(JSON.stringify(record))
    return {
      title: text('开标记录', 'Record of the opening'),
      bytes: { data, type: 'application/json; charset=utf-8' },
    }
  },
})
