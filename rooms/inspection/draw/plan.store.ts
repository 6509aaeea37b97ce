import { inAnyPlace, inPlaceOf, sql, type Tx } from '../../../kernel/platform/index.ts'

export type PlanLine = { items: string[]; month: number; count: number }
export type Plan = {
  jurisdiction: string
  id: string
  unit: string
  year: number
  title: string
  lines: PlanLine[]
  state: 'proposed' | 'approved' | 'returned'
  proposedBy: string | null
  proposedAt: Date
  opinion: string | null
}
export type Task = {
  jurisdiction: string
  id: string
  unit: string
  plan: string
  line: number
  draw: string
  openedAt: Date
  closedAt: Date | null
  drawnAt: Date | null
}

const planColumns = sql.raw(`jurisdiction, id, unit, year, title, lines, state, proposed_by, proposed_at, opinion`)
const taskColumns = sql.raw(
  `k.jurisdiction, k.id, k.unit, k.plan, k.line, k.draw, k.opened_at, k.closed_at, k.drawn_at`,
)

export async function insertPlan(tx: Tx, p: Omit<Plan, 'state' | 'opinion'>): Promise<void> {
  await sql`insert into inspection.plan (jurisdiction, id, unit, year, title, lines, state, proposed_by, proposed_at)
    values (${p.jurisdiction}, ${p.id}::uuid, ${p.unit}, ${p.year}, ${p.title}, ${JSON.stringify(p.lines)}::text::jsonb, 'proposed',
      ${p.proposedBy}::uuid, ${p.proposedAt})`.execute(tx)
}

export async function findPlan(tx: Tx, id: string, lock = false): Promise<Plan | undefined> {
  const { rows } = await sql<Plan>`select ${planColumns} from inspection.plan
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid ${lock ? sql.raw('for update') : sql.raw('')}`.execute(tx)
  return rows[0]
}

export async function storeDecision(tx: Tx, p: Plan, state: Plan['state'], opinion: string, at: Date): Promise<void> {
  await sql`update inspection.plan set state = ${state}, opinion = ${opinion}, decided_at = ${at}
    where jurisdiction = ${p.jurisdiction} and id = ${p.id}::uuid`.execute(tx)
}

export async function listPlans(tx: Tx, unit: string | undefined): Promise<Plan[]> {
  const { rows } = await sql<Plan>`select ${planColumns} from inspection.plan
    where jurisdiction ${inAnyPlace} and (${unit ?? null}::text is null or unit = ${unit ?? null}) order by year desc, proposed_at desc limit 200`.execute(
    tx,
  )
  return rows
}

export async function insertTask(
  tx: Tx,
  k: Pick<Task, 'jurisdiction' | 'id' | 'unit' | 'plan' | 'line' | 'draw' | 'openedAt'>,
): Promise<boolean> {
  const { rows } =
    await sql`insert into inspection.task (jurisdiction, id, unit, plan, line, draw, opened_at) values (${k.jurisdiction}, ${k.id}::uuid,
      ${k.unit}, ${k.plan}::uuid, ${k.line}, ${k.draw}::uuid, ${k.openedAt}) on conflict (jurisdiction, plan, line) do nothing returning 1`.execute(
      tx,
    )
  return rows.length > 0
}

export async function findTask(tx: Tx, id: string, lock = false): Promise<Task | undefined> {
  const { rows } = await sql<Task>`select ${taskColumns} from inspection.task k
    where k.jurisdiction ${inPlaceOf(id)} and k.id = ${id}::uuid ${lock ? sql.raw('for update') : sql.raw('')}`.execute(
    tx,
  )
  return rows[0]
}

export async function stampTask(tx: Tx, k: Task, what: 'closed' | 'drawn', at: Date): Promise<void> {
  await sql`update inspection.task set closed_at = case when ${what} = 'closed' then ${at} else closed_at end,
    drawn_at = case when ${what} = 'drawn' then ${at} else drawn_at end
    where jurisdiction = ${k.jurisdiction} and id = ${k.id}::uuid`.execute(tx)
}

export const TASKS = 20
/** Tasks with the line that they carry out and the cases that came of them, the newest first. */
export async function listTasks(
  tx: Tx,
  q: { unit?: string | undefined; page: number },
): Promise<{ rows: (Task & { title: string; spec: PlanLine; numbers: string[] })[]; total: number }> {
  const { rows } = await sql<Task & { title: string; spec: PlanLine; numbers: string[]; total: number }>`
    select ${taskColumns}, p.title, p.lines->k.line as spec, count(*) over () as total,
      coalesce((select jsonb_agg(v.number order by v.number) from inspection.visit v
        where v.jurisdiction = k.jurisdiction and v.task = k.id), '[]') as numbers
    from inspection.task k join inspection.plan p on p.jurisdiction = k.jurisdiction and p.id = k.plan
    where k.jurisdiction ${inAnyPlace} and (${q.unit ?? null}::text is null or k.unit = ${q.unit ?? null})
    order by k.opened_at desc, k.id limit ${TASKS} offset ${(q.page - 1) * TASKS}`.execute(tx)
  return { rows: rows.map(({ total: _, ...r }) => r), total: Number(rows[0]?.total ?? 0) }
}

export async function insertRecusal(
  tx: Tx,
  r: { jurisdiction: string; task: string; card: string; uscc: string; reason: string; at: Date },
): Promise<boolean> {
  const { rows } = await sql`insert into inspection.recusal (jurisdiction, task, card, uscc, reason, declared_at)
    values (${r.jurisdiction}, ${r.task}::uuid, ${r.card}, ${r.uscc}, ${r.reason}, ${r.at}) on conflict do nothing returning 1`.execute(
    tx,
  )
  return rows.length > 0
}

export async function recusalsOf(
  tx: Tx,
  jurisdiction: string,
  task: string,
): Promise<{ card: string; uscc: string }[]> {
  const { rows } = await sql<{ card: string; uscc: string }>`select card, uscc from inspection.recusal
    where jurisdiction = ${jurisdiction} and task = ${task}::uuid order by card, uscc`.execute(tx)
  return rows
}

export async function tasksOfPlans(tx: Tx, plans: string[]): Promise<{ id: string; plan: string; line: number }[]> {
  const { rows } = await sql<{ id: string; plan: string; line: number }>`select id, plan, line from inspection.task
    where jurisdiction ${inAnyPlace} and plan = any(${plans}::uuid[])`.execute(tx)
  return rows
}
