import { caseById, findCase } from '../../kernel/cases/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'
import { itemOf } from './items.ts'
import * as paths from './paths.ts'

/** Published documents; one that was amended or withdrawn is gone. */
export const found: Findable = {
  kind: 'publication',
  version: 1,
  title: text('公开的文件', 'Documents'),
  weight: 2,
  on: ['information.published', 'information.withdrawn'],
  async entries(act, { tx }) {
    if (act.type === 'information.withdrawn') return [{ key: act.subjectId, gone: true }]
    const its = await caseById(tx, act.subjectId)
    if (!its) return []
    const { title, summary, body, item, amends } = act.public
    const before = amends ? await findCase(tx, amends) : undefined
    return [
      ...(before ? [{ key: before.id, gone: true as const }] : []),
      {
        key: act.subjectId,
        title: text(title, title),
        line: text(summary, summary),
        more: `${itemOf(item)?.title.zh ?? ''} ${body}`,
        href: `${paths.portal}/${its.number}`,
        unit: its.unit,
        at: act.happenedAt,
      },
    ]
  },
}
