import { verifyBundle } from './bundle.ts'
import { sha256, toHex } from './bytes.ts'
import { type Line, line, type Words } from './signed.ts'
import type { Keys } from './verdict.ts'
import { unzip } from './zip.ts'

export const MANIFEST = 'manifest.json'
export const BUNDLE = 'bundle.json'
export type Manifest = {
  gnomon: 'volume/v1'
  /** The number in the archive, and the case's. */
  archive: string
  case: string
  files: { name: string; sha256: string; size: number }[]
}
export type DossierVerdict = { files: number; proven: boolean; unreadable?: true; lines: Line[]; notProven: Words[] }

/**
 * A volume as ZIP: the bundle of the case holds, an act of it (`case.bound`) names the digest of the manifest, and the manifest names
 * every file that is here with its own. A file that the manifest names and is not here is told; one that it does not name is refused.
 */
export async function verifyDossier(zip: Uint8Array, keys: Keys): Promise<DossierVerdict> {
  let files: Map<string, Uint8Array>
  let manifest: Manifest
  try {
    files = new Map(unzip(zip).map((e) => [e.name, e.data]))
    manifest = JSON.parse(new TextDecoder().decode(need(files, MANIFEST)))
    need(files, BUNDLE)
    if (manifest.gnomon !== 'volume/v1' || !Array.isArray(manifest.files)) throw new Error('no manifest of a volume')
  } catch (error) {
    const why = (error as Error).message
    const torn = line(false, `这不是完整的卷宗：${why}`, `This is not a whole volume: ${why}`)
    return { proven: false, unreadable: true, lines: [torn], notProven: [], files: 0 }
  }
  const bundle = await verifyBundle(new TextDecoder().decode(files.get(BUNDLE)!), keys)
  const lines = [...bundle.lines]
  const digest = toHex(await sha256(files.get(MANIFEST)!))
  const bound = bundle.receipts.find(
    (r) => r.proven && r.entry?.type === 'case.bound' && r.entry.public?.manifest === digest,
  )
  lines.push(
    line(
      bound !== undefined,
      bound ? '账本里“成卷”的行为写明了这份清单' : '账本里没有写明这份清单的行为',
      bound ? 'the act of binding in the ledger names this manifest' : 'no act in the ledger names this manifest',
    ),
  )
  const named = new Map(manifest.files.map((f) => [f.name, f.sha256]))
  let [good, absent] = [0, 0]
  for (const [name, wanted] of named) {
    const data = files.get(name)
    if (!data) absent++
    else if (toHex(await sha256(data)) === wanted) good++
    else lines.push(line(false, `${name} 被改过`, `${name} was altered`))
  }
  for (const name of files.keys())
    if (!named.has(name) && name !== MANIFEST && name !== BUNDLE)
      lines.push(line(false, `${name} 不在清单里`, `${name} is not in the manifest`))
  lines.push(
    line(
      good > 0,
      `清单中 ${named.size} 个文件，${good} 个在这里且没有变`,
      `of the manifest’s ${named.size} files ${good} are here, unaltered`,
    ),
  )
  const without = {
    zh: `清单里另有 ${absent} 个文件不在这里（不给您看的部分）。`,
    en: `${absent} more files of the manifest are not here: the part that is not shown to you.`,
  }
  return {
    proven: lines.every((l) => l.ok),
    lines,
    /** How many of the manifest's are here and unaltered. */
    files: good,
    notProven: [...bundle.notProven, ...(absent > 0 ? [without] : [])],
  }
}

function need(files: Map<string, Uint8Array>, name: string): Uint8Array {
  const found = files.get(name)
  if (!found) throw new Error(`no ${name}`)
  return found
}
