import { caseAt } from '../../kernel/cases/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'
import { portal } from './paths.ts'
import type { Tender } from './tender.fold.ts'

/** Tenders from their notice on, and what became of them. */
export const found: Findable = {
  kind: 'tender',
  version: 1,
  title: text('工程招标', 'Construction tenders'),
  weight: 2,
  on: ['tender.announced', 'tender.awarded'],
  async entries(act, { tx }) {
    const { found, facts } = await caseAt<Tender>(tx, { caseId: act.subjectId })
    const { form } = facts
    if (!form) return []
    const done = act.type === 'tender.awarded'
    return [
      {
        key: found.number,
        title: text(form.title, form.titleEn),
        line: text(
          `${done ? '已定标' : '招标公告'} · ${form.place} · ${found.number}`,
          `${done ? 'Awarded' : 'Notice'} · ${form.place} · ${found.number}`,
        ),
        more: `${form.place} ${form.scope} 招标 投标 中标 工程`.slice(0, 500),
        href: `${portal}/${found.number}`,
        unit: found.unit,
        at: act.happenedAt,
      },
    ]
  },
}
