import { sql, type Tx } from '../../kernel/platform/index.ts'

/** False where a project of the place has the code: two proposals at once take turns on its key. */
export async function takeCode(tx: Tx, jurisdiction: string, code: string, caseId: string): Promise<boolean> {
  const { rows } = await sql`insert into projects.code (jurisdiction, code, case_id)
    values (${jurisdiction}, ${code}, ${caseId}::uuid) on conflict do nothing returning code`.execute(tx)
  return rows.length === 1
}
