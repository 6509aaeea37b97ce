import { basename } from 'node:path'
import { exactNumber } from '../../../kernel/platform/exact.rules.ts'
import { text } from '../../../kernel/platform/text.ts'
import { play, readBids } from '../../../trade/auction/foreign-log.rules.ts'
import { FORMAT, header } from '../../../trade/auction/log.shape.ts'
import { readLog, UnreadableLog, type Verdict, verifyLog } from '../../../trade/auction/verify.rules.ts'
import { profiles } from '../../../trade/profile/index.ts'
import { command, type Io } from '../command.ts'
import { contentOf } from '../content-of.ts'

const USAGE = `gnomon auction verify FILE|URL [--json]
0 as recomputed · 1 it differs, or the sale is not over yet · 2 unreadable, or usage
       gnomon auction play FILE.csv --profile ID --start YUAN --step YUAN --opens TIME --closes TIME
time,bidder,amount of another platform's sale by the rules of a profile; its log goes to the output · 1 some bids would be refused`

const yuan = (fen: number) => `¥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}`

export default command({
  name: 'auction',
  summary: text('按公布的记录重算一场竞价', 'recompute a sale from its published log'),
  usage: USAGE,
  async run(args, io) {
    if (args[0] === 'play') return playFile(args.slice(1), io)
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

async function playFile(args: string[], io: Io): Promise<number> {
  const said = new Map(args.flatMap((a, i) => (a.startsWith('--') ? [[a.slice(2), args[i + 1] ?? '']] : [])))
  const [from] = args.filter((a, i) => !a.startsWith('--') && !args[i - 1]?.startsWith('--'))
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const rules = profiles.filter((p) => p.id === said.get('profile')).at(-1)
  const times = ['opens', 'closes'].every((name) => !Number.isNaN(Date.parse(said.get(name) ?? '')))
  if (from === undefined || !rules || !times) {
    io.err(USAGE)
    io.err(t(`规则有：${profiles.map((p) => p.id).join('、')}`, `profiles: ${profiles.map((p) => p.id).join(', ')}`))
    return 2
  }
  const fen = (name: string) => Math.round((exactNumber(said.get(name) ?? '') ?? 0) * 100)
  try {
    const bids = readBids(await contentOf(from))
    const read = header.safeParse({
      format: FORMAT,
      number: basename(from),
      announced: new Date(Date.parse(said.get('opens') ?? '') - 1).toISOString(),
      profile: rules,
      terms: {
        ...{ start: fen('start'), step: fen('step'), reserve: false },
        ...{ opens: isoOf(said.get('opens')), closes: isoOf(said.get('closes')) },
      },
    })
    if (!read.success) {
      io.err(USAGE)
      return 2
    }
    const { lines, refused, bidders } = play(read.data, bids)
    for (const l of [read.data, ...lines]) io.out(JSON.stringify(l))
    for (const { row, bid, code, least } of refused) {
      const instead = least === null ? '' : t(`，至少 ${yuan(least)}`, `, at least ${yuan(least)}`)
      io.err(
        t(
          `第 ${row} 行 ${bid.bidder} ${yuan(bid.amount)}：按规则不收（${code}${instead}）`,
          `row ${row}, ${bid.bidder} ${yuan(bid.amount)}: not taken by these rules (${code}${instead})`,
        ),
      )
    }
    bidders.forEach((name, i) => void io.err(t(`${i + 1} 号是 ${name}`, `number ${i + 1} is ${name}`)))
    return refused.length > 0 ? 1 : 0
  } catch (error) {
    const why = error instanceof UnreadableLog ? error.said[io.lang] : (error as Error).message
    io.err(t(`读不到报价：${why}`, `The bids cannot be read: ${why}`))
    return 2
  }
}

const isoOf = (time = '') => new Date(Date.parse(time)).toISOString()

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
