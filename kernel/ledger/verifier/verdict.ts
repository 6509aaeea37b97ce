import { equal, utf8 } from './bytes.ts'
import { leafHash, rootFromInclusion } from './merkle.ts'
import { type Note, parseCheckpoint, parseKey, parseNote, verifyNote } from './note.ts'
import { cosignersOf, type Policy, parsePolicy, satisfied } from './policy.ts'
import { bothCommitments, HEADER, parseReceipt, type Receipt } from './receipt.ts'
import { type KeyPeriod, type Line, line, signedBy, type Words } from './signed.ts'

export type Verdict = {
  /** True when everything that was asked for holds. */
  proven: boolean
  /** The file is of another kind, or a bundle that is torn: there is nothing to judge. */
  unreadable?: true
  lines: Line[]
  /** What a true verdict does not say. */
  notProven: Words[]
  entry?: Record<string, any>
  disclosed?: Record<string, unknown>
  checkpoint?: { origin: string; size: number }
  witnesses: { name: string; time: number }[]
}

/** Said of a licence: its receipt proves the content, not what somebody printed beside it. */
export const PRINTED: Words = {
  zh: '证明的是随附记录里的内容，不是 PDF 纸面上印的字：请把两者对一对。',
  en: 'What is proven is the content of the attached record, not the words printed on the PDF’s page: please compare the two.',
}

export type Keys = {
  /** The log's verifier keys; with the sizes at which each signs, a missing signature shows, too. */
  log: (string | KeyPeriod)[]
  witnesses?: string[]
  /** A C2SP tlog-policy file: its logs are trusted beside `log`, and its quorum must have cosigned. */
  policy?: string
  /** The receipt came out of a QR code, which carries the Ed25519 signature alone. */
  compact?: boolean
}

/** Signatures under other names than the log's may be witnesses'; without their keys nobody knows. */
function unwitnessed(note: Note, origin: string): Words {
  const others = new Set(note.signatures.map((s) => s.name).filter((name) => name !== origin))
  if (others.size > 0)
    return {
      zh: `检查点上另有 ${others.size} 个名字的签名（${[...others].join('、')}），没有给它们的公钥，没有核对。`,
      en: `The checkpoint carries signatures of ${others.size} other names (${[...others].join(', ')}); their keys were not given, so they were not checked.`,
    }
  return {
    zh: '这个检查点没有带见证人的签名；可在账本页查看后来的见证。',
    en: 'This checkpoint carries no witness’s signature; later ones are shown on the ledger’s page.',
  }
}

/**
 * Checks a receipt against the log's verifier keys (and its witnesses'), in plain words. Never throws: an unreadable file is
 * a verdict too. `keys` are trusted by the caller; a key inside the file proves nothing.
 */
