import type { Lang, Rendered } from '../../../kernel/platform/index.ts'
import { sayDay, sayTime } from '../components.tsx'
import type { Column } from './list.tsx'

/** A cell that a spreadsheet would run as a formula is text: an apostrophe goes before it (OWASP, CSV injection);
 * Chinese spreadsheets run the wide signs as well. */
const cell = (value: unknown, lang: Lang): string => {
  const said =
    value === undefined || value === null
      ? ''
      : value instanceof Date
        ? sayTime(value, lang).slice(0, 10)
        : String(value)
  const safe = typeof value === 'string' && /^[=+\-@＝＋－＠\t\r\n]/.test(said) ? `'${said}` : said
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The columns of a list as CSV (RFC 4180); with the mark that makes spreadsheets read Chinese. */
export function csvOf<Row>(columns: Column<Row>[], rows: readonly Row[], lang: Lang): string {
  const written = columns.filter((c) => c.value)
  const lines = [
    written.map((c) => cell(c.title[lang], lang)),
    ...rows.map((r) => written.map((c) => cell(c.value!(r), lang))),
  ]
  return `\ufeff${lines.map((l) => l.join(',')).join('\r\n')}\r\n`
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
