import type { Count, Step } from '../../kernel/calendar/index.ts'
import type { Lang } from '../../kernel/platform/index.ts'

type Props = { statutory?: Count | undefined; promised?: Count | undefined; today: string; lang: Lang; small?: boolean }

/**
 * The shadow scale: working days from acceptance to the limit. Worked days are filled, suspended days hatched, holidays gaps,
 * today is the gnomon; the promised and the statutory limit are two marks. Drawn by the server; the text says the same.
 */
export function ShadowScale({ statutory, promised, today, lang, small }: Props) {
  const main = statutory ?? promised
  if (!main) return null
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const steps = main.steps.slice(1)
  const days = steps.filter((s) => s.what !== 'weekend')
  const last = days.at(-1)
  if (!last) return null
  const most = small ? 150 : 760
  const height = small ? 18 : 106
  const left = small ? 1 : 14
  const cell = Math.min(small ? 9 : 26, (most - left * 2) / Math.max(days.length, 1))
  // As wide as its days, so that a phone shows a short limit at full size.
  const width = small ? most : Math.max(340, left * 2 + cell * days.length)
  const base = small ? 14 : 58
  const bar = small ? 8 : 18
  const x = (i: number) => left + i * cell
  const end = (day: string | undefined) => {
    const i = day === undefined ? -1 : days.findIndex((s) => s.day === day)
    return i < 0 ? undefined : x(i + 1)
  }
  const todayAt = Math.max(0, days.filter((s) => s.day <= today).length)
  const label = t(
    `共 ${main.allowed} 日，已用 ${main.used} 日，${main.finished ? '已办' : main.suspended ? '计时暂停' : main.overdue ? `逾期 ${main.used - main.allowed} 日` : `还剩 ${main.remaining} 日`}${main.due ? `，期限 ${main.due}` : ''}`,
    `${main.allowed} days, ${main.used} used, ${main.finished ? 'done' : main.suspended ? 'suspended' : main.overdue ? `${main.used - main.allowed} overdue` : `${main.remaining} left`}${main.due ? `, due ${main.due}` : ''}`,
  )
  return (
    <svg
      class={small ? 'scale-row' : 'scale'}
      viewBox={`0 0 ${width} ${height}`}
      width={small ? undefined : width}
      role="img"
      aria-label={label}
    >
      {days.map((s, i) => drawDay(s, x(i), base, cell, bar, s.day <= today, main))}
      <line class="base" x1={left} x2={x(days.length)} y1={base} y2={base} />
      {promised?.due && end(promised.due) !== undefined && (
        <line
          class="mark"
          x1={end(promised.due)}
          x2={end(promised.due)}
          y1={base - bar - (small ? 2 : 8)}
          y2={base + (small ? 3 : 8)}
        />
      )}
      {statutory?.due && end(statutory.due) !== undefined && (
        <line
          class="mark-law"
          x1={end(statutory.due)}
          x2={end(statutory.due)}
          y1={base - bar - (small ? 2 : 8)}
          y2={base + (small ? 3 : 8)}
        />
      )}
      {todayAt <= days.length && <line class="gnomon" x1={x(todayAt)} x2={x(todayAt)} y1={small ? 0 : 14} y2={base} />}
      {!small && (
        <>
          <text class="now" x={Math.min(Math.max(x(todayAt), 40), width - 40)} y={10} text-anchor="middle">
            {t('今天', 'today')} {today.slice(5)}
          </text>
          <text x={left} y={base + 24}>
            {main.start.slice(5)}
          </text>
          {promised?.due && end(promised.due) !== undefined && (
            <text x={end(promised.due)} y={base + 24} text-anchor={end(promised.due)! < 150 ? 'start' : 'end'}>
              {t('承诺', 'promised')} {promised.due.slice(5)}
            </text>
          )}
          {statutory?.due && end(statutory.due) !== undefined && (
            <text x={end(statutory.due)} y={base + 40} text-anchor={end(statutory.due)! < 150 ? 'start' : 'end'}>
              {t('法定', 'statutory')} {statutory.due.slice(5)}
            </text>
          )}
        </>
      )}
    </svg>
  )
}

function drawDay(s: Step, x: number, base: number, cell: number, bar: number, past: boolean, main: Count) {
  const pad = cell > 8 ? 2 : 0.5
  const box = { x: x + pad, y: base - bar, width: Math.max(cell - pad * 2, 1), height: bar }
  const title = <title>{s.day}</title>
  if (s.what === 'holiday' || s.what === 'rolled') return null
  if (s.what === 'suspended')
    return (
      <g>
        {title}
        {[0.25, 0.5, 0.75, 1].map((f) => (
          <line class="hatch" x1={box.x} y1={base - bar * f + bar * 0.25} x2={box.x + box.width} y2={base - bar * f} />
        ))}
      </g>
    )
  const over = main.due !== undefined && s.day > main.due
  return (
    <rect class={past ? (over ? 'over' : 'worked') : 'ahead'} {...box}>
      {title}
    </rect>
  )
}

/** Every day of a count in words: counted with its ordinal, or why it does not count. */
export function DayList({ count, lang }: { count: Count; lang: Lang }) {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  const say = (s: Step) => {
    switch (s.what) {
      case 'start':
        return t('起算（当日不计）', 'start, not counted')
      case 'counted':
        return (
          t(`第 ${s.ordinal} 日`, `day ${s.ordinal}`) +
          (s.makeUp ? t(' 调休', ' make-up') : '') +
          (s.provisional ? t(' 暂定', ' provisional') : '')
        )
      case 'weekend':
        return t('周末', 'weekend')
      case 'holiday':
        return s.name?.[lang] ?? t('节假日', 'holiday')
      case 'suspended':
        return t('暂停：', 'suspended: ') + (s.name?.[lang] ?? '')
      case 'restart':
        return t('重新起算：', 'begins anew: ') + (s.name?.[lang] ?? '')
      case 'extended':
        return t('延长：', 'extended: ') + (s.name?.[lang] ?? '')
      case 'ends':
      case 'rolled':
        return s.name?.[lang]
    }
  }
  return (
    <ol class="days">
      {count.steps.map((s) => (
        <li class={s.what === 'counted' ? 'counted' : ''}>
          <span class="num">{s.day.slice(5)}</span> {say(s)}
        </li>
      ))}
    </ol>
  )
}
