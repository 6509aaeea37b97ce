import { sql } from '../platform/index.ts'

/** A list that is longer says “more than”, and pages on while pages are full: counting on to ten thousand was half of a list's time. */
export const MOST_COUNTED = 1_000

type Sql = ReturnType<typeof sql>

/** How many rows there are, or one more than MOST_COUNTED. `rows`: `from … where …` */
export const countedOf = (rows: Sql) =>
  sql<{ n: number }>`select count(*)::int as n from (select ${rows} limit ${MOST_COUNTED + 1}) counted`

/**
 * Whether few rows of a long list hold the words, and which. Few are found by their index, to be sorted; where there are more, the list
 * is read in its order until a page is full, for they are not far apart. (PostgreSQL takes words for independent and expects few,
 * whatever there are; the index of a word that a third holds gives a third of a million before the first can be used: a sample tells.)
 *
 * `key`, `column`: what names a row, and its words. `table`: the table, with its alias. `all`, `holding`: the conditions without the
 * words and with them. Gives the statement's beginning (`with`), `many` for conditions, `few` as an array of keys, and `total`, which is
 * at most one more than MOST_COUNTED.
 */
export function byWords(of: { key: Sql; column: Sql; table: Sql; all: Sql; holding: Sql; words: string[] }) {
  const { key, column, table, all, holding, words } = of
  return {
    with: sql`with
        common as materialized (select count(*) > ${MOST_COUNTED} as so from
          (select ${column} as words from ${table} where ${all} limit ${3 * MOST_COUNTED}) sample
          where sample.words @> ${words}::text[]),
        hit as materialized (select ${key} as key from ${table}
          where not (select so from common) and ${holding} limit ${MOST_COUNTED + 1}),
        many as materialized (select (select so from common) or count(*) > ${MOST_COUNTED} as so, count(*) as n from hit)`,
    many: sql`(select so from many)`,
    few: sql`array(select key from hit)`,
    total: sql`(select case when so then ${MOST_COUNTED + 1} else n end from many)::int as total`,
  }
}

/** A page whose rows carry the total; a page behind the last has no row that could say it, and `counted` is asked. */
export async function pageOf<Row extends { total: number }>(
  rows: Row[],
  offset: number,
  counted: () => Promise<number>,
): Promise<{ rows: Omit<Row, 'total'>[]; total: number }> {
  return {
    rows: rows.map(({ total: _, ...row }) => row),
    total: rows[0]?.total ?? (offset === 0 ? 0 : await counted()),
  }
}
