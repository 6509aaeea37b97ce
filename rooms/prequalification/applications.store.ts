import { sql, type Tx } from '../../kernel/platform/index.ts'

type Of = { jurisdiction: string; number: string }
export type Application = {
  no: number
  personId: string
  name: string
  uscc: string
  members: string
  files: { name: string; sha256: string }[]
  appliedAt: Date
  passed: boolean | null
  reasons: string[]
}

export async function applicationsOf(tx: Tx, of: Of): Promise<Application[]> {
  const { rows } = await sql<Application>`select no, person_id, name, uscc, members, files, applied_at, passed, reasons
    from prequalification.application where jurisdiction = ${of.jurisdiction} and number = ${of.number} order by no`.execute(
    tx,
  )
  return rows
}
/** The last one of a person counts. */
export async function keepApplication(tx: Tx, of: Of, a: Omit<Application, 'passed' | 'reasons'>): Promise<void> {
  const files = JSON.stringify(a.files)
  await sql`insert into prequalification.application
      (jurisdiction, number, no, person_id, name, uscc, members, files, applied_at)
    values (${of.jurisdiction}, ${of.number}, ${a.no}, ${a.personId}::uuid, ${a.name}, ${a.uscc}, ${a.members},
      ${files}::text::jsonb, ${a.appliedAt})
    on conflict (jurisdiction, number, person_id) do update set name = excluded.name, uscc = excluded.uscc,
      members = excluded.members, files = excluded.files, applied_at = excluded.applied_at`.execute(tx)
}
export async function decide(tx: Tx, of: Of, no: number, passed: boolean, reasons: string[]): Promise<void> {
  await sql`update prequalification.application set passed = ${passed}, reasons = ${JSON.stringify(reasons)}::text::jsonb
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and no = ${no}`.execute(tx)
}
