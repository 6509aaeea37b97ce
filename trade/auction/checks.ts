import canonicalize from 'canonicalize'
import { actsOf, type Check, text } from '../../kernel/platform/index.ts'
import { lineOf } from './acts.ts'
import { auctionsAfter } from './auction.store.ts'
import { FORMAT } from './log.shape.ts'
import { verifyLog } from './verify.rules.ts'

/** What is stored of each sale against the fold of its acts. */
export const auctionsCheck: Check = {
  name: 'auctions',
  async piece(tx, after, limit) {
    const rows = await auctionsAfter(tx, after, Math.min(limit, 20))
    const found = []
    for (const a of rows) {
      const list = await actsOf(tx, a.jurisdiction, a.id)
      const header = {
        format: FORMAT,
        number: a.number,
        announced: a.announcedAt.toISOString(),
        profile: a.profile,
        terms: a.terms,
      } as const
      const { state, differs } = verifyLog(header, list.slice(1).map(lineOf))
      // As the database gives it back: its keys in another order.
      if (differs.length > 0 || canonicalize(JSON.parse(JSON.stringify(state))) !== canonicalize(a.state))
        found.push({
          name: a.number,
          said: text(`竞价 ${a.number} 的状态与记录不符。`, `The sale ${a.number} does not stand as its log says.`),
        })
    }
    return { found, next: rows.length < Math.min(limit, 20) ? null : rows.at(-1)!.number }
  },
}
