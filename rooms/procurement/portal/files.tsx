import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { contract as envelope } from '../../../trade/envelope/index.ts'
import { bidFile as bid, document } from '../contract.ts'
import { boxOf } from '../opening.ts'
import { portal } from '../paths.ts'

/** What somebody else wrote is never shown as a page of ours. */
const safe = { 'content-security-policy': "sandbox; default-src 'none'", 'x-content-type-options': 'nosniff' }

export const publishedFile = page({
  path: `${portal}/:number/documents/:sha256`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { name, bytes } = await p.call(document, { number: p.params.number!, sha256: p.params.sha256! })
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

/** What `gnomon tender verify` reads; of a round with `?round=1`, once the evaluation is over. */
export const opening = page({
  path: `${portal}/:number/opening.json`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const record = await p.call(envelope.record, { number: boxOf(p.params.number!, Number(p.query.round ?? 0) || 0) })
    const data = new TextEncoder().encode(JSON.stringify(record))
    return {
      title: text('开启记录', 'Record of the opening'),
      bytes: { data, type: 'application/json; charset=utf-8' },
    }
  },
})
