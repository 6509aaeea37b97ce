import { sql, type Tx } from '../../kernel/platform/index.ts'

export type Expert = {
  personId: string
  name: string
  specialties: string[]
  interests: string[]
  suspendedUntil: string | null
}
const columns = sql.raw('person_id, name, specialties, interests, suspended_until::text as suspended_until')
type Of = { jurisdiction: string; number: string; personId: string }

export async function putExpert(tx: Tx, jurisdiction: string, e: Omit<Expert, 'suspendedUntil'>): Promise<void> {
  await sql`insert into experts.expert (jurisdiction, person_id, name, specialties, interests)
    values (${jurisdiction}, ${e.personId}::uuid, ${e.name}, ${JSON.stringify(e.specialties)}::text::jsonb, ${JSON.stringify(e.interests)}::text::jsonb)
    on conflict (jurisdiction, person_id) do update
      set name = excluded.name, specialties = excluded.specialties, interests = excluded.interests`.execute(tx)
}
export async function expertAt(tx: Tx, jurisdiction: string, personId: string): Promise<Expert | undefined> {
  const { rows } = await sql<Expert>`select ${columns} from experts.expert
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid for update`.execute(tx)
  return rows[0]
}
export async function expertsIn(tx: Tx, jurisdiction: string): Promise<Expert[]> {
  const { rows } = await sql<Expert>`select ${columns} from experts.expert
    where jurisdiction = ${jurisdiction} order by person_id`.execute(tx)
  return rows
}
export async function storeInterests(tx: Tx, jurisdiction: string, personId: string, list: string[]): Promise<void> {
  await sql`update experts.expert set interests = ${JSON.stringify(list)}::text::jsonb
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid`.execute(tx)
}
export async function storeSuspended(tx: Tx, jurisdiction: string, personId: string, until: string): Promise<void> {
  await sql`update experts.expert set suspended_until = ${until}::date
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid`.execute(tx)
}

export type Service = {
  number: string
  personId: string
  name: string
  unit: string
  drawnAt: Date
  attended: boolean
  fee: number | null
  grade: number | null
  gradeBack: number | null
}
const served = sql.raw('s.number, s.person_id, e.name, s.unit, s.drawn_at, s.attended, s.fee, s.grade, s.grade_back')
const joined = sql.raw(
  'experts.service s join experts.expert e on e.jurisdiction = s.jurisdiction and e.person_id = s.person_id',
)
export async function insertService(tx: Tx, of: Of & { unit: string; at: Date; attended: boolean }): Promise<void> {
  await sql`insert into experts.service (jurisdiction, number, person_id, unit, drawn_at, attended)
    values (${of.jurisdiction}, ${of.number}, ${of.personId}::uuid, ${of.unit}, ${of.at}, ${of.attended}) on conflict do nothing`.execute(
    tx,
  )
}
export async function servicesOf(tx: Tx, jurisdiction: string, number: string): Promise<Service[]> {
  const { rows } = await sql<Service>`select ${served} from ${joined}
    where s.jurisdiction = ${jurisdiction} and s.number = ${number} order by s.person_id`.execute(tx)
  return rows
}
export async function servicesOfPerson(tx: Tx, jurisdiction: string, personId: string): Promise<Service[]> {
  const { rows } = await sql<Service>`select ${served} from ${joined}
    where s.jurisdiction = ${jurisdiction} and s.person_id = ${personId}::uuid order by s.drawn_at desc limit 200`.execute(
    tx,
  )
  return rows
}
export async function serviceAt(tx: Tx, of: Of): Promise<Service | undefined> {
  const { rows } = await sql<Service>`select ${served} from ${joined}
    where s.jurisdiction = ${of.jurisdiction} and s.number = ${of.number} and s.person_id = ${of.personId}::uuid
    for update of s`.execute(tx)
  return rows[0]
}
export async function storeFee(tx: Tx, of: Of, fee: number): Promise<void> {
  await sql`update experts.service set fee = ${fee}
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and person_id = ${of.personId}::uuid`.execute(tx)
}
export async function storeGrade(
  tx: Tx,
  of: Of,
  which: 'grade' | 'grade_back',
  grade: number,
  words: string,
): Promise<void> {
  const said =
    which === 'grade'
      ? sql`grade = ${grade}, grade_words = ${words}`
      : sql`grade_back = ${grade}, grade_back_words = ${words}`
  await sql`update experts.service set ${said}
    where jurisdiction = ${of.jurisdiction} and number = ${of.number} and person_id = ${of.personId}::uuid`.execute(tx)
}
export async function tallies(tx: Tx, jurisdiction: string) {
  const { rows } = await sql<{ personId: string; drawn: number; attended: number; grade: number | null }>`
    select person_id, count(*)::int as drawn, (count(*) filter (where attended))::int as attended,
      round(avg(grade), 1)::float8 as grade
    from experts.service where jurisdiction = ${jurisdiction} group by person_id`.execute(tx)
  return rows
}
