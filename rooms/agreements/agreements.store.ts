import { sql, type Text, type Tx } from '../../kernel/platform/index.ts'

export type Agreement = {
  jurisdiction: string
  number: string
  title: Text
  category: string
  ceiling: number
  from: string
  to: string
}
export type Entrant = { number: string; uscc: string; personId: string; name: string; removed: string | null }
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
  await sql`insert into agreements.agreement (jurisdiction, number, title, category, ceiling, from_day, to_day)
    values (${a.jurisdiction}, ${a.number}, ${a.title}::jsonb, ${a.category}, ${a.ceiling}, ${a.from}::date, ${a.to}::date)
    on conflict do nothing`.execute(tx)
}
export async function insertEntrant(tx: Tx, jurisdiction: string, e: Omit<Entrant, 'removed'>): Promise<void> {
  await sql`insert into agreements.entrant (jurisdiction, number, uscc, person_id, name)
    values (${jurisdiction}, ${e.number}, ${e.uscc}, ${e.personId}::uuid, ${e.name}) on conflict do nothing`.execute(tx)
}
const columns = sql.raw(
  'jurisdiction, number, title, category, ceiling, from_day::text as "from", to_day::text as "to"',
)
export async function agreementsIn(tx: Tx, jurisdiction: string): Promise<Agreement[]> {
  const { rows } = await sql<Agreement>`select ${columns} from agreements.agreement
    where jurisdiction = ${jurisdiction} order by number`.execute(tx)
  return rows
}
export async function entrantsIn(tx: Tx, jurisdiction: string): Promise<Entrant[]> {
  const { rows } = await sql<Entrant>`select number, uscc, person_id, name, removed from agreements.entrant
    where jurisdiction = ${jurisdiction} order by number, uscc`.execute(tx)
  return rows
}
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
