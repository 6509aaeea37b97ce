import type { Lang, Text } from '../../../kernel/platform/index.ts'
import { sayIn } from '../say.ts'
import { type Drawing, draw } from './draw.ts'

export type FigureProps = Drawing & {
  lang: Lang
  /** What the picture shows, as a sentence. */
  caption: string
  /** Unit of the numbers, for the table's heading. */
  unit?: Text
  /** What a row of the table is: day, unit, month. */
  of?: Text
  /** A sparkline: no axes, no table; the numbers must stand beside it. */
  small?: boolean
}

/** A picture of numbers, drawn on the server as SVG in the page's own colours, with the same numbers as a table. No script. */
export function Figure(figure: FigureProps) {
  const { lang, caption, x, series, small, unit } = figure
  const t = sayIn(lang)
  const svg = draw(figure, lang, small ?? false)
  if (small) return <span class="spark" role="img" aria-label={caption} dangerouslySetInnerHTML={{ __html: svg }} />
  return (
    <figure class="figure">
      <div role="img" aria-label={caption} dangerouslySetInnerHTML={{ __html: svg }} />
      <figcaption>{caption}</figcaption>
      <details class="more">
        <summary>{t('用表格看这些数', 'The same numbers as a table')}</summary>
        <div class="scroll">
          <table class="table dense">
            <caption class="visually-hidden">{caption}</caption>
            <thead>
              <tr>
                <th scope="col">{figure.of ? t(figure.of) : <span class="visually-hidden">{t('项', 'Row')}</span>}</th>
                {series.map((s) => (
                  <th scope="col" class="num">
                    {t(s.name)}
                    {unit && t(`（${unit.zh}）`, ` (${unit.en})`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {x.map((label, i) => (
                <tr>
                  <th scope="row">{label}</th>
                  {series.map((s) => (
                    <td class="num">{s.values[i] ?? '—'}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}
