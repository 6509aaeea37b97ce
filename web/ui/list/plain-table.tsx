import type { ComponentChildren } from 'preact'

export type PlainTableProps = {
  caption: string
  /** The caption is for screen readers alone: a heading says it already. */
  quiet?: boolean
  columns: { title: string; number?: boolean }[]
  /** A row's first cell is its heading. */
  rows: ComponentChildren[][]
}

/** A few rows that are neither sorted nor paged; on a phone each row is a card, as in a list. */
export function PlainTable({ caption, quiet, columns, rows }: PlainTableProps) {
  return (
    <div class="scroll">
      {/* biome-ignore-start lint/a11y/noRedundantRoles: as cards the rows are no table to a browser any more; the roles keep it one */}
      <table class="table dense cards-on-phone" role="table">
        <caption class={quiet ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((c) => (
              <th scope="col" role="columnheader" class={c.number ? 'num' : undefined}>
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((cells) => (
            <tr role="row">
              {cells.map((cell, i) => (
                <td
                  role="cell"
                  class={[columns[i]!.number && 'num', i === 0 && 'heading'].filter(Boolean).join(' ') || undefined}
                  data-title={i === 0 ? undefined : columns[i]!.title}
                >
                  {i === 0 ? <span>{cell}</span> : cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </div>
  )
}
