import { caseOfAct, readable } from '../cases/index.ts'
import {
  type Act,
  actsOf,
  anyone,
  findAct,
  inPlaceOf,
  inPlaceOfNumber,
  privateOf,
  query,
  type ReadContext,
  sql,
  type Tx,
} from '../platform/index.ts'
import { censusAt, censusPath, lastCensus } from './census.ts'
import { bundleOfCase, describeLog, lookUp, receiptOfAct } from './contract.ts'
import { entryOf } from './entry.ts'
import type { Head, Log } from './log.ts'
import { tally } from './tally.ts'
import { leafHash } from './tiles.ts'
import { type TileCache, tileCache, treeReader } from './tree.ts'
import {
  type Completeness,
  type Extra,
  formatCompleteness,
  formatReceipt,
  parseReceipt,
  rootFromInclusion,
  satisfied,
} from './verifier/index.ts'

type Leaf = { actId: string; index: number }

async function leaves(tx: Tx, jurisdiction: string, ids: string[]): Promise<Map<string, number>> {
  const { rows } =
    await sql<Leaf>`select act_id, index from ledger.leaf where jurisdiction = ${jurisdiction} and act_id = any(${ids}::uuid[])`.execute(
      tx,
    )
  return new Map(rows.map((r) => [r.actId, Number(r.index)]))
}

/**
 * Private fields go into a receipt only for those who may read them, as they are declared (kernel/cases asks). Which are erased everyone
 * may know: erasing is a public act.
 */
async function disclosed(
  { tx, actor }: ReadContext,
  act: Act,
  fields: string[],
): Promise<Pick<Extra, 'disclosed' | 'erased'>> {
  const kept = (await privateOf(tx, act.jurisdiction, [act.id])).get(act.id) ?? {}
  const erased = Object.keys(act.commitments).filter((f) => !kept[f])
  const asked = fields.filter((f) => kept[f])
  const shown =
    asked.length === 0
      ? []
      : await readable(tx, await caseOfAct(tx, act), act, actor, kept.actor?.value as string | undefined, asked)
  return {
    ...(fields.length > 0
      ? {
          disclosed: Object.fromEntries(
            shown.map((f) => [f, { salt: kept[f]!.salt.toString('hex'), value: kept[f]!.value }]),
          ),
        }
      : {}),
    ...(erased.length > 0 ? { erased } : {}),
  }
}

const caches = new WeakMap<Log, TileCache>()
/** The log's tiles as this process keeps them for everybody who asks for proofs. */
function cacheOf(log: Log): TileCache {
  let cache = caches.get(log)
  if (!cache) caches.set(log, (cache = tileCache()))
  return cache
}

/** An inclusion proof that holds: a flipped bit in a tile is found here, not by the citizen whom a bad receipt would fail. */
async function provenPath(
  log: Log,
  tree: ReturnType<typeof treeReader>,
  head: Head,
  index: number,
  act: Act,
): Promise<Buffer[]> {
  const path = await tree.inclusion(index).catch((error) => {
    cacheOf(log).clear()
    throw error
  })
  const root = await rootFromInclusion(index, head.size, leafHash(entryOf(act)), path)
  if (root && head.root.equals(root)) return path
  cacheOf(log).clear()
  throw new Error(
    `the tiles or act ${act.id} are damaged: its proof at leaf ${index} does not lead to the signed root; run gnomon ledger repair, then gnomon audit`,
  )
}

/** Who cosigned (cosignatures are checked before they are kept), and whether they make the quorum. */
function signedOff(log: Log, lines: string[]): { witnesses: string[]; quorum: boolean } {
  const witnesses = log.witnesses
    .filter((w) => lines.some((l) => l.startsWith(`— ${w.vkey.split('+')[0]} `)))
    .map((w) => w.name)
  return { witnesses, quorum: satisfied(log.policy, new Set(witnesses)) }
}

/** That the newest census counts these acts of the case and no others; undefined where it does not count the case yet. */
async function completenessOf(tx: Tx, log: Log, head: Head, caseId: string): Promise<Completeness | undefined> {
  const last = await lastCensus(tx)
  const found = last && (await censusPath(await censusAt(tx, log, last.size), caseId))
  const act = last && (await findAct(tx, last.actId))
  if (!found || !act) return undefined
  const index = (await leaves(tx, act.jurisdiction, [act.id])).get(act.id)!
  const census = formatReceipt({
    extra: { entry: entryOf(act).toString('utf8') },
    index,
    path: await provenPath(log, treeReader(log.store, head.size, cacheOf(log)), head, index, act),
    checkpoint: head.note,
  })
  return formatCompleteness({ subject: caseId, last: found.last, index: found.index, path: found.path, census })
}

