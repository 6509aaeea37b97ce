import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import {
  defineActs,
  execute,
  inAnyPlace,
  type Operation,
  operation,
  type Policy,
  type Runtime,
  sql,
  system,
  type Tx,
  text,
} from '../platform/index.ts'
import { CENSUS_SUBJECT, chainsOf } from './checks/chain.ts'
import type { Log } from './log.ts'
import { append, emptyEdge, rootOfEdge, type TileCache, type TileReader, tileCache, treeReader } from './tree.ts'
import { censusLine } from './verifier/index.ts'

const MINUTE = 60_000
const HOUR = 3_600_000

export const acts = defineActs('ledger', {
  'ledger.census': {
    title: text('清点账本', 'Census of the ledger'),
    published: true,
    public: z.object({
      /** Entries counted: the first `size` of the log. */
      size: z.int(),
      cases: z.int(),
      root: z.string(),
      /** Where the chain of all acts, published or not, stands in each place: its last position and what it says (hex). */
      chains: z.array(z.object({ place: z.string(), position: z.int(), head: z.string() })).optional(),
    }),
    private: z.object({}),
  },
})

export const takeCensus = defineContract({
  id: 'ledger.take-census',
  kind: 'write',
  title: text('清点账本', 'Take a census of the ledger'),
  summary: text(
    '把每一件到此为止的最后一号记进账本，作为“没有别的行为”的依据。',
    'Writes the last number of every case so far into the ledger: what proves that there are no other acts.',
  ),
  input: z.object({ size: z.int().min(1) }),
  output: z.object({ size: z.int(), cases: z.int(), root: z.string() }),
  errors: {
    NOT_COMMITTED: { status: 409, ...text('账本还没有这么多条。', 'The ledger does not have that many entries yet.') },
  },
})

export type Line = { subject: string; last: number }
/** `lines` are sorted by case; `tree` holds their Merkle tree for proofs. */
export type Census = {
  size: number
  lines: Line[]
  root: Buffer
  tree: { store: TileReader; cache: TileCache }
}

// The entries below a committed size of a log never change; the next census goes on from the last.
const keptOf = new WeakMap<Log, Census[]>()
const KEPT = 2

/** The last number of each case among the first `size` entries, sorted by case, and the tree over it. */
export async function censusAt(tx: Tx, log: Log, size: number): Promise<Census> {
  const kept = keptOf.get(log) ?? []
  const known = kept.find((c) => c.size === size)
  if (known) return known
  const base = kept.findLast((c) => c.size < size)
  const { rows } = await sql<Line>`select a.subject_id::text as subject, max(a.number)::int as last
    from ledger.leaf l join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id
    where l.index >= ${base?.size ?? 0} and l.index < ${size} and a.subject_kind = 'case'
    group by a.subject_id order by a.subject_id`.execute(tx)
  const lines = merged(base?.lines ?? [], rows)
  const made = { size, lines, ...treeOver(lines) }
  keptOf.set(log, [...kept, made].sort((a, b) => a.size - b.size).slice(-KEPT))
  return made
}

/** RFC 6962 over the lines as `censusLine` writes them. */
export function treeOver(lines: Line[]): Pick<Census, 'root' | 'tree'> {
  const { edge, writes } = append(
    emptyEdge(),
    lines.map((l) => censusLine(l.subject, l.last)),
  )
  return { root: rootOfEdge(edge), tree: { store: { read: async (path) => writes.get(path) }, cache: tileCache() } }
}

/** Two lists sorted by case; where both name one, the later counts. Ids of one form sort as text as they do as ids. */
function merged(before: Line[], after: Line[]): Line[] {
  const lines: Line[] = []
  let i = 0
  for (const line of after) {
    while (i < before.length && before[i]!.subject < line.subject) lines.push(before[i++]!)
    if (before[i]?.subject === line.subject) i++
    lines.push(line)
  }
  while (i < before.length) lines.push(before[i++]!)
  return lines
}

/** Where a case stands in a census, and the hashes that lead from it to the root; undefined where it is not in it. */
export async function censusPath(
  { lines, tree }: Census,
  subject: string,
): Promise<{ index: number; last: number; path: Buffer[] } | undefined> {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.subject < subject) low = middle + 1
    else high = middle
  }
  const found = lines[low]
  if (found?.subject !== subject) return undefined
  return {
    index: low,
    last: found.last,
    path: await treeReader(tree.store, lines.length, tree.cache).inclusion(low),
  }
}

const bySystem: Policy<unknown> = ({ actor }) => actor.kind === 'system'

export const censusOperation = (log: Log, jurisdiction: string): Operation =>
  operation(takeCensus, {
    allow: bySystem,
    async run({ tx, input, problem }) {
      const head = await log.head(tx)
      if (!head || input.size > head.size) throw problem('NOT_COMMITTED')
      const census = await censusAt(tx, log, input.size)
      const output = { size: census.size, cases: census.lines.length, root: census.root.toString('hex') }
      const said = { ...output, chains: await chainsOf(tx) }
      return {
        act: acts['ledger.census']({ jurisdiction, subject: { kind: 'system', id: CENSUS_SUBJECT }, public: said }),
        output,
      }
    },
  })

/** The last census that is in the log. */
export async function lastCensus(tx: Tx): Promise<{ actId: string; size: number; at: Date } | undefined> {
  const { rows } = await sql<{
    actId: string
    size: number
    at: Date
  }>`select a.id as "actId", (a.public->>'size')::int as size, a.happened_at as at
    from platform.act a join ledger.leaf l on l.jurisdiction = a.jurisdiction and l.act_id = a.id
    where a.jurisdiction ${inAnyPlace} and a.subject_id = ${CENSUS_SUBJECT}::uuid and a.type = 'ledger.census' order by a.number desc limit 1`.execute(
    tx,
  )
  return rows[0]
}

/**
 * Takes a census where one is due: a minute after the last one at the earliest, when a thousandth of the log is new, or after an
 * hour when anything is. Its own entry is not new, or it would never end. Gives whether one was taken.
 */
export async function censusIfDue(runtime: Runtime, log: Log): Promise<boolean> {
  const size = await runtime.db.transaction().execute(async (tx) => {
    const head = await log.head(tx)
    if (!head) return undefined
    const { rows } = await sql<{
      size: number
      at: Date
    }>`select (public->>'size')::int as size, happened_at as at from platform.act a
      where a.jurisdiction ${inAnyPlace} and a.subject_id = ${CENSUS_SUBJECT}::uuid and a.type = 'ledger.census'
      order by number desc limit 1`.execute(tx)
    const before = rows[0]
    if (!before) return head.size
    const [fresh, age] = [head.size - before.size - 1, runtime.clock.now().getTime() - before.at.getTime()]
    return fresh > 0 && ((age >= MINUTE && fresh * 1000 >= head.size) || age >= HOUR) ? head.size : undefined
  })
  if (size === undefined || size === 0) return false
  await execute(runtime, takeCensus, { size }, { who: system('ledger.census') })
  return true
}
