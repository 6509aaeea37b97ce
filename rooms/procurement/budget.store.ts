import { sql, type Tx } from '../../kernel/platform/index.ts'

export type Line = { unit: string; year: number; line: string; title: string; amount: number; taken: number }
export type LineKey = { jurisdiction: string; unit: string; year: number; line: string }

export async function putLine(tx: Tx, of: LineKey, title: string, amount: number): Promise<void> {
  await sql`insert into procurement.budget (jurisdiction, unit, year, line, title, amount)
    values (${of.jurisdiction}, ${of.unit}, ${of.year}, ${of.line}, ${title}, ${amount})
    on conflict (jurisdiction, unit, year, line) do update set title = excluded.title, amount = excluded.amount`.execute(
    tx,
  )
}
/** Takes the line in hand: two plans for the same money wait for one another here. */
export async function lockLine(tx: Tx, of: LineKey): Promise<{ amount: number; taken: number } | undefined> {
  const { rows } = await sql<{ amount: number }>`select amount from procurement.budget
    where jurisdiction = ${of.jurisdiction} and unit = ${of.unit} and year = ${of.year} and line = ${of.line}
    for update`.execute(tx)
  if (!rows[0]) return undefined
  const taken = await sql<{ taken: number }>`select coalesce(sum(amount), 0)::int8 as taken from procurement.commitment
    where jurisdiction = ${of.jurisdiction} and unit = ${of.unit} and year = ${of.year} and line = ${of.line}`.execute(
    tx,
  )
  return { amount: rows[0].amount, taken: taken.rows[0]!.taken }
}
export async function putCommitment(tx: Tx, of: LineKey, number: string, amount: number): Promise<void> {
  await sql`insert into procurement.commitment (jurisdiction, number, unit, year, line, amount)
    values (${of.jurisdiction}, ${number}, ${of.unit}, ${of.year}, ${of.line}, ${amount})
    on conflict (jurisdiction, number) do update set amount = excluded.amount`.execute(tx)
}
export async function commitmentOf(tx: Tx, jurisdiction: string, number: string): Promise<number> {
  const { rows } = await sql<{ amount: number }>`select amount from procurement.commitment
    where jurisdiction = ${jurisdiction} and number = ${number}`.execute(tx)
  return rows[0]?.amount ?? 0
}
export async function linesOf(tx: Tx, jurisdiction: string, year: number, unit?: string): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select b.unit, b.year, b.line, b.title, b.amount, coalesce(sum(c.amount), 0)::int8 as taken
    from procurement.budget b left join procurement.commitment c
      on c.jurisdiction = b.jurisdiction and c.unit = b.unit and c.year = b.year and c.line = b.line
    where b.jurisdiction = ${jurisdiction} and b.year = ${year} and (${unit ?? null}::text is null or b.unit = ${unit ?? null})
    group by b.jurisdiction, b.unit, b.year, b.line order by b.unit, b.line`.execute(tx)
  return rows
}
