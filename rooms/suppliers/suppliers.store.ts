import { sql, type Tx } from '../../kernel/platform/index.ts'
import type { Supplier } from './contract.ts'

const columns = sql.raw('person_id, uscc, name, size, contact')
export async function putSupplier(tx: Tx, jurisdiction: string, s: Supplier, at: Date): Promise<void> {
  await sql`insert into suppliers.supplier (jurisdiction, person_id, uscc, name, size, contact, registered_at)
    values (${jurisdiction}, ${s.personId}::uuid, ${s.uscc}, ${s.name}, ${s.size}, ${s.contact}, ${at})
    on conflict (jurisdiction, person_id) do update
      set uscc = excluded.uscc, name = excluded.name, size = excluded.size, contact = excluded.contact`.execute(tx)
}
export async function holderOf(tx: Tx, jurisdiction: string, uscc: string): Promise<string | undefined> {
  const { rows } = await sql<{ personId: string }>`select person_id from suppliers.supplier
    where jurisdiction = ${jurisdiction} and uscc = ${uscc} for update`.execute(tx)
  return rows[0]?.personId
}
export async function suppliersOf(tx: Tx, jurisdiction: string, people: readonly string[]): Promise<Supplier[]> {
  const { rows } = await sql<Supplier>`select ${columns} from suppliers.supplier
    where jurisdiction = ${jurisdiction} and person_id = any(${[...people]}::uuid[])`.execute(tx)
  return rows
}
export async function listSuppliers(tx: Tx, jurisdiction: string) {
  const { rows } = await sql<Supplier & { registeredAt: Date; graded: number; grade: number | null }>`
    select s.person_id, s.uscc, s.name, s.size, s.contact, s.registered_at,
      count(p.number)::int as graded, round(avg(p.grade), 1)::float8 as grade
    from suppliers.supplier s
      left join suppliers.performance p on p.jurisdiction = s.jurisdiction and p.uscc = s.uscc
    where s.jurisdiction = ${jurisdiction} group by s.jurisdiction, s.person_id order by s.uscc`.execute(tx)
  return rows
}
type Performance = { jurisdiction: string; number: string; uscc: string; unit: string; grade: number; words: string }
export async function insertPerformance(tx: Tx, p: Performance, at: Date): Promise<void> {
  await sql`insert into suppliers.performance (jurisdiction, number, uscc, unit, grade, words, graded_at)
    values (${p.jurisdiction}, ${p.number}, ${p.uscc}, ${p.unit}, ${p.grade}, ${p.words}, ${at})
    on conflict do nothing`.execute(tx)
}
