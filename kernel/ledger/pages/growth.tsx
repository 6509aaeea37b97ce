import { hourOf } from '../tally.ts'

/** Leaves a day as bars: an SVG with its numbers in the text beside it. */
export function Growth({ days, label }: { days: { day: string; n: number }[]; label: string }) {
  const most = Math.max(1, ...days.map((d) => d.n))
  const w = 700 / Math.max(days.length, 1)
  return (
    <svg class="scale" viewBox="0 0 720 110" role="img" aria-label={label}>
      {days.map((d, i) => (
        <rect
          class="worked"
          x={10 + i * w}
          width={Math.max(1, w - 2)}
          y={84 - (d.n / most) * 70}
          height={(d.n / most) * 70}
        >
          <title>
            {d.day}: {d.n}
          </title>
        </rect>
      ))}
      <line class="base" x1="10" x2="710" y1="84" y2="84" />
      <text x="10" y="102">
        {days[0]?.day}
      </text>
      <text x="710" y="102" text-anchor="end">
        {days.at(-1)?.day}
      </text>
    </svg>
  )
}

/** Every one of the last 48 hours, also those without any. */
export function lastHours(now: Date, counted: { hour: string; n: number }[]): { day: string; n: number }[] {
  const known = new Map(counted.map((h) => [h.hour, h.n]))
  return Array.from({ length: 48 }, (_, i) => {
    const hour = hourOf(new Date(now.getTime() - (47 - i) * 3_600_000))
    return { day: `${hour.slice(5)}:00`, n: known.get(hour) ?? 0 }
  })
}

/** Entries by unit as bars with their names and numbers; read as a table where bars are not seen. */
export function Units({ units, label }: { units: { name: string; n: number }[]; label: string }) {
  const most = Math.max(1, ...units.map((u) => u.n))
  return (
    <svg class="scale" viewBox={`0 0 720 ${units.length * 26 + 6}`} role="img" aria-label={label}>
      <title>{units.map((u) => `${u.name} ${u.n}`).join('；')}</title>
      {units.map((u, i) => (
        <>
          <text x="0" y={i * 26 + 18}>
            {u.name}
          </text>
          <rect class="worked" x="300" y={i * 26 + 6} width={(u.n / most) * 360} height="16" />
          <text x={308 + (u.n / most) * 360} y={i * 26 + 18}>
            {u.n}
          </text>
        </>
      ))}
    </svg>
  )
}
