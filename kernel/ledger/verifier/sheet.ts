import { concat, sha256, toHex, utf8 } from './bytes.ts'

/**
 * A licence's PDF is the sheet as it was issued, byte for byte, followed by an appendix that attaches the receipt (an incremental
 * update, ISO 32000-1 §7.5.6). The record that the receipt proves names the sheet's size and digest; the appendix follows from sheet
 * and receipt alone. So nothing can be changed on the page, nor laid over it by a further update, without being told.
 */
export type Sheet = { sha256: string; size: number }

const text = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes)
const NAME = 'receipt.tlog-proof'

export const sheetOf = async (bytes: Uint8Array): Promise<Sheet> => ({
  sha256: toHex(await sha256(bytes)),
  size: bytes.length,
})

/** The sheet with its receipt attached. Throws where it is no PDF of ours. */
export function attachReceipt(sheet: Uint8Array, receipt: Uint8Array): Uint8Array {
  const body = text(sheet)
  const end = body.slice(body.lastIndexOf('trailer'))
  const need = (pattern: RegExp, where: string) => {
    const found = pattern.exec(where)?.[1]
    if (found === undefined) throw new Error('not a sheet of this city')
    return found
  }
  const size = Number(need(/\/Size (\d+)/, end))
  const root = need(/\/Root (\d+) 0 R/, end)
  const before = need(/startxref\n(\d+)/, end)
  const catalog = need(new RegExp(`\\n${root} 0 obj\\n([\\s\\S]*?)endobj`), body)
  const names = need(/\/Names (\d+) 0 R/, catalog)
  const [file, spec] = [size, size + 1]
  const parts: Uint8Array[] = [sheet]
  const offsets = new Map<number, number>()
  let length = sheet.length
  const add = (piece: Uint8Array | string) => {
    const bytes = typeof piece === 'string' ? utf8(piece) : piece
    parts.push(bytes)
    length += bytes.length
  }
  const object = (n: number, head: string, stream?: Uint8Array) => {
    add('\n')
    offsets.set(n, length)
    add(`${n} 0 obj\n${head}\n`)
    if (stream) {
      add('stream\n')
      add(stream)
      add('\nendstream\n')
    }
    add('endobj\n')
  }
  object(file, `<< /Type /EmbeddedFile /Subtype /text#2Fplain /Length ${receipt.length} >>`, receipt)
  object(spec, `<< /Type /Filespec /F (${NAME}) /UF (${NAME}) /EF << /F ${file} 0 R >> /Desc (Gnomon receipt) >>`)
  object(Number(names), `<< /Dests << /Names [] >> /EmbeddedFiles << /Names [(${NAME}) ${spec} 0 R] >> >>`)
  const at = length
  add('xref\n')
  for (const [n, offset] of offsets) add(`${n} 1\n${String(offset).padStart(10, '0')} 00000 n \n`)
  const kept = [/\/Info \d+ 0 R/, /\/ID \[[^\]]*\]/].map((p) => p.exec(end)?.[0] ?? '').join(' ')
  add(`trailer\n<< /Size ${size + 2} /Root ${root} 0 R ${kept} /Prev ${before} >>\nstartxref\n${at}\n%%EOF\n`)
  return concat(...parts)
}

/** Whether a file is the sheet that the record names, with this receipt attached and nothing else. */
export async function isSheet(file: Uint8Array, named: unknown, receipt: string): Promise<boolean> {
  const { sha256: wanted, size } = Object(named) as Partial<Sheet>
  if (typeof wanted !== 'string' || typeof size !== 'number' || size > file.length) return false
  const sheet = file.subarray(0, size)
  if (toHex(await sha256(sheet)) !== wanted) return false
  try {
    const whole = attachReceipt(sheet, utf8(receipt))
    return whole.length === file.length && whole.every((b, i) => b === file[i])
  } catch {
    return false
  }
}
