import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { foreignFile, jsonFile } from '../../../web/ui/index.ts'
import { bidFile as bid, document } from '../contract.ts'
import { boxOf } from '../opening.ts'
import { portal } from '../paths.ts'

export const publishedFile = page({
  path: `${portal}/:number/documents/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { name, bytes } = await p.call(document, { number: p.params.number!, sha256: p.params.sha256! })
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

/** What `gnomon tender verify` reads; of a round with `?round=1`, once the evaluation is over. */
export const opening = page({
  path: `${portal}/:number/opening.json`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const record = await p.call(envelope.record, { number: boxOf(p.params.number!, Number(p.query.round ?? 0) || 0) })
    return jsonFile(text('开启记录', 'Record of the opening'), record)
  },
})
