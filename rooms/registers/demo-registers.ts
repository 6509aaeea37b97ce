import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Addresses, Register } from '../../kernel/look-up/index.ts'
import { setting, type Tx, text } from '../../kernel/platform/index.ts'
import type { Mode } from './contract.ts'
import { PATH } from './paths.ts'

export const MODE = 'registers.mode'
export const modeOf = async (tx: Tx): Promise<Mode> => (await setting<Mode>(tx, MODE)) ?? 'good'

const shape = z.object({
  enterprises: z.array(
    z.object({ uscc: z.string(), name: z.string(), representative: z.string(), address: z.string() }),
  ),
  streets: z.array(z.object({ name: z.string(), numbers: z.array(z.int()) })),
})
/** What the demonstration's registers hold, as data. */
export const registered = shape.parse(JSON.parse(readFileSync(new URL('registered.json', import.meta.url), 'utf8')))

const never = (signal: AbortSignal) =>
  new Promise<never>((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)))

/** As asked, or as a stranger is on a bad day. */
async function behaving<T>(
  tx: Tx,
  signal: AbortSignal,
  answers: Record<'good' | 'wrong' | 'double', () => T>,
): Promise<T> {
  const mode = await modeOf(tx)
  if (mode === 'late') return never(signal)
  if (mode === 'down') throw new Error('演示登记库没有应答 no answer')
  return answers[mode]()
}

export const demoRegister: Register = {
  title: text('企业登记库（演示）', 'the register of enterprises (demonstration)'),
  about: PATH,
  find(uscc, { tx, signal }) {
    const good = () => registered.enterprises.find((e) => e.uscc === uscc)
    // An answer about somebody else.
    const wrong = () => registered.enterprises.find((e) => e.uscc !== uscc)
    return behaving(tx, signal, { good, wrong, double: good })
  },
}

export const demoAddresses: Addresses = {
  title: text('地名地址库（演示）', 'the gazetteer (demonstration)'),
  about: PATH,
  find(words, { tx, signal }) {
    const [, street = '', number = ''] = /^\s*(.*?)\s*(\d*)\s*号?\s*$/.exec(words) ?? []
    const good = () =>
      registered.streets
        .filter((s) => street !== '' && (s.name.includes(street) || street.includes(s.name)))
        .flatMap((s) =>
          s.numbers.filter((n) => String(n).startsWith(number)).map((n) => ({ address: `${s.name} ${n} 号` })),
        )
    return behaving(tx, signal, {
      good,
      wrong: () => [{ address: ' ' }],
      double: () => good().flatMap((place) => [place, place]),
    })
  },
}
