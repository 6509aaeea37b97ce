import type { Count } from '../../../kernel/calendar/index.ts'
import { type Text, text } from '../../../kernel/platform/text.ts'

export type LightOf = Text & { colour: 'green' | 'yellow' | 'red' | 'off' }

/** What a running clock shows at a glance. Supervision's rules decide on cards; this only reads the clock, in the clock's own unit. */
export function lightOf(c: Count): LightOf {
  const [zh, one, many] = {
    hours: ['小时', 'hour', 'hours'],
    'working-days': ['个工作日', 'working day', 'working days'],
    'calendar-days': ['天', 'day', 'days'],
  }[c.counts] as [string, string, string]
  const said = (n: number) => `${n} ${n === 1 ? one : many}`
  if (c.overdue) {
    const late = c.used - c.allowed
    return { ...text(`逾期 ${late} ${zh}`, `${said(late)} late`), colour: 'red' }
  }
  if (c.due === undefined) return { ...text('计时暂停', 'suspended'), colour: 'off' }
  if (c.remaining === 0) return { ...text('今天到期', 'due today'), colour: 'yellow' }
  return {
    ...text(`还剩 ${c.remaining} ${zh}`, `${said(c.remaining)} left`),
    colour: c.remaining === 1 ? 'yellow' : 'green',
  }
}
