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

type Asked = { accept: string[]; maxBytes: number }

/** Why a file is refused, whose type by its content is known; undefined where it is one that is asked for. */
export function refusedAs(
  { size, type, ext }: { size: number; type?: string; ext?: string },
  asked: Asked,
): Text | undefined {
  if (size === 0) return text('这个文件是空的，请重新选择。', 'The file is empty; please choose another.')
  if (size > asked.maxBytes)
    return text(
      `文件 ${megabytes(size)}，超过 ${megabytes(asked.maxBytes)}。请压缩或拆成几份。`,
      `The file has ${megabytes(size)}, more than ${megabytes(asked.maxBytes)}. Please compress or split it.`,
    )
  if (type && asked.accept.includes(type)) return undefined
  const kinds = [...new Set(asked.accept.map((t) => WORDS[t] ?? t))]
  const is = ext?.toUpperCase() ?? (type && (WORDS[type] ?? type))
  return text(
    `按内容看，这个文件不是 ${kinds.join('、')}${is ? `，而是 ${is}` : ''}。请换一个文件，只改扩展名没有用。`,
    `By its content the file is not ${kinds.join(', ')}${is ? ` but ${is}` : ''}. Please choose another file; renaming it does not help.`,
  )
}

/** The file's type by its content (never by its name), or why it is refused. `bytes` may be the beginning of a file of `size`. */
export async function judgeUpload(
  bytes: Uint8Array,
  asked: Asked,
  size = bytes.length,
): Promise<{ type: string } | { problem: Text }> {
  const found = size > asked.maxBytes ? undefined : await fileTypeFromBuffer(bytes)
  const problem = refusedAs({ size, ...(found ? { type: found.mime, ext: found.ext } : {}) }, asked)
  return problem ? { problem } : { type: found!.mime }
}
