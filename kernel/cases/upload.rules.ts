import { fileTypeFromBuffer } from 'file-type'
import { type Text, text } from '../platform/index.ts'

const WORDS: Record<string, string> = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' }
const megabytes = (n: number) => `${Math.round((n / 1024 / 1024) * 10) / 10} MB`

/** A name that is safe to show and to download under: no path, no control or direction characters, at most 120 characters. */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? ''
  const clean = base
    .replace(/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, '')
    .replace(/^\.+/, '')
    .trim()
  if (clean === '') return '未命名'
  return clean.length <= 120 ? clean : `${clean.slice(0, 100)}…${clean.slice(-16)}`
}

/** The file's type by its content (never by its name), or why it is refused. */
export async function judgeUpload(
  bytes: Uint8Array,
  allowed: { accept: string[]; maxBytes: number },
): Promise<{ type: string } | { problem: Text }> {
  const kinds = allowed.accept.map((t) => WORDS[t] ?? t).join('、')
  if (bytes.length === 0)
    return { problem: text('这个文件是空的，请重新选择。', 'The file is empty; please choose another.') }
  if (bytes.length > allowed.maxBytes)
    return {
      problem: text(
        `文件 ${megabytes(bytes.length)}，超过 ${megabytes(allowed.maxBytes)}。请压缩或拆成几份。`,
        `The file has ${megabytes(bytes.length)}, more than ${megabytes(allowed.maxBytes)}. Please compress or split it.`,
      ),
    }
  const found = await fileTypeFromBuffer(bytes)
  if (!found || !allowed.accept.includes(found.mime))
    return {
      problem: text(
        `按内容看，这个文件不是 ${kinds}${found ? `，而是 ${found.ext.toUpperCase()}` : ''}。请换一个文件，只改扩展名没有用。`,
        `By its content the file is not ${kinds}${found ? ` but ${found.ext.toUpperCase()}` : ''}. Please choose another file; renaming it does not help.`,
      ),
    }
  return { type: found.mime }
}
