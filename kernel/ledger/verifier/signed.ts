import { toHex } from './bytes.ts'
import { type Algorithm, algorithmOf, type Checkpoint, type Note, parseKey, verifyNote } from './note.ts'

export type Words = { zh: string; en: string }
export type Line = { ok: boolean; what: Words }
/** A key of the log and the checkpoint sizes that it signs: from `from` (null: none yet) to `until` (null: still signing). */
export type KeyPeriod = { vkey: string; from: number | null; until: number | null }

export const line = (ok: boolean, zh: string, en: string): Line => ({ ok, what: { zh, en } })

const NAMES: Partial<Record<Algorithm, Words>> = {
  'ml-dsa-44': { zh: 'ML-DSA-44（抗量子）', en: 'ML-DSA-44 (post-quantum)' },
  sm2: { zh: 'SM2（国密）', en: 'SM2 (national standard)' },
  ed25519: { zh: 'Ed25519', en: 'Ed25519' },
}

/**
 * Whether the log signed a checkpoint. It did where a trusted key's signature holds, none that is there fails, and none is missing:
 * of each algorithm with a key whose period covers the size, at least one must be there, or an attacker who breaks one algorithm
 * could leave the others out. Keys without a period cannot be missed. A key does not count outside its period.
 * `compact`: a QR code carries the Ed25519 signature alone; what is missing is then told instead of held against it.
 */
export async function signedBy(
  note: Note,
  checkpoint: Checkpoint,
  trusted: (string | KeyPeriod)[],
  compact = false,
): Promise<{ signed: boolean; lines: Line[]; unchecked: Words[] }> {
  const states = new Map<Algorithm, { due: boolean; holds: boolean; fails: boolean; unchecked: boolean }>()
  const lines: Line[] = []
  for (const t of trusted) {
    const period = typeof t === 'string' ? undefined : t
    const key = await parseKey(typeof t === 'string' ? t : t.vkey).catch(() => undefined)
    if (!key || key.name !== checkpoint.origin) continue
    const said = await verifyNote(note, key)
    const { size } = checkpoint
    if (period && (size < (period.from ?? Infinity) || size > (period.until ?? Infinity))) {
      if (said.holds)
        lines.push(
          line(
            false,
            `签它的密钥 ${toHex(key.id)} 不在任期：它只签第 ${period.from ?? '—'} 到 ${period.until ?? '—'} 条的检查点`,
            `it is signed by the key ${toHex(key.id)} outside its term, which is sizes ${period.from ?? '—'} to ${period.until ?? '—'}`,
          ),
        )
      continue
    }
    const algorithm = algorithmOf(key)
    const state = states.get(algorithm) ?? { due: false, holds: false, fails: false, unchecked: false }
    states.set(algorithm, {
      due: state.due || period !== undefined,
      holds: state.holds || said.holds,
      fails: state.fails || (said.present && !said.holds && !said.unchecked),
      unchecked: state.unchecked || said.unchecked,
    })
  }
  const unchecked: Words[] = []
  for (const [algorithm, s] of states) {
    const { zh, en } = NAMES[algorithm] ?? { zh: algorithm, en: algorithm }
    if (s.fails) lines.push(line(false, `${zh} 的签名不成立`, `The ${en} signature does not hold`))
    else if (s.holds) {
      if (algorithm !== 'ed25519') lines.push(line(true, `${zh} 的签名也成立`, `The ${en} signature holds, too`))
    } else if (s.unchecked)
      unchecked.push({
        zh: `这里不会算 ${zh} 的签名，没有核对它；npx gnomon verify 会核对。`,
        en: `The ${en} signature was not checked: this browser cannot. npx gnomon verify does.`,
      })
    else if (s.due && compact && algorithm !== 'ed25519')
      unchecked.push({
        zh: `二维码里装不下 ${zh} 的签名，没有核对它；完整的回执里有。`,
        en: `The ${en} signature does not fit a QR code and was not checked; the whole receipt has it.`,
      })
    else if (s.due) lines.push(line(false, `应有的 ${zh} 签名不在`, `The ${en} signature that is due is missing`))
  }
  const all = [...states.values()]
  return {
    signed:
      all.some((s) => s.holds) &&
      [...states].every(
        ([algorithm, s]) => !s.fails && (s.holds || s.unchecked || !s.due || (compact && algorithm !== 'ed25519')),
      ),
    lines,
    unchecked,
  }
}
