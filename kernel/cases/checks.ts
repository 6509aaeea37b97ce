import { isDeepStrictEqual } from 'node:util'
import { type Act, actsOfMany, type Check, type Mismatch, privateOf, sql, type Tx, text } from '../platform/index.ts'
import { issuedBy } from './document.store.ts'

type Row = { jurisdiction: string; id: string }
const START = '00000000-0000-0000-0000-000000000000'
const place = (after: string) => (after === '' ? ['', START] : after.split(' ')) as [string, string]

/** Acts of the subjects of these rows, and their private values. */
async function recorded(tx: Tx, rows: Row[]) {
  const acts = new Map<string, Act[]>()
  const kept: Awaited<ReturnType<typeof privateOf>> = new Map()
  for (const jurisdiction of new Set(rows.map((r) => r.jurisdiction))) {
    const ids = rows.filter((r) => r.jurisdiction === jurisdiction).map((r) => r.id)
    const found = await actsOfMany(tx, jurisdiction, ids)
    for (const [id, list] of found) acts.set(id, list)
    const all = [...found.values()].flat().map((a) => a.id)
    for (const [id, fields] of await privateOf(tx, jurisdiction, all)) kept.set(id, fields)
  }
  return { acts, kept }
}

const end = (rows: Row[], limit: number) => {
  const last = rows.at(-1)
  return rows.length < limit || !last ? null : `${last.jurisdiction} ${last.id}`
}

/** A case's number, unit, item and form are those of its first act. */
export const casesCheck: Check = {
  name: 'cases',
  async piece(tx, after, limit) {
    const [jurisdiction, id] = place(after)
    const { rows } = await sql<
      Row & { number: string; itemCode: string; unit: string; form: unknown; persons: string[] }
    >`
      select jurisdiction, id, number, item_code, unit, form, array(select person_id from cases.party p where p.jurisdiction = c.jurisdiction and p.case_id = c.id
        and person_id is not null) as persons from cases.case c
      where (jurisdiction, id) > (${jurisdiction}, ${id}::uuid) order by jurisdiction, id limit ${limit}`.execute(tx)
    const { acts, kept } = await recorded(tx, rows)
    const found: Mismatch[] = []
    if (after === '') {
      const gone = await sql<{
        id: string
      }>`select a.subject_id as id from platform.act a where a.subject_kind = 'case' and a.number = 1
        and not exists (select from cases.case c where c.jurisdiction = a.jurisdiction and c.id = a.subject_id) limit 200`.execute(
        tx,
      )
      for (const { id } of gone.rows)
        found.push({ name: id, said: text(`办件 ${id} 有行为，自己不见了。`, `Case ${id} has acts and is gone.`) })
    }
    for (const row of rows) {
      const say = (zh: string, en: string) =>
        found.push({ name: row.id, said: text(`办件 ${row.number} ${zh}`, `Case ${row.number} ${en}`) })
      const first = acts.get(row.id)?.[0]
      if (!first) {
        say('没有任何行为。', 'has no act.')
        continue
      }
      for (const field of ['number', 'itemCode'] as const)
        if (first.public[field] !== undefined && first.public[field] !== row[field])
          say(`的 ${field} 与提交时的记录不同。`, `has another ${field} than was recorded.`)
      // A case is its first unit's, or that of a unit to which an act handed it over (转办、移送).
      const led = acts.get(row.id)!.flatMap((a) => [a.public.unit, a.public.to])
      if (first.public.unit !== undefined && !led.includes(row.unit))
        say('的承办单位与记录不同。', 'has another unit than was recorded.')
      const secrets = kept.get(first.id) ?? {}
      if (secrets.form && !isDeepStrictEqual(secrets.form.value, row.form))
        say('的表单与提交时的记录不同。', 'has another form than was recorded.')
      if (secrets.actor && !row.persons.includes(secrets.actor.value))
        say('的申请人与提交时的记录不同。', 'has another applicant than was recorded.')
    }
    return { found, next: end(rows, limit) }
  },
}

/** A document says what the act that issued it committed to. */
export const documentsCheck: Check = {
  name: 'documents',
  async piece(tx, after, limit) {
    const [jurisdiction, id] = place(after)
    const { rows } = await sql<Row & { caseId: string; number: string; content: unknown }>`
      select jurisdiction, id, case_id, number, content from cases.document
      where (jurisdiction, id) > (${jurisdiction}, ${id}::uuid) order by jurisdiction, id limit ${limit}`.execute(tx)
    const { acts, kept } = await recorded(
      tx,
      rows.map((r) => ({ ...r, id: r.caseId })),
    )
    const found: Mismatch[] = []
    for (const row of rows) {
      const say = (zh: string, en: string) =>
        found.push({ name: row.id, said: text(`文书 ${row.number} ${zh}`, `Document ${row.number} ${en}`) })
      const issued = issuedBy(acts.get(row.caseId) ?? [], row.number)
      if (!issued) {
        say('没有颁发它的行为。', 'was issued by no act.')
        continue
      }
      const said = kept.get(issued.act.id)?.[issued.field]
      if (said && !isDeepStrictEqual(said.value, row.content))
        say('的内容与颁发时的记录不同。', 'has another content than was recorded.')
    }
    return { found, next: end(rows, limit) }
  },
}
