import { text } from '../../../kernel/platform/text.ts'
import { readLog, UnreadableLog, type Verdict, verifyLog } from '../../../trade/auction/verify.rules.ts'
import { command, type Io } from '../command.ts'
import { contentOf } from '../content-of.ts'

const USAGE = `gnomon auction verify FILE|URL [--json]
0 as recomputed · 1 it differs, or the sale is not over yet · 2 unreadable, or usage`

const yuan = (fen: number) => `¥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

export default command({
  name: 'auction',
  summary: text('按公布的记录重算一场竞价', 'recompute a sale from its published log'),
  usage: USAGE,
  async run(args, io) {
    const [what, ...rest] = args
    const [from, ...more] = rest.filter((a) => !a.startsWith('--'))
    if (what !== 'verify' || from === undefined || more.length > 0) {
      io.err(USAGE)
      return 2
    }
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    try {
      const { header, lines } = readLog(await contentOf(from))
      const verdict = verifyLog(header, lines)
      const { done, differs, entries, bids, state } = verdict
      if (rest.includes('--json')) io.out(JSON.stringify({ done, differs, entries, bids, outcome: state.outcome }))
      else {
        const { title, version } = header.profile
        io.out(`${header.number} · ${title[io.lang]} v${version}`)
        report(verdict, io)
      }
      return done && differs.length === 0 ? 0 : 1
    } catch (error) {
      const said = error instanceof UnreadableLog ? error.said[io.lang] : (error as Error).message
      io.err(t(`读不到记录：${said}`, `The log cannot be read: ${said}`))
      return 2
    }
  },
})

function report({ done, differs, entries, bids, state }: Verdict, io: Io): void {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  io.out(t(`${entries} 条记录，${bids} 次有效报价`, `${entries} entries, ${bids} bids that count`))
  for (const d of differs) io.out(t(`✗ 第 ${d.n} 条：${d.says.zh}`, `✗ entry ${d.n}: ${d.says.en}`))
  const o = state.outcome
  if (o?.kind === 'dealt')
    io.out(
      t(
        `成交：${o.bidder} 号，${yuan(o.price)}${o.second === null ? '' : `，第二指标 ${o.second}`}（第 ${o.n} 条）`,
        `dealt: bidder ${o.bidder}, ${yuan(o.price)}${o.second === null ? '' : `, second quantity ${o.second}`} (entry ${o.n})`,
      ),
    )
  else if (o) io.out(o.kind === 'failed' ? t(`未成交（${o.why}）`, `not dealt (${o.why})`) : t('终止', 'terminated'))
  if (differs.length > 0) io.out(t('不相符。', 'It differs.'))
  else if (done) io.out(t('✓ 重算相符。', '✓ Recomputed, the same.'))
  else io.out(t('到此为止相符；竞价还没有结束。', 'The same so far; the sale is not over yet.'))
}
