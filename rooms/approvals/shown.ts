import type { CaseView } from '../../kernel/cases/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** What the scale of an approval draws. */
export const SCALE = { statutory: 'statutory', promised: 'promised' }

const OUTCOME: Record<string, Text> = {
  grant: text('准予', 'granted'),
  refuse: text('不予许可', 'refused'),
}

/** Words after an act's title: its outcome, where it has one. */
export function adds({ type, facts }: CaseView['acts'][number]): Text | undefined {
  const outcome = OUTCOME[facts.outcome]
  const advice = OUTCOME[facts.advice]
  if (type === 'case.accepted' && facts.by === 'silence') return text('（逾期未告知，视为受理）', ' (by silence)')
  if (type === 'case.decided' && outcome) return text(`：${outcome.zh}`, `: ${outcome.en}`)
  if (type === 'case.reviewed' && advice) return text(`：建议${advice.zh}`, `: advice ${advice.en}`)
  if (type === 'special-procedure.started')
    return text(`：预计 ${facts.days} 个工作日，不计入期限`, `: about ${facts.days} working days, not counted`)
  return undefined
}
