import type { CaseView } from '../../kernel/cases/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

import { type Ending, endingWords } from '../licences/contract.ts'
import { conclusionWords } from './site-visit/words.ts'

/** What the scale of an approval draws. */
export const SCALE = { statutory: 'statutory', promised: 'promised' }

const OUTCOME: Record<string, Text> = {
  grant: text('准予', 'granted'),
  refuse: text('不予许可', 'refused'),
}

/** Words after an act's title: its outcome, where it has one. */
export function adds({ type, facts }: CaseView['acts'][number]): Text | undefined {
  const outcome = OUTCOME[String(facts.outcome)]
  const advice = OUTCOME[String(facts.advice)]
  if (type === 'case.accepted' && facts.by === 'silence') return text('（逾期未告知，视为受理）', ' (by silence)')
  const arrived = facts.arrival as { number: number; limit: number } | undefined
  if (arrived)
    return text(
      `：第 ${arrived.number} 个到达，名额 ${arrived.limit}`,
      `: number ${arrived.number} to arrive, ${arrived.limit} places`,
    )
  const place = facts.quota as { place: number; limit: number } | undefined
  if (place)
    return text(
      `：准予，第 ${place.place} 个名额，共 ${place.limit}`,
      `: granted, place ${place.place} of ${place.limit}`,
    )
  if (type === 'case.decided' && outcome) return text(`：${outcome.zh}`, `: ${outcome.en}`)
  if (type === 'case.reviewed' && advice) return text(`：建议${advice.zh}`, `: advice ${advice.en}`)
  if (type === 'case.handed-up' && advice) return text(`：建议${advice.zh}`, `: advice ${advice.en}`)
  if (type === 'case.taken-over' && facts.outcome === 'return') return text('：退回补充', ': returned')
  if (type === 'file.received')
    return facts.outcome === 'return'
      ? text(`：${facts.by} 退回补充`, `: ${facts.by} returned it`)
      : text(`：${facts.by} 已收到`, `: received as ${facts.by}`)
  if (type === 'withdrawal.answered')
    return facts.outcome === 'taken'
      ? text('：已撤回', ': withdrawn')
      : text('：已决定，不能撤回', ': decided, too late')
  if (type === 'special-procedure.started')
    return text(`：预计 ${facts.days} 个工作日，不计入期限`, `: about ${facts.days} working days, not counted`)
  if (type === 'opinion.given')
    return facts.opinion === 'agree' ? text('：同意', ': agrees') : text('：不同意', ': disagrees')
  if (type === 'site-visit.called') return text(`：${facts.on} ${facts.time}`, `: ${facts.on} ${facts.time}`)
  if (type === 'site-visit.found') {
    const found = conclusionWords[facts.conclusion as keyof typeof conclusionWords]
    return found && text(`：${found.zh}`, `: ${found.en}`)
  }
  if (type === 'deferral.due')
    return Number(facts.missing) > 0
      ? text(`：还缺 ${facts.missing} 份`, `: ${facts.missing} missing`)
      : text('：已补齐', ': all there')
  if (type === 'promise.checked') return facts.outcome === 'kept' ? text('：属实', ': kept') : text('：不实', ': false')
  if (type === 'licence.ended') {
    const said = endingWords[facts.how as Ending]
    return said && text(`：${said.zh}`, `: ${said.en}`)
  }
  return undefined
}
