import { actColumns } from '../platform/act.store.ts'
import { type Act, type Clock, type Db, sql, type Text, type Tx } from '../platform/index.ts'
import { type CommitPoint, type Head, postgresCommitPoint } from './commit-point.ts'
import { entryOf } from './entry.ts'
import type { CheckpointSigner } from './signer.ts'
import type { TileStore } from './store.ts'
import { append, type Edge, emptyEdge, loadEdge, rootOfEdge, treeReader } from './tree.ts'
import {
  type Checkpoint,
  leastQuorum,
  type Policy,
  parseCheckpoint,
  parseNote,
  policyOf,
  signedBy,
} from './verifier/index.ts'
import type { WitnessEnd } from './witness/ask.ts'
import { type Asked, cosigning, LogHalted } from './witness/cosigning.ts'

export type { Head } from './commit-point.ts'

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
  /** Compares every tile with the acts and makes the damaged ones again; gives their paths. Throws as `recover` does. */
  repair(db: Db): Promise<string[]>
  /**
   * Puts the committed checkpoint into the store, then asks the witnesses that have not cosigned it; gives how many have now.
   * Throws LogHalted where the store holds a later checkpoint than the database: the database is an old copy.
   */
  cosign(db: Db, clock: Clock): Promise<number>
  /** What each witness last said, by its name in the policy. */
  asked(): ReadonlyMap<string, Asked>
  /** Why nothing more is signed, in words for who runs the machine; undefined while the log goes on. */
  halted(tx: Tx): Promise<Text | undefined>
}

/** Another process published a later checkpoint meanwhile: nothing is left to do. */
class Superseded extends Error {}

const checkpointText = (origin: string, size: number, root: Buffer) =>
  `${origin}\n${size}\n${root.toString('base64')}\n`

/**
 * The sequencer. Steps: read head (locked) → append in memory → write tiles, each durable → sign → swap the head from the old size,
 * insert leaves → commit. A crash before the commit leaves tiles above the committed size, which no reader is shown and the
 * next run writes anew; a rival sequencer loses the compare-and-swap and starts over from the truth.
 */
