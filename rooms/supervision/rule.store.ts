import { type Citation, sql, type Text, type Tx, watchRules } from '../../kernel/platform/index.ts'
import type { Rule } from './light.rules.ts'

export type DatedRule = Rule & { from: string; to: string | null; own: boolean }

/**
 * The rules in force on a day: the city's own rows, and what rooms ship. A row comes before what is shipped under its id, from its
 * first day on; so a row that has ended ends the shipped rule too.
 */
export async function rulesOn(tx: Tx, day: string): Promise<DatedRule[]> {
  const { rows } = await sql<DatedRule>`select id, light, clock, act, name, basis,
      coalesce(condition, 'remaining <= ' || remaining) as condition, valid_from::text as from, valid_to::text as to, true as own
    from supervision.rule where valid_from <= ${day}::date order by id, valid_from`.execute(tx)
  const replaced = new Set(rows.map((r) => r.id))
  const shipped = [...watchRules.values()].filter((r) => !replaced.has(r.id) && r.from <= day && (!r.to || r.to > day))
  return [
    ...rows.filter((r) => r.to === null || r.to > day),
    ...shipped.map(
      (r): DatedRule => ({
        id: r.id,
        light: r.light,
        clock: 'clock' in r.on ? r.on.clock : null,
        act: 'act' in r.on ? r.on.act : null,
        condition: r.when,
        name: r.says,
        basis: r.basis,
        from: r.from,
        to: r.to ?? null,
        own: false,
      }),
    ),
  ]
}

export type RuleContent = {
  light: 'yellow' | 'red'
  on: string
  condition: string
  name: Text
  basis: Citation[]
}
export type RuleChange = {
  id: string
  rule: string
  what: 'put' | 'end'
  content: RuleContent | null
  from: string
  proposedBy: string
  proposedAs: string
}
const columns = sql.raw(`id, rule, what, content, valid_from::text as from, proposed_by, proposed_as`)

export async function openChanges(tx: Tx): Promise<RuleChange[]> {
  const { rows } = await sql<RuleChange>`select ${columns} from supervision.rule_change
    where settled_at is null order by proposed_at`.execute(tx)
  return rows
}
export async function lockChange(tx: Tx, id: string): Promise<RuleChange | undefined> {
  const { rows } = await sql<RuleChange>`select ${columns} from supervision.rule_change
    where id = ${id}::uuid and settled_at is null for update`.execute(tx)
  return rows[0]
}
/** False where a change of the rule already waits. */
export async function insertChange(tx: Tx, c: RuleChange, at: Date): Promise<boolean> {
  const { rows } =
    await sql`insert into supervision.rule_change (id, rule, what, content, valid_from, proposed_by, proposed_as, proposed_at)
    values (${c.id}::uuid, ${c.rule}, ${c.what}, ${c.content}::jsonb, ${c.from}::date, ${c.proposedBy}::uuid, ${c.proposedAs}, ${at})
    on conflict (rule) where settled_at is null do nothing returning id`.execute(tx)
  return rows.length > 0
}
export async function settleChange(tx: Tx, id: string, released: boolean, at: Date): Promise<void> {
  await sql`update supervision.rule_change set settled_at = ${at}, released = ${released} where id = ${id}::uuid`.execute(
    tx,
  )
}

/** What was in force ends on the change's day; a rule that is shipped ends by a row of its own that is over on its first day. */
export async function carryOut(tx: Tx, { rule, content, from }: RuleChange, present: Rule | undefined): Promise<void> {
  await sql`update supervision.rule set valid_to = ${from}::date
    where id = ${rule} and valid_from <= ${from}::date and (valid_to is null or valid_to > ${from}::date)`.execute(tx)
  const put = content ?? (present && contentOf(present))
  if (!put) return
  const [kind, on] = put.on.split(/:(.*)/)
  await sql`insert into supervision.rule (id, light, clock, act, condition, name, basis, valid_from, valid_to)
    values (${rule}, ${put.light}, ${kind === 'clock' ? on : null}, ${kind === 'act' ? on : null}, ${put.condition}, ${put.name}::jsonb,
      ${JSON.stringify(put.basis)}::text::jsonb, ${from}::date, ${content ? null : from}::date)
    on conflict (id, valid_from) do update set light = excluded.light, clock = excluded.clock, act = excluded.act, condition = excluded.condition,
      remaining = null, name = excluded.name, basis = excluded.basis, valid_to = excluded.valid_to`.execute(tx)
}

export const onOf = (r: Pick<Rule, 'clock' | 'act'>): string => (r.clock ? `clock:${r.clock}` : `act:${r.act}`)
const contentOf = (r: Rule): RuleContent => ({
  light: r.light,
  on: onOf(r),
  condition: r.condition,
  name: r.name,
  basis: r.basis,
})
