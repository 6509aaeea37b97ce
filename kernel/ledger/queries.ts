import {
  type Act,
  actsOf,
  anyone,
  findAct,
  privateOf,
  query,
  type ReadContext,
  sql,
  type Tx,
} from '../platform/index.ts'
import { bundleOfCase, describeLog, receiptOfAct } from './contract.ts'
import { entryOf } from './entry.ts'
import type { Head, Log } from './log.ts'
import { leafHash } from './tiles.ts'
import { treeReader } from './tree.ts'
import { formatReceipt, rootFromInclusion, satisfied } from './verifier/index.ts'

type Leaf = { act_id: string; index: number }

async function leaves(tx: Tx, jurisdiction: string, ids: string[]): Promise<Map<string, number>> {
  const { rows } =
    await sql<Leaf>`select act_id, index from ledger.leaf where jurisdiction = ${jurisdiction} and act_id = any(${ids}::uuid[])`.execute(
      tx,
    )
  return new Map(rows.map((r) => [r.act_id, Number(r.index)]))
}

/** Private fields go into a receipt only for those who may read them: the person acting, and officers. */
async function disclosed(
  { tx, actor }: ReadContext,
  act: Act,
  fields: string[],
): Promise<Record<string, { salt: string; value: unknown }>> {
  if (fields.length === 0 || actor.kind === 'anonymous') return {}
  const kept = (await privateOf(tx, act.jurisdiction, [act.id])).get(act.id) ?? {}
  return Object.fromEntries(
    fields.flatMap((f) => (kept[f] ? [[f, { salt: kept[f].salt.toString('hex'), value: kept[f].value }]] : [])),
  )
}

/** An inclusion proof that holds: a flipped bit in a tile is found here, not by the citizen whom a bad receipt would fail. */
async function provenPath(tree: ReturnType<typeof treeReader>, head: Head, index: number, act: Act): Promise<Buffer[]> {
  const path = await tree.inclusion(index)
  const root = await rootFromInclusion(index, head.size, leafHash(entryOf(act)), path)
  if (!root || !head.root.equals(root))
    throw new Error(
      `the tiles or act ${act.id} are damaged: its proof at leaf ${index} does not lead to the signed root; run gnomon ledger repair, then gnomon audit`,
    )
  return path
}

/** Who cosigned (cosignatures are checked before they are kept), and whether they make the quorum. */
function signedOff(log: Log, lines: string[]): { witnesses: string[]; quorum: boolean } {
  const witnesses = log.witnesses
    .filter((w) => lines.some((l) => l.startsWith(`— ${w.vkey.split('+')[0]} `)))
    .map((w) => w.name)
  return { witnesses, quorum: satisfied(log.policy, new Set(witnesses)) }
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
          ...(input.disclose.length > 0 ? { disclosed: await disclosed(ctx, act, input.disclose) } : {}),
        },
        index,
        path: await provenPath(treeReader(log.store, head.size), head, index, act),
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
      const { rows } = await sql<{
        jurisdiction: string
      }>`select distinct jurisdiction from platform.act where subject_id = ${input.caseId}::uuid limit 1`.execute(tx)
      if (!rows[0]) throw problem('NO_CASE')
      const acts = (await actsOf(tx, rows[0].jurisdiction, input.caseId)).filter((a) => a.published)
      const where = await leaves(
        tx,
        rows[0].jurisdiction,
        acts.map((a) => a.id),
      )
      const head = await log.head(tx)
      if (!head || acts.some((a) => !where.has(a.id))) throw problem('PENDING')
      const tree = treeReader(log.store, head.size)
      const receipts: string[] = []
      for (const act of acts) {
        const index = where.get(act.id)!
        receipts.push(
          formatReceipt({
            extra: { entry: entryOf(act).toString('utf8') },
            index,
            path: await provenPath(tree, head, index, act),
            checkpoint: head.note,
          }),
        )
      }
      const name = acts.find((a) => a.public.number)?.public.number ?? input.caseId
      return {
        file: JSON.stringify({ gnomon: 'bundle/v1', subject: input.caseId, receipts }, null, 1),
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
      const days = await sql<{
        day: string
        n: number
      }>`select to_char(a.happened_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*) as n
        from ledger.leaf l join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id group by 1 order by 1 desc limit 60`.execute(
        tx,
      )
      const types = await sql<{ type: string; n: number }>`select a.type, count(*) as n from ledger.leaf l
        join platform.act a on a.jurisdiction = l.jurisdiction and a.id = l.act_id group by 1 order by 2 desc limit 12`.execute(
        tx,
      )
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
        days: days.rows.reverse().map((r) => ({ day: r.day, n: Number(r.n) })),
        types: types.rows.map((r) => ({ type: r.type, n: Number(r.n) })),
      }
    },
  })
  return [receipt, bundle, describe]
}
