import { actsOfMany, type Check, type Mismatch, publishedActs, sql, text } from '../../kernel/platform/index.ts'

/** A light is on exactly while its acts say so: one put out, or lit, by hand shows. */
export const lightsCheck: Check = {
  name: 'lights',
  async piece(tx, after, limit) {
    const [jurisdiction = '', id = '00000000-0000-0000-0000-000000000000'] = after === '' ? [] : after.split(' ')
    const { rows } = await sql<{
      jurisdiction: string
      id: string
      number: string
      light: string
      rule: string
      on: boolean
    }>`
      select jurisdiction, id, case_number as number, light, rule, cleared_at is null as on from supervision.light
      where (jurisdiction, id) > (${jurisdiction}, ${id}::uuid) order by jurisdiction, id limit ${limit}`.execute(tx)
    const found: Mismatch[] = []
    if (after === '') {
      const raised = await publishedActs(tx, { act: 'light.raised' }, new Date(0), new Date('9999-01-01'), 5000)
      const there = await sql<{
        id: string
      }>`select id from supervision.light where id = any(${raised.map((a) => a.subjectId)}::uuid[])`.execute(tx)
      const ids = new Set(there.rows.map((r) => r.id))
      for (const act of raised.filter((a) => !ids.has(a.subjectId)))
        found.push({
          name: act.subjectId,
          said: text(`办件 ${act.public.number} 亮过的牌不见了。`, `A light of case ${act.public.number} is gone.`),
        })
    }
    for (const place of new Set(rows.map((r) => r.jurisdiction))) {
      const here = rows.filter((r) => r.jurisdiction === place)
      const acts = await actsOfMany(
        tx,
        place,
        here.map((r) => r.id),
      )
      for (const row of here) {
        const last = acts.get(row.id)?.at(-1)
        if (
          !last ||
          (last.type === 'light.raised') !== row.on ||
          last.public.light !== row.light ||
          last.public.rule !== row.rule
        )
          found.push({
            name: row.id,
            said: text(
              `办件 ${row.number} 的牌与亮牌、灭牌的行为不符。`,
              `A light of case ${row.number} is not what the acts say.`,
            ),
          })
      }
    }
    const last = rows.at(-1)
    return { found, next: rows.length < limit || !last ? null : `${last.jurisdiction} ${last.id}` }
  },
}
