import { anyone, csvText, page, text, textCell } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { templateRows, xlsxOf } from '../../../trade/scoring/index.ts'
import { foreignFile, jsonFile } from '../../../web/ui/index.ts'
import { bidFile as bid, tenderFile as file, priceList } from '../contract.ts'
import { portal } from '../paths.ts'

export const tenderFile = page({
  path: `${portal}/:number/documents/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { name, bytes } = await p.call(file, { number: p.params.number!, sha256: p.params.sha256! })
    return foreignFile(name, bytes, 'application/pdf')
  },
})

export const bidFile = page({
  path: `${portal}/:number/bids/:bidder/:file`,
  shell: 'none',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { number, bidder, file: n } = p.params
    const found = await p.call(bid, { number: number!, bidder: Number(bidder), nth: Number(n) })
    return foreignFile(found.name, found.bytes, 'application/octet-stream')
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
      return { ...foreignFile(name, write(rows), type), title }
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
    return jsonFile(text('开标记录', 'Record of the opening'), record)
  },
})
