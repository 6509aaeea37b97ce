import { sql, type Tx } from '../../../kernel/platform/index.ts'

export type PoolSubject = {
  jurisdiction: string
  unit: string
  uscc: string
  name: string
  address: string
  fields: string[]
  risk: 'A' | 'B' | 'C' | 'D'
  active: boolean
}

const columns = sql.raw('jurisdiction, unit, uscc, name, address, fields, risk, active')

export async function putSubject(tx: Tx, s: PoolSubject): Promise<void> {
  await sql`insert into inspection.subject (jurisdiction, unit, uscc, name, address, fields, risk, active)
    values (${s.jurisdiction}, ${s.unit}, ${s.uscc}, ${s.name}, ${s.address}, ${s.fields}::text[], ${s.risk}, ${s.active})
    on conflict (jurisdiction, unit, uscc) do update set name = excluded.name, address = excluded.address, fields = excluded.fields,
      risk = excluded.risk, active = excluded.active`.execute(tx)
}

export async function subjectsOf(tx: Tx, jurisdiction: string, unit: string): Promise<PoolSubject[]> {
  const { rows } = await sql<PoolSubject>`select ${columns} from inspection.subject
    where jurisdiction = ${jurisdiction} and unit = ${unit} and active order by uscc`.execute(tx)
  return rows
}

export async function findSubject(
  tx: Tx,
  jurisdiction: string,
  unit: string,
  uscc: string,
): Promise<PoolSubject | undefined> {
  const { rows } = await sql<PoolSubject>`select ${columns} from inspection.subject
    where jurisdiction = ${jurisdiction} and unit = ${unit} and uscc = ${uscc} and active`.execute(tx)
  return rows[0]
}