/** What a person has in hand: a case's number, a receipt's text, or the id of an act or a case. */
async function subjectOf(tx: Tx, typed: string): Promise<{ jurisdiction: string; id: string } | undefined> {
  // Forms send line ends as CR LF.
  const query = typed.replaceAll('\r\n', '\n')
  // No number has one, and PostgreSQL takes none.
  if (query.includes('\0')) return undefined
  let act: string | undefined
  if (query.startsWith('c2sp.org/tlog-proof')) {
    try {
      act = JSON.parse(parseReceipt(query.endsWith('\n') ? query : `${query}\n`).extra.entry).act
    } catch {
      return undefined
    }
  }
  const id = act ?? (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(query) ? query : undefined)
  const known = id
    ? sql`a.id = ${id}::uuid or a.subject_id = ${id}::uuid`
    : sql`a.number = 1 and a.public->>'number' = ${query}`
  const { rows } = await sql<{ jurisdiction: string; id: string }>`select a.jurisdiction, a.subject_id as id
    from platform.act a where a.jurisdiction ${id ? inPlaceOf(id) : inPlaceOfNumber(query)} and (${known}) and a.published and a.subject_kind = 'case'
    limit 1`.execute(tx)
  return rows[0]
}

/** The ledger's reads, over one log. Receipts hold nothing that the public log does not, so everyone may have them. */
export function ledgerQueries(log: Log) {
  const receipt = query(receiptOfAct, {
    allow: anyone,
    async run({ input, problem, ...ctx }) {
      const act = await findAct(ctx.tx, input.actId)
      if (!act?.published) throw problem('NO_ACT')
      const index = (await leaves(ctx.tx, act.jurisdiction, [act.id])).get(act.id)
      const head = await log.head(ctx.tx)
      if (index === undefined || !head) throw problem('PENDING')
      const file = formatReceipt({
        extra: {
          entry: entryOf(act).toString('utf8'),
          ...(await disclosed(ctx, act, input.disclose)),
        },
        index,
        path: await provenPath(log, treeReader(log.store, head.size, cacheOf(log)), head, index, act),
        checkpoint: head.note,
      })
      return {
        file,
        name: `${act.public.number ?? act.subjectId.slice(0, 8)}-${act.number}-${act.type}.tlog-proof`,
        index,
        size: head.size,
      }
    },
  })
  const bundle = query(bundleOfCase, {
    allow: anyone,
    async run({ input, problem, tx }) {
      const { rows } = await sql<{ jurisdiction: string }>`select a.jurisdiction from platform.act a
        where a.jurisdiction ${inPlaceOf(input.caseId)} and a.subject_id = ${input.caseId}::uuid limit 1`.execute(tx)
      if (!rows[0]) throw problem('NO_CASE')
      const acts = (await actsOf(tx, rows[0].jurisdiction, input.caseId)).filter((a) => a.published)
      const where = await leaves(
        tx,
        rows[0].jurisdiction,
        acts.map((a) => a.id),
      )
      const head = await log.head(tx)
      if (!head || acts.some((a) => !where.has(a.id))) throw problem('PENDING')
      const tree = treeReader(log.store, head.size, cacheOf(log))
      const receipts: string[] = []
      for (const act of acts) {
        const index = where.get(act.id)!
        receipts.push(
          formatReceipt({
            extra: { entry: entryOf(act).toString('utf8') },
            index,
            path: await provenPath(log, tree, head, index, act),
            checkpoint: head.note,
          }),
        )
      }
      const name = acts.find((a) => a.public.number)?.public.number ?? input.caseId
      const completeness = await completenessOf(tx, log, head, input.caseId)
      return {
        file: JSON.stringify(
          { gnomon: 'bundle/v1', subject: input.caseId, receipts, ...(completeness ? { completeness } : {}) },
          null,
          1,
        ),
        name: `${name}.bundle.json`,
        count: receipts.length,
      }
    },
  })
  const describe = query(describeLog, {
    allow: anyone,
    async run({ tx }) {
      const head = await log.head(tx)
      const last = await sql<{
        size: number
        at: Date
        cosignatures: string[]
      }>`select size, at, cosignatures from ledger.checkpoint order by size desc limit 8`.execute(tx)
      return {
        origin: log.origin,
        vkeys: log.signer.vkeys(),
        keys: log.signer.keys(),
        witnesses: log.witnesses.map((w) => ({ name: w.name, vkey: w.vkey })),
        quorum: log.quorum,
        size: head?.size ?? 0,
        checkpoint: head?.note ?? null,
        at: head?.at ?? null,
        last: last.rows.map((r) => ({
          size: Number(r.size),
          at: r.at,
          ...signedOff(log, r.cosignatures),
        })),
        ...(await tally(tx)),
      }
    },
  })
  const search = query(lookUp, {
    allow: anyone,
    async run({ input, tx, problem }) {
      const subject = await subjectOf(tx, input.query)
      if (!subject) throw problem('NOT_FOUND_HERE')
      const acts = (await actsOf(tx, subject.jurisdiction, subject.id)).filter((a) => a.published)
      const where = await leaves(
        tx,
        subject.jurisdiction,
        acts.map((a) => a.id),
      )
      return {
        caseId: subject.id,
        number: (acts.find((a) => a.public.number)?.public.number as string | undefined) ?? null,
        acts: acts.map((a) => ({
          actId: a.id,
          number: a.number,
          type: a.type,
          happenedAt: a.happenedAt,
          index: where.get(a.id) ?? null,
        })),
      }
    },
  })
  return [receipt, bundle, describe, search]
}
