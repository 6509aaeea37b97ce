import { type Clock, type Db, sql, type Text, text } from '../../platform/index.ts'
import type { TileStore } from '../store.ts'
import { treeReader } from '../tree.ts'
import { type Policy, satisfied } from '../verifier/index.ts'
import { ask, type Outcome, type WitnessEnd } from './ask.ts'

export type Asked = Outcome & { at: Date }

/** The log cannot go on: what it would sign is not the log that its witnesses know. */
export class LogHalted extends Error {
  readonly words: Text
  constructor(zh: string, en: string) {
    super(`${zh} ${en}`)
    this.words = text(zh, en)
  }
}

/** Where a witness that did not answer waits before it is asked again, so that a dead one costs nothing. */
const PAUSE = { first: 2_000, most: 300_000 }

export type Cosigning = {
  /** Asks those who have not cosigned the newest checkpoint, all at once; gives how many cosigned it now. */
  round(db: Db, clock: Clock): Promise<number>
  /** What each witness last said. */
  asked(): ReadonlyMap<string, Asked>
  /** Why the log may not go on while so many witnesses contradict us that a quorum can no longer be had. */
  halted(): LogHalted | undefined
}

/**
 * Collects cosignatures under a policy. Each is published as it arrives: a slow witness holds nobody up. One witness that
 * contradicts us is only reported, since it may lie; where those that contradict could break any quorum, the log halts.
 */
export function cosigning(options: {
  origin: string
  store: TileStore
  policy: Policy
  witnesses: WitnessEnd[]
}): Cosigning {
  const { origin, store, policy, witnesses } = options
  const asked = new Map<string, Asked>()
  const known = new Map<string, number>()
  const pauses = new Map<string, { until: number; ms: number }>()

  async function publish(db: Db, size: number, name: string, line: string): Promise<void> {
    const keyName = witnesses.find((w) => w.name === name)!.vkey.split('+')[0]!
    await sql`update ledger.checkpoint set cosignatures = cosignatures || jsonb_build_array(${line}::text)
      where size = ${size} and not exists (
        select from jsonb_array_elements_text(cosignatures) l where starts_with(l, ${`— ${keyName} `}))`.execute(db)
    await sql`update ledger.head h
      set note = c.note || (select string_agg(l, '' order by n) from jsonb_array_elements_text(c.cosignatures) with ordinality t (l, n))
      from ledger.checkpoint c where h.origin = ${origin} and h.size = ${size} and c.size = ${size}`.execute(db)
  }

  /** A rival process may have gone on since we read: only what is beyond the committed head contradicts us. */
  async function stillAhead(db: Db, size: number): Promise<boolean> {
    const { rows } = await sql<{ size: number }>`select size from ledger.head where origin = ${origin}`.execute(db)
    return size > Number(rows[0]?.size ?? 0)
  }

  return {
    asked: () => asked,
    halted() {
      const against = [...asked].filter(([, o]) => o.kind === 'ahead' || o.kind === 'fork').map(([name]) => name)
      const others = new Set([...policy.witnesses.keys()].filter((name) => !against.includes(name)))
      if (against.length === 0 || satisfied(policy, others)) return undefined
      return new LogHalted(
        `账本已停：见证人 ${against.join('、')} 见过的账本不是这一本（副本、旧备份，或两处同时运行）。请查明后恢复最新的数据。`,
        `The ledger is halted: the witnesses ${against.join(', ')} have seen another log than this one (a copy, an old backup, or two that run). Find out which, and restore the newest data.`,
      )
    },
    async round(db, clock) {
      if (witnesses.length === 0) return 0
      const { rows } = await sql<{ size: number; note: string; cosignatures: string[] }>`
        select size, note, cosignatures from ledger.checkpoint order by size desc limit 1`.execute(db)
      const last = rows[0]
      if (!last) return 0
      const size = Number(last.size)
      const now = clock.now()
      const due = witnesses.filter(
        (w) =>
          !last.cosignatures.some((l) => l.startsWith(`— ${w.vkey.split('+')[0]} `)) &&
          (pauses.get(w.name)?.until ?? 0) <= now.getTime(),
      )
      let count = last.cosignatures.length
      const tree = treeReader(store, size)
      await Promise.all(
        due.map(async (w) => {
          const outcome = await ask(w, {
            note: last.note,
            size,
            known: known.get(w.name) ?? 0,
            consistency: (old) => tree.consistency(old),
          })
          if (outcome.kind === 'ahead' && !(await stillAhead(db, outcome.size))) {
            known.set(w.name, outcome.size)
            return
          }
          if (outcome.kind === 'cosigned') {
            await publish(db, size, w.name, outcome.line)
            known.set(w.name, size)
            pauses.delete(w.name)
            count++
          } else {
            const ms = Math.min((pauses.get(w.name)?.ms ?? PAUSE.first / 2) * 2, PAUSE.most)
            pauses.set(w.name, { until: now.getTime() + ms, ms })
          }
          asked.set(w.name, { ...outcome, at: now })
        }),
      )
      return count
    },
  }
}
