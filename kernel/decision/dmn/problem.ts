import { type Text, text } from '../../platform/text.ts'

export type DecisionErrorCode =
  | 'TOO_LARGE'
  | 'TOO_DEEP'
  | 'ENTITY'
  | 'ENCODING'
  | 'NOT_XML'
  | 'NOT_DMN'
  | 'DUPLICATE_ID'
  | 'DUPLICATE_NAME'
  | 'DANGLING'
  | 'CYCLE'
  | 'IMPORT'
  | 'BAD_TYPE'
  | 'BAD_EXPRESSION'
  | 'NO_DECISION'
  | 'NO_ORDER'
  | 'BAD_LAW'
  | 'BAD_TEST'
  | 'BAD_INPUT'

/** A model, a test file or a request that cannot be used, and what to do about it. */
export class DecisionError extends Error {
  readonly code: DecisionErrorCode
  readonly text: Text
  constructor(code: DecisionErrorCode, zh: string, en: string) {
    super(en)
    this.code = code
    this.text = text(zh, en)
  }
}

/** Something wrong with one element of a model that was read. */
export type Problem = { code: DecisionErrorCode; element?: string; message: Text }
