import { equal, fromBase64, fromHex, toBase64, utf8 } from './bytes.ts'
import { leafHash, rootFromInclusion } from './merkle.ts'
import { type Line, line, type Words } from './signed.ts'
import { type Keys, verifyReceipt } from './verdict.ts'

/**
 * That a case has these acts and no others up to a size of the log. The census is an entry of the log: the number of the last act
 * of every case among the first `size` entries, as the root of a Merkle tree (RFC 6962) over lines “case number”, sorted by case.
 * Anybody who reads the log can make the same tree, so a census that leaves something out is seen by every monitor.
 */
export type Completeness = {
  gnomon: 'completeness/v1'
  subject: string
  /** The number of the case's last act. */
  last: number
  /** Place of the case in the census, and the hashes that lead from it to the census's root. */
  index: number
  path: string[]
  /** The receipt of the census. */
  census: string
}

/** One line of the census. */
export const censusLine = (subject: string, last: number): Uint8Array => utf8(`${subject} ${last}`)

export const formatCompleteness = (
  c: Omit<Completeness, 'gnomon' | 'path'> & { path: Uint8Array[] },
): Completeness => ({
  gnomon: 'completeness/v1',
  ...c,
  path: c.path.map(toBase64),
})

export type CompletenessVerdict = { proven: boolean; lines: Line[]; last: number; size: number; notProven: Words[] }

/** Never throws: an unreadable proof is a verdict too. */
export async function verifyCompleteness(given: unknown, keys: Keys): Promise<CompletenessVerdict> {
  const c = Object(given) as Partial<Completeness>
  const refused = (zh: string, en: string): CompletenessVerdict => ({
    proven: false,
    lines: [line(false, zh, en)],
    last: 0,
    size: 0,
    notProven: [],
  })
  if (
    c.gnomon !== 'completeness/v1' ||
    typeof c.subject !== 'string' ||
    !Number.isSafeInteger(c.last) ||
    !Array.isArray(c.path)
  )
    return refused('这不是完整性证明', 'this is no proof of completeness')
  const receipt = await verifyReceipt(String(c.census), keys)
  const said = receipt.entry?.public
  if (!receipt.proven || receipt.entry?.type !== 'ledger.census' || typeof said?.root !== 'string')
    return refused('完整性证明里的清点记录不成立', 'the census in the proof does not hold')
  let path: Uint8Array[]
  let root: Uint8Array
  try {
    path = c.path.map((h) => fromBase64(String(h)))
    if (path.some((h) => h.length !== 32)) throw new Error('a hash of the wrong length')
    root = fromHex(said.root)
  } catch {
    return refused('完整性证明读不懂', 'the proof of completeness cannot be read')
  }
  const found = await rootFromInclusion(
    Number(c.index),
    Number(said.cases),
    await leafHash(censusLine(c.subject, c.last as number)),
    path,
  )
  const proven = found !== undefined && equal(found, root)
  const size = Number(said.size)
  return {
    proven,
    last: c.last as number,
    size,
    lines: [
      proven
        ? line(
            true,
            `到账本第 ${size} 条为止，这一件的行为就是第 1 到 ${c.last} 号，没有别的`,
            `up to entry ${size} of the ledger this case has acts 1 to ${c.last} and no others`,
          )
        : line(false, '完整性证明与清点的根对不上', 'the proof of completeness does not lead to the census’s root'),
    ],
    notProven: [
      {
        zh: `完整性只说到账本第 ${size} 条；之后的行为要看更新的证明。清点本身由每个见证人和监视者照账本重算。`,
        en: `Completeness is proven up to entry ${size}; later acts need a newer proof. The census itself is recomputed from the log by monitors.`,
      },
    ],
  }
}
