import { decodeText } from '../../platform/index.ts'
import type { Line } from '../contract.ts'
import { readCamt } from './read-camt.ts'
import { readCsv } from './read-csv.ts'
import { StatementProblem } from './statement-problem.ts'

/** A file of a bank: XML is camt, all else CSV; UTF-8, or GB 18030 as Chinese banks and spreadsheets write. @throws StatementProblem */
export function readStatement(bytes: Uint8Array): Line[] {
  const words = decodeText(bytes)
  const lines = /^\s*</.test(words) ? readCamt(words) : readCsv(words)
  if (lines.length === 0) throw new StatementProblem('里面没有已入账的流水。', 'It has no booked line.')
  return lines
}
