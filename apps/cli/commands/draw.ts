import { drawRecord } from '../../../kernel/draw/record.shape.ts'
import { verifyDraw } from '../../../kernel/draw/verify.rules.ts'
import { text } from '../../../kernel/platform/text.ts'
import { command, type Io } from '../command.ts'
import { contentOf } from '../content-of.ts'

const USAGE = `gnomon draw verify FILE|URL [--json]
0 as drawn · 1 it differs, or nothing is drawn yet · 2 unreadable, or usage`

export default command({
  name: 'draw',
  summary: text('按公布的记录重算一次抽取', 'recompute a draw from its published record'),
  usage: USAGE,
  async run(args, io) {
    const [what, ...rest] = args
    const [from, ...more] = rest.filter((a) => !a.startsWith('--'))
    if (what !== 'verify' || from === undefined || more.length > 0) {
      io.err(USAGE)
      return 2
    }
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    let said: unknown
    try {
      said = JSON.parse(await contentOf(from))
    } catch (error) {
      io.err(t(`读不到记录：${(error as Error).message}`, `The record cannot be read: ${(error as Error).message}`))
      return 2
    }
    const record = drawRecord.safeParse(said)
    if (!record.success) {
      const where = record.error.issues[0]!
      const at = `${where.path.join('.') || '.'}: ${where.message}`
      io.err(t(`这不是抽取记录（${at}）。`, `This is no record of a draw (${at}).`))
      return 2
    }
    const verdict = verifyDraw(record.data)
    if (rest.includes('--json')) io.out(JSON.stringify(verdict))
    else report(record.data, verdict, io)
    return verdict.done && verdict.differs.length === 0 ? 0 : 1
  },
})

function report(
  record: ReturnType<typeof drawRecord.parse>,
  { done, differs, drawn }: ReturnType<typeof verifyDraw>,
  io: Io,
): void {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  io.out(record.purpose[io.lang])
  io.out(
    t(`承诺 ${record.commitment}  ${record.committedAt}`, `commitment ${record.commitment}  ${record.committedAt}`),
  )
  for (const p of record.closed?.pools ?? [])
    io.out(
      t(
        `名单 ${p.name}：${p.members.length} 个，排除 ${p.excluded.length} 个，${p.digest}`,
        `pool ${p.name}: ${p.members.length}, ${p.excluded.length} excluded, ${p.digest}`,
      ),
    )
  const root = record.revealed?.root
  if (root)
    io.out(
      t(
        `账本 ${root.size} 片叶子时的根 ${root.root}（请与账本的检查点核对）`,
        `root of the ledger at ${root.size} leaves ${root.root} (compare it with the ledger’s checkpoint)`,
      ),
    )
  for (const d of differs) io.out(`✗ ${d[io.lang]}`)
  if (!done)
    io.out(
      t(
        '种子还没有公开，现在只能核对承诺和名单。',
        'The seed is not open yet: only commitment and pools can be checked.',
      ),
    )
  else if (differs.length === 0)
    io.out(t(`✓ 重算相符，共抽出 ${drawn} 个。`, `✓ Recomputed, the same: ${drawn} drawn.`))
  else io.out(t('不相符。', 'It differs.'))
}
