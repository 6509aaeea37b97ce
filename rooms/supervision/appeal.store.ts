import { inAnyPlace, inPlaceOf, newId, sql, type Text, type Tx } from '../../kernel/platform/index.ts'

export type Appeal = {
  jurisdiction: string
  id: string
  lightId: string
  number: string
  unit: string
  office: string
  rule: string
  version: string | null
  reason: string
  byPerson: string
  at: Date
  decidedAt: Date | null
  outcome: 'upheld' | 'rejected' | null
  cause: string | null
  words: string | null
}
const columns = sql.raw(`jurisdiction, id, light_id, case_number as number, unit, office, rule, version::text, reason,
  by_person, at, decided_at, outcome, cause, words`)

/** Undefined where the light has an appeal that waits or was rejected. */
export async function insertAppeal(
  tx: Tx,
  a: Pick<
    Appeal,
    'jurisdiction' | 'lightId' | 'number' | 'unit' | 'office' | 'rule' | 'version' | 'reason' | 'byPerson' | 'at'
  >,
): Promise<string | undefined> {
  const id = newId(a.at.getTime(), a.jurisdiction)
  const { rows } =
    await sql`insert into supervision.appeal (jurisdiction, id, light_id, case_number, unit, office, rule, version, reason, by_person, at)
    values (${a.jurisdiction}, ${id}::uuid, ${a.lightId}::uuid, ${a.number}, ${a.unit}, ${a.office}, ${a.rule}, ${a.version}::date, ${a.reason},
      ${a.byPerson}::uuid, ${a.at}) on conflict do nothing returning id`.execute(tx)
  return rows.length > 0 ? id : undefined
}
export async function findAppeal(tx: Tx, id: string, lock = false): Promise<Appeal | undefined> {
  const { rows } = await sql<Appeal>`select ${columns} from supervision.appeal
    where jurisdiction ${inPlaceOf(id)} and id = ${id}::uuid ${lock ? sql`for update` : sql``}`.execute(tx)
  return rows[0]
}
export async function appealsOfLights(tx: Tx, jurisdiction: string, lightIds: string[]): Promise<Appeal[]> {
  if (lightIds.length === 0) return []
  const { rows } = await sql<Appeal>`select ${columns} from supervision.appeal
    where jurisdiction = ${jurisdiction} and light_id = any(${lightIds}::uuid[]) order by at`.execute(tx)
  return rows
}
export async function decideAppealRow(
  tx: Tx,
  a: Appeal,
  d: { outcome: 'upheld' | 'rejected'; cause: string | null; words: string; at: Date },
): Promise<void> {
  await sql`update supervision.appeal set decided_at = ${d.at}, outcome = ${d.outcome}, cause = ${d.cause}, words = ${d.words}
    where jurisdiction = ${a.jurisdiction} and id = ${a.id}::uuid`.execute(tx)
}

export type AppealFilter = {
  office?: string | undefined
  units?: readonly string[] | undefined
  unit?: string | undefined
  text?: string | undefined
  state?: 'open' | 'decided' | undefined
}
/** What is undecided stands first. */
export async function appealRows(
  tx: Tx,
  f: AppealFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: (Appeal & { says: Text | null })[]; total: number }> {
  const { rows } = await sql<
    Appeal & { says: Text | null; total: number }
  >`select a.jurisdiction, a.id, a.light_id, a.case_number as number,
      a.unit, a.office, a.rule, a.version::text, a.reason, a.by_person, a.at, a.decided_at, a.outcome, a.cause, a.words,
      l.says, count(*) over () as total
    from supervision.appeal a join supervision.light l on l.jurisdiction = a.jurisdiction and l.id = a.light_id
    where a.jurisdiction ${inAnyPlace}
      and (${f.unit ?? null}::text is null or a.unit = ${f.unit ?? null})
      and (${f.office ?? null}::text is null or a.office = ${f.office ?? null} or a.unit = any(${[...(f.units ?? [])]}::text[]))
      and (${f.text ?? null}::text is null or strpos(a.case_number, ${f.text ?? null}) > 0)
      and (${f.state ?? null}::text is null or (a.decided_at is null) = (${f.state ?? null} = 'open'))
    order by a.decided_at is not null, a.at desc limit ${limit} offset ${offset}`.execute(tx)
  return { rows: rows.map(({ total: _, ...a }) => a), total: Number(rows[0]?.total ?? 0) }
}