export function openLog(options: {
  origin: string
  store: TileStore
  signer: CheckpointSigner
  commitPoint?: CommitPoint
  witnesses?: WitnessEnd[]
  /** Without one, two of the witnesses make the quorum (or all, if there are fewer). */
  policy?: Policy
}): Log {
  const { origin, store, signer } = options
  const commit = options.commitPoint ?? postgresCommitPoint(origin)
  const witnesses = options.witnesses ?? []
  const policy = options.policy ?? policyOf([], witnesses, Math.min(2, witnesses.length))
  const collected = cosigning({ origin, store, policy, witnesses })
  let edge: Edge | undefined
  let stale: LogHalted | undefined

  /** A transaction that still answers still holds the head's lock: what it read since is nobody else's newer work. */
  const stillOurs = (tx: Tx) => async () => void (await sql`select 1`.execute(tx))

  /** Every tile of the committed tree, made from the acts, and the root that they lead to. */
  async function make(tx: Tx, size: number, each: (path: string, bytes: Buffer) => Promise<void>): Promise<Buffer> {
    let built = emptyEdge()
    for (let from = 0; from < size; from += 5000) {
      const { rows } =
        await sql<Act>`select ${actColumns} from ledger.leaf l join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id
        where l.index >= ${from} and l.index < ${from + 5000} order by l.index`.execute(tx)
      const made = append(built, rows.map(entryOf))
      const last = made.edge.size === size
      for (const [path, bytes] of made.writes) if (last || !path.includes('.p/')) await each(path, bytes)
      built = made.edge
    }
    return built.size === size ? rootOfEdge(built) : Buffer.alloc(0)
  }

  /** The acts are the truth; but they must lead to the root that was signed before a single tile is made from them. */
  async function rebuild(tx: Tx, { size, root }: Head): Promise<string[]> {
    if (!(await make(tx, size, async () => {})).equals(root))
      throw new Error(
        `the acts in the database do not lead to the root that was signed at size ${size}: something was altered; run gnomon audit`,
      )
    const damaged: string[] = []
    await make(tx, size, async (path, bytes) => {
      if ((await store.read(path))?.equals(bytes)) return
      await store.write(path, bytes, stillOurs(tx))
      damaged.push(path)
    })
    return damaged
  }

  /** Undefined for what is torn, or not signed by us. */
  async function signedCheckpoint(note: string): Promise<Checkpoint | undefined> {
    try {
      const parsed = parseNote(note)
      const checkpoint = parseCheckpoint(parsed.text)
      return (await signedBy(parsed, checkpoint, signer.keys())).signed ? checkpoint : undefined
    } catch {
      return undefined
    }
  }

  /** Why the log may not go on where a checkpoint that we signed is none that the committed head extends. */
  async function behind(note: string, head: Head | undefined): Promise<LogHalted | undefined> {
    const published = await signedCheckpoint(note)
    if (!published || published.size < (head?.size ?? 0)) return undefined
    if (published.size === head?.size && head.root.equals(published.root)) return undefined
    return new LogHalted(
      `账本已停：已公布第 ${published.size} 条的检查点，数据库只到第 ${head?.size ?? 0} 条或与它不同（旧备份、副本）。请恢复最新的数据库。`,
      `The ledger is halted: a checkpoint of size ${published.size} is published, the database stands at ${head?.size ?? 0} or differs (an old backup, a copy). Restore the newest database.`,
    )
  }

  async function mustNotBeBehind(note: string, head: Head | undefined): Promise<void> {
    stale = await behind(note, head)
    if (stale) throw stale
  }

  /** Puts the committed checkpoint into the store, where it outlives a database that is set back. Never an older over a newer. */
  async function publish(db: Db): Promise<void> {
    const headNow = () => db.transaction().execute((tx) => commit.head(tx))
    const present = await store.read('checkpoint')
    const head = await headNow()
    if (head && present?.equals(Buffer.from(head.note))) {
      stale = undefined
      return
    }
    if (present) await mustNotBeBehind(present.toString('utf8'), head)
    if (!head) return
    await store.write('checkpoint', Buffer.from(head.note), async (now) => {
      const newer = ((await signedCheckpoint(now.toString('utf8')))?.size ?? 0) > head.size
      if (newer) throw new Superseded()
    })
  }

  return {
    origin,
    store,
    signer,
    witnesses,
    policy,
    quorum: leastQuorum(policy),
    head: (tx) => commit.head(tx),
    locked: (db, run) => db.transaction().execute(async (tx) => run((await commit.head(tx, true))?.size ?? 0)),
    async integrate(tx, acts, clock) {
      if (acts.length === 0) return
      if (stale) throw stale
      const halted = collected.halted()
      if (halted) throw halted
      const old = await commit.head(tx, true)
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
      // All have ended before one that failed is told: none is still writing when the next attempt begins.
      const written = await Promise.allSettled(
        [...made.writes].map(([path, bytes]) => store.write(path, bytes, stillOurs(tx))),
      )
      for (const one of written) if (one.status === 'rejected') throw one.reason
      const root = rootOfEdge(made.edge)
      const text = checkpointText(origin, made.edge.size, root)
      // The machine's clock may be set back; the log's does not go back with it.
      const at = new Date(Math.max(clock.now().getTime(), old?.at.getTime() ?? 0))
      signer.align(size)
      const note = `${text}\n${signer.sign(text, at)}`
      const leaves = acts.map((a, i) => ({ jurisdiction: a.jurisdiction, actId: a.id, hash: made.hashes[i]! }))
      if (!(await commit.swap(tx, old, { size: made.edge.size, root, note, at }, leaves)))
        throw new Error('another sequencer committed first')
      edge = made.edge
    },
    async recover(db) {
      return db.transaction().execute(async (tx) => {
        const committed = await commit.head(tx, true)
        edge = undefined
        const published = await store.read('checkpoint')
        if (published) await mustNotBeBehind(published.toString('utf8'), committed)
        if (!committed) return 'whole'
        const note = parseNote(committed.note)
        if (!(await signedBy(note, parseCheckpoint(note.text), signer.keys())).signed)
          throw new Error(
            `账本的密钥不是签过第 ${committed.size} 条检查点的那些，请从备份恢复密钥文件。 The ledger’s keys are not those that signed the checkpoint at size ${committed.size}; restore the key file from a backup.`,
          )
        const loaded = await loadEdge(store, committed.size).catch(() => undefined)
        const reader = treeReader(store, committed.size)
        if (
          loaded &&
          rootOfEdge(loaded).equals(committed.root) &&
          (await reader.root().catch(() => undefined))?.equals(committed.root)
        )
          return 'whole'
        await rebuild(tx, committed)
        return 'rebuilt'
      })
    },
    repair: (db) =>
      db.transaction().execute(async (tx) => {
        const committed = await commit.head(tx, true)
        edge = undefined
        return committed ? rebuild(tx, committed) : []
      }),
    async cosign(db, clock) {
      await publish(db).catch((error) => {
        if (!(error instanceof Superseded)) throw error
      })
      return collected.round(db, clock)
    },
    asked: collected.asked,
    async halted(tx) {
      const published = await store.read('checkpoint')
      const why = published && (await behind(published.toString('utf8'), await commit.head(tx)))
      return (why ?? collected.halted())?.words
    },
  }
}
