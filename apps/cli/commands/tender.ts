import { readFileSync } from 'node:fs'
import { text } from '../../../kernel/platform/text.ts'
import { bidReceipt } from '../../../trade/envelope/record.shape.ts'
import { readRecord, UnreadableRecord, verifyOpening } from '../../../trade/envelope/verify.rules.ts'
import { command } from '../command.ts'
import { contentOf } from '../content-of.ts'

const USAGE = `gnomon tender verify FILE|URL [--receipt FILE] [--json]
0 received, counted, opened unchanged · 1 something differs · 2 unreadable, or usage`

export default command({
  name: 'tender',
  summary: text('按公布的记录核对一次密封开标', 'check a sealed opening from its published record'),
  usage: USAGE,
  async run(args, io) {
    const at = args.indexOf('--receipt')
    const receiptFile = at < 0 ? undefined : args[at + 1]
    const rest = args.filter((a, i) => !a.startsWith('--') && (at < 0 || i !== at + 1))
    const [what, from, ...more] = rest
    if (what !== 'verify' || from === undefined || more.length > 0 || (at >= 0 && !receiptFile)) {
      io.err(USAGE)
      return 2
    }
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    try {
      const record = readRecord(await contentOf(from))
      const receipt = receiptFile ? bidReceipt.parse(JSON.parse(readFileSync(receiptFile, 'utf8'))) : undefined
      const verdict = await verifyOpening(record, receipt)
      if (args.includes('--json')) io.out(JSON.stringify(verdict))
      else {
        io.out(`${record.terms.number} · ${record.terms.deadline}`)
        for (const l of verdict.lines) io.out(`${l.ok ? '✓' : '✗'} ${l.what[io.lang]}`)
        io.out(
          verdict.holds
            ? t(
                '✓ 重算相符。名单和开标在账本里的回执，另用 gnomon verify 核对：',
                '✓ Recomputed, the same. Receipts of list and opening are for gnomon verify:',
              )
            : t('不相符。', 'It differs.'),
        )
        if (verdict.holds)
          io.out(`/ledger/acts/${record.sealed.act}/receipt\n/ledger/acts/${record.opened.act}/receipt`)
      }
      return verdict.holds ? 0 : 1
    } catch (error) {
      const said = error instanceof UnreadableRecord ? error.said[io.lang] : (error as Error).message
      io.err(t(`读不到：${said}`, `It cannot be read: ${said}`))
      return 2
    }
  },
})
