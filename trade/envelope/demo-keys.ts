// Keys of the demonstration's trustees. They are no secret: whoever reads this opens the demonstration's bids. A city of its own has
// none of them, for a key counts only where its public half was registered.
import { createHash } from 'node:crypto'
import { makeKeyFile, trusteeKeyOf } from './key-file.rules.ts'

export const DEMO_PASSPHRASE = 'gnomon-demo'
const seedOf = (unit: string) =>
  new Uint8Array(createHash('sha256').update(`gnomon demonstration trustee ${unit}`).digest())
export const demoKey = (unit: string) => trusteeKeyOf(seedOf(unit))
export const demoKeyFile = (unit: string) => makeKeyFile(unit, DEMO_PASSPHRASE, { seed: seedOf(unit), rounds: 1000 })
