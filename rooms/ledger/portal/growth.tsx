import { hoursBefore } from '../../../kernel/ledger/index.ts'
import type { Lang } from '../../../kernel/platform/index.ts'

type Bar = { when: string; n: number }

/**
 * Entries over time as bars that fill any width; the words under them are text, so that a phone shows them at full size, and the
 * numbers stand in a list for those who read rather than look.
 */
export function Growth({ bars, label, lang }: { bars: Bar[]; label: string; lang: Lang }) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const most = bars.reduce((a, b) => (b.n > a.n ? b : a), { when: '', n: 0 })
  return (
    <figure class="growth">
      <svg viewBox={`0 0 ${bars.length * 10} 72`} preserveAspectRatio="none" role="img" aria-label={label}>
        {bars.map((b, i) => (
          <rect
            class={b === most ? 'most' : 'bar'}
            x={i * 10 + 1}
            width="8"
            y={72 - (b.n / Math.max(1, most.n)) * 70}
            height={(b.n / Math.max(1, most.n)) * 70}
          >
            <title>
              {b.when}: {b.n}
            </title>
          </rect>
        ))}
      </svg>
      <figcaption>
        <span>{bars[0]?.when}</span>
        <span>{most.n > 0 && t(`最多 ${most.n} 条：${most.when}`, `most: ${most.n}, ${most.when}`)}</span>
        <span>{bars.at(-1)?.when}</span>
      </figcaption>
      <details>
        <summary>{t('看数字', 'The numbers')}</summary>
        <ol class="days">
          {bars
            .filter((b) => b.n > 0)
            .map((b) => (
              <li>
                <span class="num">{b.when}</span> <b class="num">{b.n}</b>
              </li>
            ))}
        </ol>
      </details>
    </figure>
  )
}

/** Every one of the 48 hours up to the newest counted, also those without any. */
export function lastHours(counted: { hour: string; n: number }[]): Bar[] {
  const known = new Map(counted.map((h) => [h.hour, h.n]))
  const newest = counted.at(-1)?.hour
  return newest === undefined
    ? []
    : hoursBefore(newest, 48).map((hour) => ({ when: `${hour.slice(5)}:00`, n: known.get(hour) ?? 0 }))
}

/** Counts with their names as a table whose last column is a picture of them. */
export function Counts({ rows, head, caption }: { rows: Bar[]; head: [string, string]; caption: string }) {
  const most = Math.max(1, ...rows.map((r) => r.n))
  return (
    <table class="table dense counts">
      <caption class="visually-hidden">{caption}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{head[0]}</th>
          <th scope="col">{head[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((r) => (
          <tr>
            <th scope="row">{r.when}</th>
            <td class="num">{r.n}</td>
            <td aria-hidden="true">
              <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                <rect class="bar" width={(r.n / most) * 100} height="10" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
