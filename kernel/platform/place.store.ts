import { sql } from 'kysely'
import type { Db, Tx } from './database/connect.ts'
import { placeOf } from './place.ts'

/** The places that have acts in this database. */
export async function places(db: Db | Tx): Promise<string[]> {
  const { rows } = await sql<{ jurisdiction: string }>`select jurisdiction from platform.sequence order by 1`.execute(
    db,
  )
  return rows.map((r) => r.jurisdiction)
}

/** `jurisdiction ${inAnyPlace}`: for the few questions that concern the whole city; a probe of the index for each place. */
export const inAnyPlace = sql`= any(array(select jurisdiction from platform.sequence))`

/** `jurisdiction ${inPlaces(places)}`: one place, or the few whose rows a page shows. */
export const inPlaces = (places: string | readonly string[]) =>
  typeof places === 'string' || places.length === 1 ? sql`= ${[places].flat()[0]}` : sql`= any(${[...places]}::text[])`

/** `jurisdiction ${inPlaceOf(id)}`: the place that the id carries. An id from before ids carried one is looked for in each. */
export function inPlaceOf(id: string) {
  const place = placeOf(id)
  return place === undefined ? inAnyPlace : sql`= ${place}`
}

/** `jurisdiction ${inPlaceOfNumber(number)}`: a public number of ours begins with its place. */
export const inPlaceOfNumber = (number: string) => (/^\d{6}-/.test(number) ? sql`= ${number.slice(0, 6)}` : inAnyPlace)
