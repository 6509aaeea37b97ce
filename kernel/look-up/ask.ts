import type { Text, Tx } from '../platform/index.ts'
import { type Asking, connected, type Enterprise, type Place } from './provider.ts'

/** How long a person waits for a stranger, how many wait at once, and how long an answer is kept, in ms. */
const PATIENCE = 2500
const AT_ONCE = 6
const KEPT = 10 * 60_000
const MOST_KEPT = 500

/**
 * What a look-up came to: `found` (with what), `none` (the provider knows of none), `wrong` (it answered something else than was asked:
 * its answer is not used), `silent` (late, down, or too many ask: what was typed stands, and it can be asked again).
 */
export type Looked<T> = { how: 'found'; what: T; from: Text } | { how: 'none' | 'wrong' | 'silent'; from: Text }

const answers = new Map<string, { at: number; looked: Looked<any> }>()
let asking = 0

async function ask<T>(
  key: string,
  from: Text,
  tx: Tx,
  now: Date,
  patience: number,
  find: (of: Asking) => Promise<Looked<T>['how'] | { what: T }>,
): Promise<Looked<T>> {
  const before = answers.get(key)
  if (before && Math.abs(now.getTime() - before.at) < KEPT) return before.looked
  if (asking >= AT_ONCE) return { how: 'silent', from }
  asking++
  const signal = AbortSignal.timeout(patience)
  try {
    const late = new Promise<never>((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)))
    const said = await Promise.race([find({ tx, signal }), late])
    const looked = (typeof said === 'string' ? { how: said, from } : { how: 'found', ...said, from }) as Looked<T>
    // What was wrong may be right the next time.
    if (looked.how !== 'wrong') answers.set(key, { at: now.getTime(), looked })
    if (answers.size > MOST_KEPT) answers.delete(answers.keys().next().value!)
    return looked
  } catch {
    return { how: 'silent', from }
  } finally {
    asking--
  }
}

/** The enterprise of a code (GB 32100), as the connected register has it; nothing where none is connected. */
export async function askRegister(
  tx: Tx,
  uscc: string,
  now: Date,
  patience = PATIENCE,
): Promise<Looked<Enterprise> | undefined> {
  const { register } = connected()
  if (!register) return undefined
  return ask(`register ${register.title.en} ${uscc}`, register.title, tx, now, patience, async (of) => {
    const what = await register.find(uscc, of)
    if (!what) return 'none'
    return what.uscc === uscc && what.name.trim() !== '' ? { what } : 'wrong'
  })
}

/** At most five addresses that fit, each once; nothing where no gazetteer is connected. */
export async function askAddresses(tx: Tx, words: string, now: Date): Promise<Looked<Place[]> | undefined> {
  const { addresses } = connected()
  if (!addresses) return undefined
  return ask(`addresses ${addresses.title.en} ${words}`, addresses.title, tx, now, PATIENCE, async (of) => {
    const found = (await addresses.find(words, of)).filter((p) => p.address.trim() !== '')
    const once = [...new Map(found.map((p) => [p.address, p])).values()].slice(0, 5)
    return once.length > 0 ? { what: once } : 'none'
  })
}
