// A table as a file: what spreadsheets and registers of other offices write. Browser-safe.

/** UTF-8 with or without its mark, or GB 18030 as Chinese banks and spreadsheets write. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\ufeff/, '')
  } catch {
    return new TextDecoder('gb18030').decode(bytes).replace(/^\ufeff/, '')
  }
}

/** Rows of RFC 4180, quotes and line ends inside quotes included, empty rows left out unless `all`; undefined where a quote is left open. */
export function csvRows(csv: string, all = false): string[][] | undefined {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const end = () => {
    rows.at(-1)!.push(cell.replace(/\r$/, ''))
    cell = ''
  }
  for (let i = 0; i < csv.length; i++) {
    const c = csv[i]!
    if (quoted && c === '"' && csv[i + 1] === '"') cell += csv[++i]
    else if (c === '"' && (quoted || cell === '')) quoted = !quoted
    else if (!quoted && (c === ',' || c === '\n')) {
      end()
      if (c === '\n') rows.push([])
    } else cell += c
  }
  if (quoted) return undefined
  end()
  return all ? rows : rows.filter((r) => r.some((c) => c.trim() !== ''))
}

/** A cell of RFC 4180. */
export const csvCell = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows of RFC 4180, with the mark that makes spreadsheets read Chinese. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((r) => `${r.map(csvCell).join(',')}\r\n`).join('')}`

/** A text that a spreadsheet would run as a formula gets an apostrophe (OWASP, CSV injection); Chinese ones run the wide signs as well. */
export const textCell = (text: string): string => (/^[=+\-@＝＋－＠\t\r\n]/.test(text) ? `'${text}` : text)

/** A cell as it was meant: ="…" and a leading apostrophe keep a spreadsheet from changing its digits. */
export const plainCell = (cell: string | undefined): string =>
  (cell ?? '')
    .trim()
    .replace(/^="(.*)"$/, '$1')
    .replace(/^'/, '')
    .trim()
