import { z } from 'zod'

export type ListQuery<F = Record<string, unknown>> = {
  /** From 1. */
  page: number
  /** Rows a page; of the CSV, all of them. */
  size: number
  /** The column sorted by and its direction; undefined: as the page likes. */
  sort: { by: string; down: boolean } | undefined
  filters: F
  /** The reader wants the table as a file. */
  csv: boolean
  /** Parameters that stand in the address and mean nothing here; said to the reader, not guessed at. */
  unknown: string[]
  /** This list with some of its state changed; null takes a parameter out, and a change of anything but the page starts at page 1. */
  href(changes?: Record<string, string | number | null>): string
  /** The filters as they stand in the address. */
  raw: Record<string, string>
}

const RESERVED = ['page', 'sort', 'format', 'lang', 'held']
/** A file of rows is made in memory; who needs more reads the open data. */
export const MOST_ROWS = 10_000

/**
 * The state of a list, all of it in the address, from a schema of its filters. `sort` names the columns that the page can sort by;
 * `-due` is the direction downwards.
 */
export function listQuery<S extends z.ZodRawShape>(
  filters: S,
  options: { sort?: readonly string[]; size?: number } = {},
): (page: { query: Record<string, string>; url: { pathname: string } }) => ListQuery<z.output<z.ZodObject<S>>> {
  const { sort: columns = [], size = 50 } = options
  return ({ query, url }) => {
    const raw: Record<string, string> = {}
    const unknown: string[] = []
    const read: Record<string, unknown> = {}
    for (const [name, schema] of Object.entries(filters) as [string, z.ZodType][]) {
      const given = query[name] === '' ? undefined : query[name]
      const tried = schema.safeParse(given)
      if (tried.success) {
        read[name] = tried.data
        if (given !== undefined) raw[name] = given
        continue
      }
      unknown.push(`${name}=${given}`)
      const without = schema.safeParse(undefined)
      if (without.success) read[name] = without.data
    }
    const by = query.sort?.replace(/^-/, '')
    const sort = by && columns.includes(by) ? { by, down: query.sort!.startsWith('-') } : undefined
    if (query.sort && !sort) unknown.push(`sort=${query.sort}`)
    const page = query.page === undefined ? 1 : Number(query.page)
    const numbered = Number.isInteger(page) && page > 0 && page <= 1_000_000
    if (!numbered) unknown.push(`page=${query.page}`)
    const csv = query.format === 'csv'
    const state: Record<string, string> = { ...raw, ...(sort ? { sort: query.sort! } : {}) }
    return {
      page: csv || !numbered ? 1 : page,
      size: csv ? MOST_ROWS : size,
      sort,
      filters: read as z.output<z.ZodObject<S>>,
      csv,
      unknown,
      raw,
      href(changes = {}) {
        const next = new URLSearchParams(state)
        for (const [name, value] of Object.entries(changes))
          if (value === null || (name === 'page' && value === 1)) next.delete(name)
          else next.set(name, String(value))
        const tail = next.toString()
        return tail ? `${url.pathname}?${tail}` : url.pathname
      },
    }
  }
}

/** Names a filter must not have: the list's own. */
export const isReserved = (name: string): boolean => RESERVED.includes(name)

/** A filter of one of several values, or none. */
export const oneOf = <const V extends readonly [string, ...string[]]>(values: V) => z.enum(values).optional()
/** What somebody typed into a search field. */
export const words = z.string().trim().max(100).optional()
/** A day, 2026-11-27. */
export const day = z.iso.date().optional()

/**
 * Of rows that were read whole, those that the query asks for, in its order: with what was typed in their `words`, for which `holds`;
 * by the column's own `keys`, numbers or words.
 */
export function sift<R>(
  { filters, sort }: ListQuery<{ q?: string | undefined }>,
  rows: readonly R[],
  by: { words?(row: R): string; holds?(row: R): boolean; keys?: Record<string, (row: R) => string | number> },
): R[] {
  const { q: typed } = filters
  const found = rows.filter((r) => (!typed || !by.words || by.words(r).includes(typed)) && (by.holds?.(r) ?? true))
  const key = sort && by.keys?.[sort.by]
  if (!key) return found
  const way = sort.down ? -1 : 1
  return found.sort((a, b) => {
    const [x, y] = [key(a), key(b)]
    return way * (typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y), 'zh'))
  })
}
