import { csvText, type Lang, type Rendered, textCell } from '../../../kernel/platform/index.ts'
import { sayDay, sayTime } from '../components.tsx'
import type { Column } from './list.tsx'

const cell = (value: unknown, lang: Lang): string => {
  const said =
    value === undefined || value === null
      ? ''
      : value instanceof Date
        ? sayTime(value, lang).slice(0, 10)
        : String(value)
  return typeof value === 'string' ? textCell(said) : said
}

/** The columns of a list as CSV. */
export function csvOf<Row>(columns: Column<Row>[], rows: readonly Row[], lang: Lang): string {
  const written = columns.filter((c) => c.value)
  return csvText([
    written.map((c) => cell(c.title[lang], lang)),
    ...rows.map((r) => written.map((c) => cell(c.value!(r), lang))),
  ])
}

/** What a page answers when its list is wanted as a file. */
export function csvFile<Row>(
  title: { zh: string; en: string },
  columns: Column<Row>[],
  rows: readonly Row[],
  p: { lang: Lang; clock: { now(): Date } },
): Rendered {
  const name = `${title[p.lang].replace(/[\\/:*?"<>|]/g, ' ')} ${sayDay(p.clock.now(), p.lang).slice(0, 10)}.csv`
  return {
    title,
    bytes: { data: new TextEncoder().encode(csvOf(columns, rows, p.lang)), type: 'text/csv; charset=utf-8', name },
  }
}
