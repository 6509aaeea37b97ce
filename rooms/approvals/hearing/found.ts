import { caseAt } from '../../../kernel/cases/index.ts'
import { type Findable, text } from '../../../kernel/platform/index.ts'
import { hearingPath } from './hearing.tsx'

/** Hearings that were announced (行政许可法 arts. 46, 48), by item and number: who applied is not said. */
export const foundHearings: Findable = {
  kind: 'hearing',
  version: 1,
  title: text('听证公告', 'Hearings'),
  weight: 1,
  on: ['licence-hearing.offered', 'licence-hearing.called'],
  async entries(act, { tx }) {
    const { found, item } = await caseAt(tx, { caseId: act.subjectId })
    if (!item) return []
    const { on, time, place } = act.public
    return [
      {
        key: found.number,
        title: text(`听证：${item.content.name.zh}`, `Hearing: ${item.content.name.en}`),
        line: on
          ? text(`${on} ${time}，${place} · ${found.number}`, `${on} ${time}, ${place} · ${found.number}`)
          : text(`听证权利告知 · ${found.number}`, `Right to a hearing · ${found.number}`),
        more: found.number,
        href: hearingPath(found.number),
        unit: found.unit,
        at: act.happenedAt,
      },
    ]
  },
}
