import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { list } from '../contract.ts'
import * as paths from '../paths.ts'

const escaped = (s: string): string =>
  s
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

/** The newest fifty documents as Atom (RFC 4287). */
export const feed = page({
  path: paths.feed,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const { rows } = await p.call(list, { size: 50 })
    const self = `${p.site}${paths.feed}`
    const updated = (rows[0]?.publishedAt ?? p.clock.now()).toISOString()
    const entries = rows.map((r) => {
      const href = `${p.site}${paths.portal}/${r.number}`
      return `<entry><id>${escaped(href)}</id><title>${escaped(r.title)}</title><updated>${r.publishedAt.toISOString()}</updated><link rel="alternate" href="${escaped(href)}"/><category term="${escaped(r.item)}"/><author><name>${escaped(r.unit)}</name></author><summary>${escaped(r.summary)}</summary></entry>`
    })
    const body = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>${escaped(self)}</id><title>政府信息公开</title><updated>${updated}</updated><link rel="self" href="${escaped(self)}"/><link rel="alternate" href="${escaped(`${p.site}${paths.portal}`)}"/>${entries.join('')}</feed>
`
    return {
      title: text('订阅', 'Feed'),
      bytes: { data: new TextEncoder().encode(body), type: 'application/atom+xml; charset=utf-8' },
    }
  },
})
