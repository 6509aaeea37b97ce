import { type Check, findActs, type Mismatch, sql, text } from '../../kernel/platform/index.ts'

/** A release stands for a published act, at its moment; of a place none is missing between two others. */
export const releasesCheck: Check = {
  name: 'releases',
  async piece(tx, after, limit) {
    const [place = '', serial = '0'] = after === '' ? [] : after.split(' ')
    type Row = { jurisdiction: string; serial: number; actId: string; id: string; date: string; before: number }
    const { rows } = await sql<Row>`select jurisdiction, serial, act_id, said->>'id' as id, said->>'date' as date,
        coalesce((select max(b.serial) from contracting.release b where b.jurisdiction = r.jurisdiction and b.serial < r.serial), 0) as before
      from contracting.release r where (jurisdiction, serial) > (${place}, ${serial}::int)
      order by jurisdiction, serial limit ${limit}`.execute(tx)
    const acts = new Map(
      (
        await findActs(
          tx,
          rows.map((r) => ({ jurisdiction: r.jurisdiction, id: r.actId })),
        )
      ).map((a) => [a.id, a]),
    )
    const found = rows.flatMap((r): Mismatch[] => {
      const says = (zh: string, en: string) => [{ name: `${r.jurisdiction} ${r.serial}`, said: text(zh, en) }]
      if (r.before !== r.serial - 1)
        return says(`开放合同数据在 ${r.id} 前面少了发布。`, `Open contracting data lacks releases before ${r.id}.`)
      const act = acts.get(r.actId)
      if (!act?.published || act.happenedAt.toISOString() !== r.date)
        return says(`开放合同数据 ${r.id} 没有那一刻的行为。`, `No act of its moment stands behind release ${r.id}.`)
      return []
    })
    const last = rows.at(-1)
    return { found, next: rows.length < limit || !last ? null : `${last.jurisdiction} ${last.serial}` }
  },
}
