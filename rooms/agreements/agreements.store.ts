import { sql, type Text, type Tx } from '../../kernel/platform/index.ts'

export type Agreement = {
  jurisdiction: string
  number: string
  title: Text
  category: string
  ceiling: number
  from: string
  to: string
  /** 开放式: at the price that was published, for a measure of what it is about. */
  open: { price: number; measure: string; about: string; unit: string } | null
}
export type Entrant = {
  number: string
  uscc: string
  personId: string
  name: string
  removed: string | null
  leftAt: Date | null
}
/** Whether a supplier still supplies. */
export const isIn = (e: Entrant): boolean => e.removed === null && e.leftAt === null
export type Good = {
  jurisdiction: string
  id: string
  number: string
  uscc: string
  name: string
  model: string
  about: string
  measure: string
  firstPrice: number
  price: number
  domestic: boolean
}

export async function insertAgreement(tx: Tx, a: Agreement): Promise<void> {
  const { price = null, measure = null, about = null, unit = null } = a.open ?? {}
  await sql`insert into agreements.agreement
    (jurisdiction, number, title, category, ceiling, from_day, to_day, open, price, measure, about, unit)
    values (${a.jurisdiction}, ${a.number}, ${a.title}::jsonb, ${a.category}, ${a.ceiling}, ${a.from}::date, ${a.to}::date,
      ${a.open !== null}, ${price}, ${measure}, ${about}, ${unit})
    on conflict do nothing`.execute(tx)
}
/** Who left an open framework may come back; who was removed does not. */
export async function insertEntrant(
  tx: Tx,
  jurisdiction: string,
  e: Omit<Entrant, 'removed' | 'leftAt'>,
): Promise<void> {
  await sql`insert into agreements.entrant (jurisdiction, number, uscc, person_id, name)
    values (${jurisdiction}, ${e.number}, ${e.uscc}, ${e.personId}::uuid, ${e.name})
    on conflict (jurisdiction, number, uscc) do update set left_at = null`.execute(tx)
}
export async function storeLeft(tx: Tx, jurisdiction: string, number: string, uscc: string, at: Date): Promise<void> {
  await sql`update agreements.entrant set left_at = ${at}
    where jurisdiction = ${jurisdiction} and number = ${number} and uscc = ${uscc}`.execute(tx)
}
export async function storeEnd(tx: Tx, jurisdiction: string, number: string, to: string): Promise<void> {
  await sql`update agreements.agreement set to_day = ${to}::date
    where jurisdiction = ${jurisdiction} and number = ${number}`.execute(tx)
}
/** The next number of an open framework; whoever asks meanwhile waits. */
export async function nextOpenNumber(tx: Tx, jurisdiction: string, year: string): Promise<string> {
  const head = `${jurisdiction}-KF${year}-`
  await sql`select pg_advisory_xact_lock(hashtext(${head}))`.execute(tx)
  const { rows } = await sql<{ n: number }>`select count(*)::int + 1 as n from agreements.agreement
    where jurisdiction = ${jurisdiction} and starts_with(number, ${head})`.execute(tx)
  return `${head}${String(rows[0]!.n).padStart(3, '0')}`
}

