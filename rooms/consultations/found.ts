import { caseById } from '../../kernel/cases/index.ts'
import { findUnit } from '../../kernel/identity/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'
import * as paths from './paths.ts'
import { titleOf } from './routes.ts'

/** Published questions, and the way to ask what is not among them. */
export const found: Findable = {
  kind: 'question',
  version: 1,
  title: text('常见问答', 'Questions'),
  weight: 2,
  on: ['ticket.shared', 'unit.defined'],
  async entries(act, { tx }) {
    if (act.type === 'unit.defined') {
      const unit = await findUnit(tx, act.public.code)
      if (unit?.level !== 'city' || unit.kind !== 'office') return []
      return [
        {
          key: 'consult',
          title: text('咨询投诉', 'Questions and complaints'),
          line: text(
            '一张表，不用分类；谁在办、哪天答复都看得到。',
            'One form, no category; you see who handles it, and by which day.',
          ),
          more: '12345 热线 求助 建议 反映问题 市长信箱',
          href: paths.portal,
          at: act.happenedAt,
          weight: 3,
        },
      ]
    }
    const { title, question, answer, class: of } = act.public
    const its = await caseById(tx, act.subjectId)
    if (!its) return []
    return [
      {
        key: act.subjectId,
        title: text(title, title),
        line: text(String(answer).slice(0, 200), String(answer).slice(0, 200)),
        more: `${question} ${answer} ${titleOf(of).zh}`,
        href: `${paths.answers}/${its.number}`,
        unit: its.unit,
        at: act.happenedAt,
      },
    ]
  },
}
