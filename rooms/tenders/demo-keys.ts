// Keys of the demonstration's trustees. They are no secret: whoever reads this opens the demonstration's bids. A city of its own has
// none of them, for a key counts only where its public half was registered.
import { createHash } from 'node:crypto'
import { anyone, page, standardProblem, text } from '../../kernel/platform/index.ts'
import { contract as envelope, makeKeyFile, trusteeKeyOf } from '../../trade/envelope/index.ts'
import { portal } from './paths.ts'

export const DEMO_PASSPHRASE = 'gnomon-demo'
const seedOf = (unit: string) =>
  new Uint8Array(createHash('sha256').update(`gnomon demonstration trustee ${unit}`).digest())
export const demoKey = (unit: string) => trusteeKeyOf(seedOf(unit))

export const demoKeyPath = (t: { unit: string; key: string }): string | undefined =>
  demoKey(t.unit).key === t.key ? `${portal}/demonstration-key/${t.unit}.json` : undefined

export const demoKeyFile = page({
  path: `${portal}/demonstration-key/:file`,
  shell: 'none',
  allow: anyone,
  async render(p) {
    const unit = /^([0-9a-z-]{3,60})\.json$/.exec(p.params.file!)?.[1] ?? ''
    const known = (await p.call(envelope.keys, { jurisdiction: p.home })).find((k) => k.unit === unit)
    if (!known || !demoKeyPath(known)) throw standardProblem('NOT_FOUND')
    const file = await makeKeyFile(unit, DEMO_PASSPHRASE, { seed: seedOf(unit), rounds: 1000 })
    const data = new TextEncoder().encode(JSON.stringify(file, null, 1))
    return {
      title: text('演示钥匙', 'Demonstration key'),
      bytes: { data, type: 'application/json', name: `${unit}.json` },
    }
  },
})
