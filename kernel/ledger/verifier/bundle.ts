import { verifyCompleteness } from './completeness.ts'
import { type Line, line, type Words } from './signed.ts'
import { type Keys, objectIn, type Verdict, verifyReceipt } from './verdict.ts'

export type BundleVerdict = {
  proven: boolean
  unreadable?: true
  lines: Line[]
  receipts: Verdict[]
  notProven: Words[]
}

/** A case's bundle: every receipt holds, all are of one case, and the numbers run from 1 without a gap. */
export async function verifyBundle(file: string, keys: Keys): Promise<BundleVerdict> {
  let bundle: { gnomon?: string; receipts?: string[]; completeness?: unknown }
  try {
    bundle = objectIn(file)
    if (bundle.gnomon !== 'bundle/v1' || !Array.isArray(bundle.receipts)) throw new Error('no receipts in it')
  } catch (error) {
    return {
      proven: false,
      unreadable: true,
      receipts: [],
      notProven: [],
      lines: [
        line(
          false,
          '这不是完整的回执包。请重新下载。',
          `This is not a whole bundle: ${(error as Error).message}. Please download it again.`,
        ),
      ],
    }
  }
  const receipts: Verdict[] = []
  for (const r of bundle.receipts) receipts.push(await verifyReceipt(String(r), keys))
  const good = receipts.filter((r) => r.proven).length
  const one = new Set(receipts.map((r) => r.entry?.subject?.id)).size === 1
  const gapless = receipts.every((r, i) => r.entry?.number === i + 1)
  const lines = [
    line(
      good === receipts.length && good > 0,
      `${receipts.length} 张回执中 ${good} 张成立`,
      `${good} of ${receipts.length} receipts hold`,
    ),
    line(
      one,
      one ? '都属于同一件' : '不都属于同一件',
      one ? 'all belong to one case' : 'they do not all belong to one case',
    ),
    line(
      gapless,
      gapless ? `编号从 1 到 ${receipts.length}，中间没有缺号` : '编号有缺，中间少了行为',
      gapless ? `numbered 1 to ${receipts.length} without a gap` : 'the numbers have gaps: acts are missing',
    ),
  ]
  const complete = bundle.completeness === undefined ? undefined : await verifyCompleteness(bundle.completeness, keys)
  if (complete) {
    lines.push(...complete.lines)
    const same = receipts[0]?.entry?.subject?.id === Object(bundle.completeness).subject
    if (!same) lines.push(line(false, '完整性证明是另一件的', 'the proof of completeness is another case’s'))
    if (complete.proven && complete.last > receipts.length)
      lines.push(
        line(
          false,
          `账本里有 ${complete.last} 号，这里只有 ${receipts.length} 张回执：少了 ${complete.last - receipts.length} 张`,
          `the ledger has ${complete.last} acts, here are ${receipts.length} receipts: ${complete.last - receipts.length} are missing`,
        ),
      )
  }
  const after = {
    zh: '回执包证明其中没有缺号；最后一号之后是否还有新的行为，请到账本页按办件编号查询。',
    en: 'A bundle proves that none is missing in between; whether acts came after its last number, the ledger’s page can tell.',
  }
  const notProven = [...(complete?.proven ? complete.notProven : [after]), ...receipts.flatMap((r) => r.notProven)]
  return {
    proven: lines.every((l) => l.ok),
    lines,
    receipts,
    notProven: [...new Map(notProven.map((words) => [words.en, words])).values()],
  }
}
