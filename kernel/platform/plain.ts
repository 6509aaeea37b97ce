import { type Fields, standardProblem } from './problem.ts'
import { text } from './text.ts'

/** Controls other than tab and line ends, and halves of characters: what no keyboard writes, and databases, PDFs and terminals trip over. */
const STRANGE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Cs}/u

const wrong = text(
  '里面有看不见的控制字符或残缺的字符，请删掉后重新填写。',
  'It contains control characters that cannot be seen, or a broken character; please delete and retype it.',
)

export const isPlain = (value: string): boolean => !STRANGE.test(value)

const isFile = (at: object) => (at as { bytes?: unknown }).bytes instanceof Uint8Array

/** Throws INVALID with the fields whose text, or whose name, holds such characters. Bytes of files are not text. */
export function checkPlain(value: unknown): void {
  const fields: Fields = {}
  const look = (at: unknown, path: string): void => {
    if (typeof at === 'string') {
      if (!isPlain(at)) fields[path] = wrong
    } else if (Array.isArray(at)) for (const [i, v] of at.entries()) look(v, `${path}[${i}]`)
    // A file's name is made safe where the file is kept.
    else if (at !== null && typeof at === 'object' && !isFile(at))
      for (const [key, v] of Object.entries(at)) {
        if (!isPlain(key)) fields[path || '?'] = wrong
        else look(v, path ? `${path}.${key}` : key)
      }
  }
  look(value, '')
  if (Object.keys(fields).length > 0) throw standardProblem('INVALID', { fields })
}