export async function verifyReceipt(file: string, keys: Keys): Promise<Verdict> {
  const lines: Line[] = []
  const unread = (zh: string, en: string): Verdict => ({
    proven: false,
    ...(file.startsWith(HEADER) ? {} : { unreadable: true }),
    lines: [line(false, zh, en)],
    notProven: [],
    witnesses: [],
  })
  let receipt: Receipt
  let entry: Record<string, any>
  try {
    receipt = parseReceipt(file)
    entry = objectIn(receipt.extra.entry)
  } catch (error) {
    return unread(
      '这不是完整的回执文件。请重新下载，或把回执的全部文字原样粘贴。',
      `This is not a whole receipt file: ${(error as Error).message}. Please download it again, or paste all of its text.`,
    )
  }
  let note: ReturnType<typeof parseNote>
  let checkpoint: ReturnType<typeof parseCheckpoint>
  try {
    note = parseNote(receipt.checkpoint)
    checkpoint = parseCheckpoint(note.text)
  } catch (error) {
    return unread(
      '回执里的检查点不完整。请重新下载回执。',
      `The checkpoint in the receipt is damaged: ${(error as Error).message}. Please download the receipt again.`,
    )
  }
  let policy: Policy | undefined
  try {
    policy = keys.policy === undefined ? undefined : parsePolicy(keys.policy)
  } catch (error) {
    return unread((error as Error).message, (error as Error).message)
  }
  const trusted = [...keys.log, ...(policy?.logs.map((l) => l.vkey) ?? [])]
  const by = await signedBy(note, checkpoint, trusted, keys.compact)
  const { signed } = by
  lines.push(
    signed
      ? line(
          true,
          `账本“${checkpoint.origin}”签过这个检查点（共 ${checkpoint.size} 条）`,
          `The ledger “${checkpoint.origin}” signed this checkpoint (${checkpoint.size} entries)`,
        )
      : line(
          false,
          '检查点的签名对不上已知的账本公钥：文件被改过，或不是这座城市的',
          'The checkpoint’s signature does not match the known key of the ledger: the file was altered, or is not this city’s',
        ),
    ...by.lines,
  )
  const root = await rootFromInclusion(
    receipt.index,
    checkpoint.size,
    await leafHash(utf8(receipt.extra.entry)),
    receipt.path,
  )
  const included = root !== undefined && equal(root, checkpoint.root)
  lines.push(
    included
      ? line(
          true,
          `这条记录确实在账本第 ${receipt.index} 位，一个字都没改`,
          `This record stands in the ledger at position ${receipt.index}, unaltered`,
        )
      : line(
          false,
          '这条记录和账本对不上：记录或证明被改过',
          'The record does not match the ledger: it or its proof was altered',
        ),
  )
  const disclosed: Record<string, unknown> = {}
  let opened = true
  for (const [field, shown] of Object.entries(Object(receipt.extra.disclosed))) {
    const { salt, value } = Object(shown)
    const wanted = Object(entry.commitments)[field]
    const both = await bothCommitments(String(salt), value).catch(() => undefined)
    const ok = both !== undefined && both.sha256 === wanted?.sha256 && both.sm3 === wanted?.sm3
    if (ok) disclosed[field] = value
    else opened = false
    lines.push(
      ok
        ? line(true, `附带的“${field}”与当时记下的一致`, `The disclosed “${field}” is what was recorded then`)
        : line(false, `附带的“${field}”与当时记下的不符`, `The disclosed “${field}” is not what was recorded then`),
    )
  }
  const witnesses: { name: string; time: number }[] = []
  for (const vkey of keys.witnesses ?? []) {
    const key = await parseKey(vkey).catch(() => undefined)
    const seen = key && (await verifyNote(note, key))
    if (key && seen?.holds && seen.time !== undefined) witnesses.push({ name: key.name, time: seen.time })
  }
  let quorum = true
  if (policy) {
    const by = new Set((await cosignersOf(note, policy)).keys())
    quorum = satisfied(policy, by)
    lines.push(
      quorum
        ? line(true, `见证达到策略的法定数（${by.size} 位）`, `the policy’s quorum of witnesses is met (${by.size})`)
        : line(
            false,
            `见证没有达到策略的法定数（只有 ${by.size} 位）`,
            `the policy’s quorum of witnesses is not met (${by.size} signed)`,
          ),
    )
  }
  const proven = signed && included && opened && quorum
  return {
    proven,
    lines,
    notProven: [
      {
        zh: '回执证明“这件事当时这样记下来了，之后没人改过”；它不证明记下的内容本身正确。',
        en: 'A receipt proves that this was recorded so and not altered since; it does not prove that what was recorded is right.',
      },
      ...by.unchecked,
      ...erasedIn(receipt),
      ...(witnesses.length === 0 && !policy ? [unwitnessed(note, checkpoint.origin)] : []),
    ],
    entry,
    disclosed,
    checkpoint: { origin: checkpoint.origin, size: checkpoint.size },
    witnesses,
  }
}

/** Throws where the text is no JSON object. */
export function objectIn(text: string): Record<string, any> {
  const parsed = JSON.parse(text)
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw new Error('not a JSON object')
  return parsed
}

const erasedIn = ({ extra }: Receipt): Words[] =>
  Array.isArray(extra.erased) && extra.erased.length > 0
    ? [
        {
          zh: `签发者说“${extra.erased.join('、')}”的盐已删除：内容抹去了，谁也打不开；摘要还在，记录照样成立。`,
          en: `The issuer says that the salt of “${extra.erased.join(', ')}” is deleted: the content is erased and nobody can open it; the digest stays, and the record holds as before.`,
        },
      ]
    : []
