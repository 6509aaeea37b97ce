import { sql, type Text, type Tx, watchRules } from '../platform/index.ts'
import type { Outage } from './book.rules.ts'
import type { Area, BacktestResult, RuleContent } from './contract.ts'
import type { Rule } from './rule.shape.ts'

export type { RuleContent } from './contract.ts'

type Row = { id: string; from: string; to: string | null; content: RuleContent }

export const ruleOf = ({ id, from, to, content: c }: Row): Rule => ({
  id,
  from,
  to,
  own: true,
  area: c.area ?? 'OT',
  on: c.on,
  when: c.condition,
  light: c.light,
  points: c.points ?? 0,
  says: c.name,
  basis: (c.basis ?? []) as Rule['basis'],
  suppress: c.suppress ?? [],
  tell: c.tell ?? 'office',
  ladder: c.ladder ?? 'standard',
  unverified: c.unverified ?? false,
})

/** What rooms of this process ship, made rules. */
export const shippedRules = (): Rule[] =>
  [...watchRules.values()].map((r) => ({
    id: r.id,
    from: r.from,
    to: r.to ?? null,
    own: false,
    area: r.area ?? 'OT',
    on: 'clock' in r.on ? `clock:${r.on.clock}` : 'act' in r.on ? `act:${r.on.act}` : r.on.looks,
    when: r.when,
    light: r.light,
    points: r.points ?? 0,
    says: r.says,
    basis: r.basis,
    suppress: r.suppress ?? [],
    tell: r.tell ?? 'office',
    ladder: r.ladder ?? 'standard',
    unverified: r.unverified ?? false,
  }))

/**
 * The rules in force on a day: the city's own rows, and what rooms ship. A row comes before what is shipped under its id, from its
 * first day on; so a row that has ended ends the shipped rule too.
 */
export async function rulesOn(tx: Tx, day: string): Promise<Rule[]> {
  const { rows } = await sql<Row>`select id, valid_from::text as from, valid_to::text as to, content
    from watch.rule where valid_from <= ${day}::date order by id, valid_from`.execute(tx)
  const replaced = new Set(rows.map((r) => r.id))
  return [
    ...rows.filter((r) => r.to === null || r.to > day).map(ruleOf),
    ...shippedRules().filter((r) => !replaced.has(r.id) && r.from <= day && (!r.to || r.to > day)),
  ]
}

/** The days in a span on which another rule book came into force. */
export async function bookDays(tx: Tx, from: string, to: string): Promise<string[]> {
  const { rows } = await sql<{
    day: string
  }>`select distinct d::text as day from watch.rule, unnest(array[valid_from, valid_to]) d
    where d > ${from}::date and d <= ${to}::date order by 1`.execute(tx)
  return rows.map((r) => r.day)
}

export async function outages(tx: Tx): Promise<Outage[]> {
  const { rows } = await sql<Outage>`select from_at as from, to_at as to from watch.outage order by from_at`.execute(tx)
  return rows
}
export async function insertOutage(tx: Tx, id: string, o: { from: Date; to: Date; why: Text }): Promise<void> {
  await sql`insert into watch.outage (id, from_at, to_at, why) values (${id}::uuid, ${o.from}, ${o.to}, ${o.why}::jsonb)`.execute(
    tx,
  )
}

export type RuleChange = {
  id: string
  rule: string
  what: 'put' | 'end'
  content: RuleContent | null
  from: string
  proposedBy: string
  proposedAs: string
  backtest: BacktestResult | null
}
const columns = sql.raw(`id, rule, what, content, valid_from::text as from, proposed_by, proposed_as, backtest`)

export async function openChanges(tx: Tx): Promise<RuleChange[]> {
  const { rows } = await sql<RuleChange>`select ${columns} from watch.rule_change
    where settled_at is null order by proposed_at`.execute(tx)
  return rows
}
export async function lockChange(tx: Tx, id: string): Promise<RuleChange | undefined> {
  const { rows } = await sql<RuleChange>`select ${columns} from watch.rule_change
    where id = ${id}::uuid and settled_at is null for update`.execute(tx)
  return rows[0]
}
/** False where a change of the rule already waits. */
export async function insertChange(tx: Tx, c: Omit<RuleChange, 'backtest'>, at: Date): Promise<boolean> {
  const { rows } =
    await sql`insert into watch.rule_change (id, rule, what, content, valid_from, proposed_by, proposed_as, proposed_at)
    values (${c.id}::uuid, ${c.rule}, ${c.what}, ${c.content}::jsonb, ${c.from}::date, ${c.proposedBy}::uuid, ${c.proposedAs}, ${at})
    on conflict (rule) where settled_at is null do nothing returning id`.execute(tx)
  return rows.length > 0
}
export async function settleChange(tx: Tx, id: string, released: boolean, at: Date): Promise<void> {
  await sql`update watch.rule_change set settled_at = ${at}, released = ${released} where id = ${id}::uuid`.execute(tx)
}
export async function keepBacktest(tx: Tx, id: string, result: BacktestResult): Promise<void> {
  await sql`update watch.rule_change set backtest = ${result}::jsonb where id = ${id}::uuid`.execute(tx)
}

/** What was in force ends on the change's day; a rule that is shipped ends by a row of its own that is over on its first day. */
export async function carryOut(tx: Tx, { rule, content, from }: RuleChange, present: Rule | undefined): Promise<void> {
  await sql`update watch.rule set valid_to = ${from}::date
    where id = ${rule} and valid_from <= ${from}::date and (valid_to is null or valid_to > ${from}::date)`.execute(tx)
  const put = content ?? (present && contentOf(present))
  if (!put) return
  await sql`insert into watch.rule (id, valid_from, valid_to, content)
    values (${rule}, ${from}::date, ${content ? null : from}::date, ${put}::jsonb)
    on conflict (id, valid_from) do update set content = excluded.content, valid_to = excluded.valid_to`.execute(tx)
}

const contentOf = (r: Rule): RuleContent => ({
  light: r.light,
  on: r.on,
  condition: r.when,
  name: r.says,
  basis: r.basis,
  area: r.area as Area,
  points: r.points,
  suppress: r.suppress,
  tell: r.tell,
  ladder: r.ladder,
  unverified: r.unverified,
})
