import type { Text } from '../../platform/text.ts'
import { text } from '../../platform/text.ts'

export type DiagnosticCode =
  | 'SYNTAX'
  | 'UNKNOWN_NAME'
  | 'NOT_A_FUNCTION'
  | 'BAD_ARGUMENT'
  | 'TYPE'
  | 'DIVISION_BY_ZERO'
  | 'OUT_OF_RANGE'
  | 'HIT_POLICY'
  | 'BAD_TABLE'
  | 'NO_RULE'
  | 'NO_LOGIC'
  | 'EXTERNAL'
  | 'TOO_DEEP'
  | 'TOO_LONG'
  | 'CYCLE'
  | 'UNKNOWN_DECISION'

/** Why a value is null that should not be (DMN 1.5, 7.3.1 and 10.3.2.13: null and a report). */
export type Diagnostic = { code: DiagnosticCode; message: Text; at?: string }

/** Thrown inside one expression; whoever evaluates it makes null and a diagnostic of it. */
export class FeelError extends Error {
  readonly code: DiagnosticCode
  readonly text: Text
  constructor(code: DiagnosticCode, zh: string, en: string) {
    super(en)
    this.code = code
    this.text = text(zh, en)
  }
}

/** Ends the whole evaluation: recursion without end or too many steps. */
export class Halt extends FeelError {}

export class FeelSyntaxError extends FeelError {
  /** Offset into the expression, in UTF-16 units. */
  readonly position: number
  constructor(source: string, position: number, zh: string, en: string) {
    const near = source.slice(position, position + 20).split('\n')[0] || ''
    const [whereZh, whereEn] = near ? [`在「${near}」处`, `at “${near}”`] : ['在末尾', 'at the end']
    super('SYNTAX', `${whereZh}：${zh}`, `${whereEn}: ${en}`)
    this.position = position
  }
}
