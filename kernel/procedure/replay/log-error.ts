import { type Text, text } from '../../platform/text.ts'

/** A log, net or column map that cannot be used: what is wrong, and what to do. */
export class LogError extends Error {
  override name = 'LogError'
  said: Text
  constructor(zh: string, en: string) {
    super(en)
    this.said = text(zh, en)
  }
}
