import { join } from 'node:path'
import { consumer, defineRoom, type Room, text } from '../platform/index.ts'
import { ALGORITHMS, type KeyAlgorithm } from './key-file.ts'
import { keyringIn } from './keyring.ts'
import { type Log, openLog } from './log.ts'
import { pages } from './pages/ledger.tsx'
import { ledgerQueries } from './queries.ts'
import { fileTiles } from './store.ts'
import { Witness } from './witness/witness.ts'

export { audit, type Finding } from './audit.ts'
export { ALGORITHMS, type KeyAlgorithm, KeyFileError, publicKeysIn, readKeyFile } from './key-file.ts'
export { type Keyring, keyringIn } from './keyring.ts'
export { type Log, openLog } from './log.ts'
export { mountLedger, mountWitness } from './routes.ts'
export { signerIn } from './signer.ts'
export { fileTiles, memoryTiles } from './store.ts'
export { Witness } from './witness/witness.ts'

/** The demonstration's three institutional witnesses; each has its own key and state. */
const WITNESSES = [
  'people-congress.demo.gnomon.example',
  'audit-office.demo.gnomon.example',
  'university.demo.gnomon.example',
]

/** Where a data folder keeps the log's keys. */
export const keyFileIn = (folder: string) => join(folder, 'keys.json')

/** The log of one city in a folder: tiles, keys, and in a demonstration the witnesses' own folders. */
export function logIn(
  folder: string,
  origin: string,
  options: { witnesses?: boolean; algorithms?: readonly KeyAlgorithm[] } = {},
): Log {
  const signer = keyringIn(keyFileIn(folder), origin, {
    algorithms: options.algorithms ?? ALGORITHMS,
    formerKey: join(folder, 'key.pem'),
  })
  const witnesses = options.witnesses
    ? WITNESSES.map((name) => new Witness(join(folder, 'witnesses', name), name, { [origin]: () => signer.vkeys() }))
    : []
  return openLog({
    origin,
    signer,
    store: fileTiles(join(folder, 'tiles')),
    witnesses,
    quorum: witnesses.length > 0 ? 2 : 0,
  })
}

/** The ledger as a room over its log: every published act becomes a leaf. */
export function ledgerRoom(log: Log): Room {
  return defineRoom({
    name: 'ledger',
    title: text('公开账本', 'Ledger'),
    operations: ledgerQueries(log),
    pages,
    consumers: [
      consumer('ledger', {
        types: 'all',
        run: ({ tx, acts, clock }) =>
          log.integrate(
            tx,
            acts.filter((a) => a.published),
            clock,
          ),
      }),
    ],
  })
}
