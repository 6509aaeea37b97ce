import { type Text, text } from '../../platform/index.ts'

/** Why a statement cannot be read, in words for whoever imports it. Nothing of such a file is taken. */
export class StatementProblem extends Error {
  readonly said: Text
  constructor(zh: string, en: string) {
    super(en)
    this.said = text(zh, en)
  }
}

/** A decimal amount of yuan as integer 分. @throws StatementProblem where it is none, or has parts of a 分. */
export function fenOf(written: string, where: string): number {
  const found = /^(\d{1,13})(?:\.(\d{1,5}))?$/.exec(written.trim())
  const cents = (found?.[2] ?? '').replace(/0+$/, '')
  const fen = found && cents.length <= 2 ? Number(found[1]) * 100 + Number(cents.padEnd(2, '0')) : 0
  if (fen <= 0 || fen > 1e13)
    throw new StatementProblem(`${where} 的金额“${written}”不对。`, `The amount “${written}” of ${where} is not right.`)
  return fen
}

/** @throws StatementProblem */
export function dayIn(written: string, where: string): string {
  const day = written.trim().replaceAll('/', '-').slice(0, 10)
  const plain = /^\d{8}$/.test(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : day
  const time = /^\d{4}-\d{2}-\d{2}$/.test(plain) ? Date.parse(`${plain}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== plain)
    throw new StatementProblem(`${where} 的日期“${written}”不对。`, `The date “${written}” of ${where} is not right.`)
  return plain
}
