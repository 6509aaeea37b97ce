import { findUnit } from '../../kernel/identity/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'
import * as paths from './paths.ts'

/** Answers that were made public for all, and the way to ask for what is not. */
export const found: Findable = {
  kind: 'answer',
  version: 1,
  title: text('公开的答复', 'Answers'),
  weight: 2,
  on: ['request.replied', 'unit.defined'],
  async entries(act, { tx }) {
    const { shared } = act.public
    if (act.type === 'unit.defined') {
      const unit = await findUnit(tx, act.public.code)
      if (unit?.level !== 'city' || unit.kind !== 'office') return []
      return [
        {
          key: 'ask',
          title: text('依申请公开政府信息', 'Government information on request'),
          line: text(
            '请政府提供您需要而没有主动公布的信息，不用说明理由。',
            'Ask for government information that is not yet published; no reasons needed.',
          ),
          more: '政府信息公开申请 公开申请',
          href: paths.portal,
          at: act.happenedAt,
          weight: 3,
        },
      ]
    }
    if (!shared) return []
    return [
      {
        key: act.subjectId,
        title: text(shared.title, shared.title),
        line: text(shared.answer.slice(0, 200), shared.answer.slice(0, 200)),
        more: shared.answer,
        href: `${paths.portal}/answers/${act.id}`,
        at: act.happenedAt,
      },
    ]
  },
}
