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

const tooLong = (most: number) => text(`最多 ${most} 个字。`, `At most ${most} characters.`)
/** A text that nobody said more of: a page of a book has some two thousand. */
export const LONGEST = 10_000
const MOST_PARTS = 20_000

/**
 * Throws INVALID with the fields whose text, or whose name, holds such characters or is longer than `longest`, and for more parts
 * than any form has. Bytes of files are not text.
 */
export function checkPlain(value: unknown, longest = LONGEST, most = MOST_PARTS): void {
  const fields: Fields = {}
  let parts = 0
  const look = (at: unknown, path: string): void => {
    if (++parts > most)
      throw standardProblem('TOO_LARGE', {
        detail: text(`一次最多 ${most} 项。`, `At most ${most} entries at once.`),
      })
    if (typeof at === 'string') {
      if (at.length > longest) fields[path] = tooLong(longest)
      else if (!isPlain(at)) fields[path] = wrong
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
