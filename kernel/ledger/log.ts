import { type Act, type Clock, type Db, sql, type Tx } from '../platform/index.ts'
import { entryOf } from './entry.ts'
import type { CheckpointSigner } from './signer.ts'
import type { TileStore } from './store.ts'
import { append, type Edge, emptyEdge, loadEdge, rootOfEdge, treeReader } from './tree.ts'
import { leastQuorum, type Policy, parseCheckpoint, parseNote, policyOf, signedBy } from './verifier/index.ts'
import type { WitnessEnd } from './witness/ask.ts'
import { type Asked, cosigning } from './witness/cosigning.ts'

export type Head = { size: number; root: Buffer; note: string; at: Date }

export type Log = {
  origin: string
  store: TileStore
  signer: CheckpointSigner
  /** Which witnesses make a checkpoint valid. */
  policy: Policy
  witnesses: WitnessEnd[]
  /** The least number of witnesses that can make the quorum. */
  quorum: number
  /** Appends acts in the caller's transaction; tiles are durable before it commits. */
  integrate(tx: Tx, acts: Act[], clock: Clock): Promise<void>
  head(tx: Tx): Promise<Head | undefined>
  /** Runs while nobody can sign: holds the head's lock, and gives the committed size (0 before the first checkpoint). */
  locked<T>(db: Db, run: (size: number) => T): Promise<T>
  /** Rebuilds tiles from the database where they are missing or torn; throws where they contradict the committed root. */
  recover(db: Db): Promise<'whole' | 'rebuilt'>
  /** Asks the witnesses that have not cosigned the newest checkpoint; gives how many have now. */
  cosign(db: Db, clock: Clock): Promise<number>
  /** What each witness last said, by its name in the policy. */
  asked(): ReadonlyMap<string, Asked>
}

const checkpointText = (origin: string, size: number, root: Buffer) =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/**
 * The sequencer. Steps: read head (locked) → append in memory → write tiles, each fsynced → sign → update head where its size
 * is still the old one, insert leaves → commit. A crash before the commit leaves tiles above the committed size, which no
 * reader is shown and the next run writes anew; a rival sequencer loses the compare-and-swap and starts over from the truth.
 */
export function openLog(options: {
  origin: string
  store: TileStore
  signer: CheckpointSigner
  witnesses?: WitnessEnd[]
  /** Without one, two of the witnesses make the quorum (or all, if there are fewer). */
  policy?: Policy
}): Log {
  const { origin, store, signer } = options
  const witnesses = options.witnesses ?? []
  const policy = options.policy ?? policyOf([], witnesses, Math.min(2, witnesses.length))
  const collected = cosigning({ origin, store, policy, witnesses })
  let edge: Edge | undefined

  const head = async (tx: Tx, lock = false): Promise<Head | undefined> => {
    const { rows } =
      await sql<Head>`select size, root, note, at from ledger.head where origin = ${origin} ${lock ? sql`for update` : sql``}`.execute(
        tx,
      )
    return rows[0]
  }

  return {
    origin,
    store,
    signer,
    witnesses,
    policy,
    quorum: leastQuorum(policy),
    head,
    locked: (db, run) => db.transaction().execute(async (tx) => run((await head(tx, true))?.size ?? 0)),
    async integrate(tx, acts, clock) {
      if (acts.length === 0) return
      collected.mustNotBeHalted()
      const old = await head(tx, true)
      const size = old?.size ?? 0
      // What memory holds is only a cache of the committed state: another process may have gone on, or our last commit failed.
      if (!edge || edge.size !== size || (old && !rootOfEdge(edge).equals(old.root)))
        edge = size === 0 ? emptyEdge() : await loadEdge(store, size)
      if (old && !rootOfEdge(edge).equals(old.root)) {
        edge = undefined
        throw new Error(
          `the ledger’s tiles do not lead to the committed root at size ${size}; run recovery before anything is added`,
        )
      }
      const made = append(edge, acts.map(entryOf))
      edge = undefined
      await Promise.all([...made.writes].map(([path, bytes]) => store.write(path, bytes)))
      const root = rootOfEdge(made.edge)
      const text = checkpointText(origin, made.edge.size, root)
      const at = clock.now()
      signer.align(size)
      const note = `${text}\n${signer.sign(text, at)}`
      const swapped = old
        ? await sql`update ledger.head set size = ${made.edge.size}, root = ${root}, note = ${note}, at = ${at} where origin = ${origin} and size = ${size} returning 1`.execute(
            tx,
          )
        : await sql`insert into ledger.head (origin, size, root, note, at) values (${origin}, ${made.edge.size}, ${root}, ${note}, ${at}) on conflict do nothing returning 1`.execute(
            tx,
          )
      if (swapped.rows.length === 0) throw new Error('another sequencer committed first')
      await sql`insert into ledger.leaf (jurisdiction, act_id, index, hash)
        select j, a, i, decode(h, 'hex') from unnest(${acts.map((a) => a.jurisdiction)}::text[], ${acts.map((a) => a.id)}::uuid[],
          ${acts.map((_, i) => size + i)}::bigint[], ${made.hashes.map((h) => h.toString('hex'))}::text[]) as t (j, a, i, h)`.execute(
        tx,
      )
      await sql`insert into ledger.checkpoint (size, note, at) values (${made.edge.size}, ${note}, ${at})`.execute(tx)
      edge = made.edge
    },
    async recover(db) {
      return db.transaction().execute(async (tx) => {
        const committed = await head(tx, true)
        edge = undefined
        if (!committed) return 'whole'
        const note = parseNote(committed.note)
        if (!(await signedBy(note, parseCheckpoint(note.text), signer.keys())).signed)
          throw new Error(
            `账本的密钥不是签过第 ${committed.size} 条检查点的那些，请从备份恢复密钥文件。 The ledger’s keys are not those that signed the checkpoint at size ${committed.size}; restore the key file from a backup.`,
          )
        const loaded = await loadEdge(store, committed.size).catch(() => undefined)
        if (
          loaded &&
          rootOfEdge(loaded).equals(committed.root) &&
          (
            await treeReader(store, committed.size)
              .root()
              .catch(() => undefined)
          )?.equals(committed.root)
        )
          return 'whole'
        // The acts are the truth: every tile is made again from them, and must lead to the root that was signed.
        let built = emptyEdge()
        const { actColumns } = await import('../platform/act.store.ts')
        for (let from = 0; from < committed.size; from += 5000) {
          const { rows } =
            await sql<Act>`select ${actColumns} from ledger.leaf l join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id
            where l.index >= ${from} and l.index < ${from + 5000} order by l.index`.execute(tx)
          const made = append(built, rows.map(entryOf))
          for (const [path, bytes] of made.writes) await store.write(path, bytes)
          built = made.edge
        }
        if (built.size !== committed.size || !rootOfEdge(built).equals(committed.root))
          throw new Error(
            `the acts in the database do not lead to the root that was signed at size ${committed.size}: something was altered; run gnomon audit`,
          )
        return 'rebuilt'
      })
    },
    cosign: collected.round,
    asked: collected.asked,
  }
}
