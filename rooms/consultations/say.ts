import type { CaseView } from '../../kernel/cases/index.ts'
import { type Text, text } from '../../kernel/platform/index.ts'
import { ways } from './routes.ts'

/** What an act's title leaves open: returned rather than signed, by words or by a person, into which. */
export function sayAct({ type, facts }: Pick<CaseView['acts'][number], 'type' | 'facts'>): Text | undefined {
  if (type === 'ticket.signed' && facts.outcome === 'return') return text('退回', 'returned')
  if (type === 'ticket.rated')
    return facts.outcome === 'reopen'
      ? text('没有解决，要求重办', 'not solved, to be done anew')
      : text('满意', 'satisfied')
  if (type !== 'ticket.assigned') return undefined
  if (facts.outcome === 'merge') return text(`并入 ${facts.into}`, `put with ${facts.into}`)
  const way = ways.find((w) => w.code === facts.way)
  if (way) return text(`应走：${way.title.zh}`, `its way: ${way.title.en}`)
  return facts.how === 'words' ? text('按内容自动派单', 'by its words') : text('由热线派单', 'by the hotline')
}
