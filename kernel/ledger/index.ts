import { join } from 'node:path'
import {
  type ActKey,
  type Clock,
  consumer,
  type Db,
  defineRoom,
  noteFault,
  type Room,
  sql,
  text,
} from '../platform/index.ts'
import { censusOperation } from './census.ts'
import { actsCheck, numbersCheck } from './checks/acts.ts'
import { chainCheck } from './checks/chain.ts'
import { erasure } from './erasure.ts'
import { FORGED, removal } from './forgery.ts'
import { ALGORITHMS, type KeyAlgorithm } from './key-file.ts'
import { keyringIn } from './keyring.ts'
import { type Log, openLog } from './log.ts'
import { ledgerQueries } from './queries.ts'
import { fileTiles, type TileStore } from './store.ts'
import { count } from './tally.ts'
import { type Policy, parsePolicy, policyOf } from './verifier/index.ts'
import { httpWitness, localWitness, type WitnessEnd } from './witness/ask.ts'
import { Witness } from './witness/witness.ts'

export { audit } from './audit.ts'
export { censusIfDue, takeCensus } from './census.ts'
export { checkpointAfter, newestCheckpoint } from './checkpoint-after.ts'
export { checking, type Difference, runChecks } from './checks/run.ts'
export { type CommitPoint, postgresCommitPoint } from './commit-point.ts'
export type { Finding } from './compare.ts'
export { eraseActFields } from './erasure.ts'
export { removeForged, removeForgery } from './forgery.ts'
export { CopiedFolder, claimFolder } from './home.ts'
export { ALGORITHMS, type KeyAlgorithm, KeyFileError, publicKeysIn, readKeyFile } from './key-file.ts'
export { type Keyring, keyringIn } from './keyring.ts'
export { type Log, openLog } from './log.ts'
export { qrFragment } from './qr.ts'
export { mountLedger, mountWitness } from './routes.ts'
export { type S3Options, s3Tiles } from './s3/store.ts'
export { signerIn } from './signer.ts'
export { fileTiles, memoryTiles, type TileStore } from './store.ts'
export { hoursBefore } from './tally.ts'
export { type Watch, watchOnce, watchState } from './watch.ts'
export { ask, httpWitness, localWitness, type Outcome, type WitnessEnd } from './witness/ask.ts'
export { type Asked, LogHalted } from './witness/cosigning.ts'
export { Witness } from './witness/witness.ts'

/** The demonstration's three institutional witnesses; each has its own key and state. */
const WITNESSES = [
  'people-congress.demo.gnomon.example',
  'audit-office.demo.gnomon.example',
  'university.demo.gnomon.example',
]

/** Where a data folder keeps the log's keys. */
export const keyFileIn = (folder: string) => join(folder, 'keys.json')

/**
 * The log of one city in a folder: tiles, keys, and in a demonstration the witnesses' own folders. With a policy its witnesses are
 * asked over HTTP at the addresses that it names. Throws where one has no address.
 */
export function logIn(
  folder: string,
  origin: string,
  options: {
    clock: Clock
    demonstration?: boolean
    policy?: string
    algorithms?: readonly KeyAlgorithm[]
    /** Where tiles live; files in the folder unless another store is given. */
    store?: TileStore
  },
): Log {
  const signer = keyringIn(keyFileIn(folder), origin, {
    algorithms: options.algorithms ?? ALGORITHMS,
    formerKey: join(folder, 'key.pem'),
  })
  const log = (policy: Policy, witnesses: WitnessEnd[]) =>
    openLog({ origin, signer, store: options.store ?? fileTiles(join(folder, 'tiles')), witnesses, policy })
  if (options.policy !== undefined) {
    const policy = parsePolicy(options.policy)
    const witnesses = [...policy.witnesses].map(([name, { vkey, url }]) => {
      if (!url)
        throw new ConfigurationError(
          `见证策略里的 ${name} 没有网址，账本问不到它。 The witness ${name} has no URL in the policy; the log cannot ask it.`,
        )
      return httpWitness({ name, vkey, url })
    })
    return log(policy, witnesses)
  }
  const local = (options.demonstration ? WITNESSES : []).map((name) =>
    localWitness(new Witness(join(folder, 'witnesses', name), name, { [origin]: () => signer.vkeys() }), options.clock),
  )
  return log(policyOf([], local, Math.min(2, local.length)), local)
}

/** What an operator configured cannot work; the message says what to change. */
export class ConfigurationError extends Error {}

/** Acts that stand outside the ledger: published ones that wait, and those that are never published. */
export async function unlogged(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select a.id from platform.act a
    where not exists (select from ledger.leaf l where l.jurisdiction = a.jurisdiction and l.act_id = a.id)`.execute(db)
  return rows.map((r) => r.id)
}

/** The ledger as a room over its log: every published act becomes a leaf. */
export function ledgerRoom(log: Log, key?: ActKey): Room {
  const jurisdiction = log.origin.split('/').at(-1)!
  return defineRoom({
    name: 'ledger',
    centre: true,
    title: text('公开账本', 'Ledger'),
    roles: { auditor: text('审计', 'Auditor') },
    operations: [...ledgerQueries(log), censusOperation(log, jurisdiction), erasure, removal(jurisdiction)],
    checks: [actsCheck, numbersCheck, chainCheck],
    consumers: [
      consumer('ledger', {
        types: 'all',
        complete: true,
        centre: true,
        async run({ tx, acts, clock }) {
          // What this server did not perform is not logged, whoever wrote it into the table; it stays visible as a red light.
          const forged = key ? acts.filter((a) => !key.holds(a)) : []
          for (const act of forged)
            await noteFault(tx, {
              kind: FORGED,
              name: act.id,
              said: text(
                `行为 ${act.type} ${act.id} 没有本系统的签名：有人直接写进了数据库。它没有进账本。`,
                `The act ${act.type} ${act.id} has no signature of this system: somebody wrote it into the database. It was not logged.`,
              ),
            })
          const published = acts.filter((a) => a.published && !forged.includes(a))
          await log.integrate(tx, published, clock)
          await count(tx, published)
        },
      }),
    ],
  })
}
