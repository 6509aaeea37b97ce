import { caseById } from '../../../kernel/cases/index.ts'
import { type Findable, text } from '../../../kernel/platform/index.ts'
import * as paths from '../paths.ts'

/** Penalty decisions while they are on display: what was withdrawn or annulled goes with its act. */
export const found: Findable = {
  kind: 'penalty',
  version: 1,
  title: text('处罚决定', 'Penalty decisions'),
  weight: 1,
  on: ['penalty.published', 'publication.withdrawn', 'penalty.annulled'],
  async entries(act, { tx, clock }) {
    const at = await caseById(tx, act.subjectId)
    if (!at) return []
    const { subject, uscc, conduct, decision, until } = act.public
    if (act.type === 'penalty.annulled' && act.public.what === 'upheld') return []
    if (act.type !== 'penalty.published' || until < clock.now().toISOString().slice(0, 10))
      return [{ key: at.number, gone: true }]
    return [
      {
        key: at.number,
        title: text(`${subject} ${conduct.zh}`, `${subject}: ${conduct.en}`),
        line: text(`${decision}${uscc ? ` · ${uscc}` : ''}`, `${decision}${uscc ? ` · ${uscc}` : ''}`),
        href: `${paths.published}/${at.number}`,
        unit: at.unit,
        at: act.happenedAt,
      },
    ]
  },
}
