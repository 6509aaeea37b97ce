import { fileTypeFromBuffer } from 'file-type'
import { type Text, text } from './text.ts'

const WORDS: Record<string, string> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'video/mp4': 'MP4',
  'video/3gpp': '3GP',
  'video/quicktime': 'MOV',
  'audio/mp4': 'M4A',
  'audio/x-m4a': 'M4A',
  'audio/mpeg': 'MP3',
  'audio/wav': 'WAV',
}
const megabytes = (n: number) => `${Math.round((n / 1024 / 1024) * 10) / 10} MB`

/** A name that is safe to show and to download under: no path, no control or direction characters, at most 120 characters. */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).pop() ?? ''
  const clean = base
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  if (clean === '') return '未命名'
  // By characters: half of one is none that a database takes.
  const letters = [...clean]
  return letters.length <= 120 ? clean : `${letters.slice(0, 100).join('')}…${letters.slice(-16).join('')}`
}

/** The file's type by its content (never by its name), or why it is refused. */
export async function judgeUpload(
  bytes: Uint8Array,
  allowed: { accept: string[]; maxBytes: number },
): Promise<{ type: string } | { problem: Text }> {
  const kinds = [...new Set(allowed.accept.map((t) => WORDS[t] ?? t))].join('、')
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