export type Application = { number: string; agreement: string; uscc: string; personId: string; name: string }
/** False where one of the same company waits already. */
export async function insertApplication(tx: Tx, jurisdiction: string, a: Application): Promise<boolean> {
  const { rows } = await sql<{ number: string }>`insert into agreements.application
    (jurisdiction, number, agreement, uscc, person_id, name)
    values (${jurisdiction}, ${a.number}, ${a.agreement}, ${a.uscc}, ${a.personId}::uuid, ${a.name})
    on conflict (jurisdiction, agreement, uscc) where decided_at is null do nothing returning number`.execute(tx)
  return rows.length > 0
}
export async function applicationOf(tx: Tx, jurisdiction: string, number: string): Promise<Application | undefined> {
  const { rows } = await sql<Application>`select number, agreement, uscc, person_id, name from agreements.application
    where jurisdiction = ${jurisdiction} and number = ${number}`.execute(tx)
  return rows[0]
}
export async function waitingOf(tx: Tx, jurisdiction: string, personId: string): Promise<Application[]> {
  const { rows } = await sql<Application>`select number, agreement, uscc, person_id, name from agreements.application
    where jurisdiction = ${jurisdiction} and person_id = ${personId}::uuid and decided_at is null`.execute(tx)
  return rows
}
export async function storeDecided(tx: Tx, jurisdiction: string, number: string, at: Date): Promise<void> {
  await sql`update agreements.application set decided_at = ${at}
    where jurisdiction = ${jurisdiction} and number = ${number}`.execute(tx)
}
const columns = sql.raw(
  `jurisdiction, number, title, category, ceiling, from_day::text as "from", to_day::text as "to",
    case when open then jsonb_build_object('price', price, 'measure', measure, 'about', about, 'unit', unit) end as open`,
)
export async function agreementsIn(tx: Tx, jurisdiction: string): Promise<Agreement[]> {
  const { rows } = await sql<Agreement>`select ${columns} from agreements.agreement
    where jurisdiction = ${jurisdiction} order by number`.execute(tx)
  return rows
}
export async function entrantsIn(tx: Tx, jurisdiction: string): Promise<Entrant[]> {
  const { rows } = await sql<Entrant>`select number, uscc, person_id, name, removed, left_at from agreements.entrant
    where jurisdiction = ${jurisdiction} order by number, uscc`.execute(tx)
  return rows
}
/** Who is, or was, in the framework; a framework is in the place of its number. */
export const entrantsOf = async (tx: Tx, agreement: string): Promise<Entrant[]> =>
  (await entrantsIn(tx, agreement.slice(0, 6))).filter((e) => e.number === agreement)
export async function storeRemoved(
  tx: Tx,
  jurisdiction: string,
  number: string,
  uscc: string,
  why: string,
): Promise<void> {
  await sql`update agreements.entrant set removed = ${why}
    where jurisdiction = ${jurisdiction} and number = ${number} and uscc = ${uscc}`.execute(tx)
}
const goodColumns = sql.raw('jurisdiction, id, number, uscc, name, model, about, measure, first_price, price, domestic')
export async function insertGood(tx: Tx, g: Omit<Good, 'firstPrice'>, at: Date): Promise<void> {
  await sql`insert into agreements.good (jurisdiction, id, number, uscc, name, model, about, measure, first_price, price, domestic, offered_at)
    values (${g.jurisdiction}, ${g.id}::uuid, ${g.number}, ${g.uscc}, ${g.name}, ${g.model}, ${g.about}, ${g.measure}, ${g.price}, ${g.price}, ${g.domestic}, ${at})`.execute(
    tx,
  )
}
/** Takes the good in hand: an order and a change of its price wait for one another. */
export async function lockGood(tx: Tx, jurisdiction: string, id: string): Promise<Good | undefined> {
  const { rows } = await sql<Good>`select ${goodColumns} from agreements.good
    where jurisdiction = ${jurisdiction} and id = ${id}::uuid and withdrawn_at is null for update`.execute(tx)
  return rows[0]
}
export async function storePrice(tx: Tx, g: Good, price: number, at: Date): Promise<void> {
  const what = price === 0 ? sql`withdrawn_at = ${at}` : sql`price = ${price}`
  await sql`update agreements.good set ${what} where jurisdiction = ${g.jurisdiction} and id = ${g.id}::uuid`.execute(
    tx,
  )
}
export async function goodsIn(tx: Tx, jurisdiction: string): Promise<Good[]> {
  const { rows } = await sql<Good>`select ${goodColumns} from agreements.good
    where jurisdiction = ${jurisdiction} and withdrawn_at is null order by name, price`.execute(tx)
  return rows
}

export type Call = { number: string; agreement: string; good: string; count: number; unit: Text; deadline: Date }
export async function insertCall(tx: Tx, jurisdiction: string, c: Call): Promise<void> {
  await sql`insert into agreements.call (jurisdiction, number, agreement, good, count, unit, deadline)
    values (${jurisdiction}, ${c.number}, ${c.agreement}, ${c.good}, ${c.count}, ${c.unit}::jsonb, ${c.deadline})`.execute(
    tx,
  )
}
/** The latest hundred. */
export async function callsIn(tx: Tx, jurisdiction: string): Promise<Call[]> {
  const { rows } = await sql<Call>`select number, agreement, good, count, unit, deadline from agreements.call
    where jurisdiction = ${jurisdiction} order by deadline desc limit 100`.execute(tx)
  return rows
}
