import { type Problem, standardProblem } from '../problem.ts'
import { text } from '../text.ts'

/** The database went, or its line: Node's and the driver's codes, PostgreSQL's classes 08 and 57P. */
export const CONNECTION_LOST = /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT|57P0[123]|08)/
const TOO_MANY = '53300'

/** What the reader should hear of what the database or its driver refused, by its code (PostgreSQL, appendix A). */
export function problemOfCode(code: string): Problem | undefined {
  if (CONNECTION_LOST.test(code) || code === TOO_MANY) return standardProblem('UNAVAILABLE')
  if (['ENOSPC', 'EDQUOT', '53100'].includes(code)) return standardProblem('STORAGE_FULL')
  if (['23505', '40001', '40P01', '55P03'].includes(code)) return standardProblem('CONFLICT')
  if (code === '23503')
    return standardProblem('INVALID', {
      detail: text(
        '其中指到的人、单位或事项不存在，请核对编号。',
        'It names a person, unit or item that does not exist; please check.',
      ),
    })
  // Data that no column can hold: a malformed id, a number or date out of range, a zero character, JSON too deep.
  if (/^22/.test(code) || ['23514', '54000', '54001'].includes(code)) return standardProblem('INVALID')
  return undefined
}
