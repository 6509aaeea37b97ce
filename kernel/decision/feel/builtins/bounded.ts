import { createContext, Script } from 'node:vm'
import { Halt } from '../error.ts'

/** Milliseconds for one use of a pattern; one that is well written takes thousandths of that. */
export const PATTERN_MS = 250
/** A pattern that repeats at most one character, or class of them, looks at a text of this length in no time. */
const SHORT = 10_000
const isTame = (source: string): boolean => (source.match(/[*+{]/g)?.length ?? 0) <= 1 && !/\)[*+{]/.test(source)

const place = createContext({ work: null as (() => unknown) | null })
const script = new Script('work()')

/**
 * Uses a pattern on a text. The engine backtracks, so that a pattern such as (a+)+$ could run for years: one that repeats a group
 * or more than once, or a long text, is looked at under a time limit, which costs a tenth of a millisecond.
 * @throws Halt TOO_LONG
 */
export function bounded<T>(pattern: RegExp, text: string, work: () => T): T {
  if (text.length <= SHORT && isTame(pattern.source)) return work()
  place.work = work
  try {
    return script.runInContext(place, { timeout: PATTERN_MS }) as T
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
    throw new Halt(
      'TOO_LONG',
      `正则表达式超过 ${PATTERN_MS} 毫秒还没有比完，已停止。请写得更明确，例如不要在重复里再套重复。`,
      `Stopped: the regular expression took more than ${PATTERN_MS} ms. Please write it more exactly, for example without a repetition inside a repetition.`,
    )
  } finally {
    place.work = null
  }
}
