import type { Count } from '../../kernel/calendar/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** What a running clock shows at a glance. The supervision room's rules decide on cards; this only reads the clock. */
export function lightOf(c: Count): Text & { colour: 'green' | 'yellow' | 'red' | 'off' } {
  if (c.overdue)
    return { ...text(`逾期 ${c.used - c.allowed} 个工作日`, `${c.used - c.allowed} working days late`), colour: 'red' }
  if (c.due === undefined) return { ...text('计时暂停', 'suspended'), colour: 'off' }
  if (c.remaining <= 1)
    return {
      ...text(
        c.remaining === 0 ? '今天到期' : '还剩 1 个工作日',
        c.remaining === 0 ? 'due today' : '1 working day left',
      ),
      colour: 'yellow',
    }
  return { ...text(`还剩 ${c.remaining} 个工作日`, `${c.remaining} working days left`), colour: 'green' }
}
