import { caseAt } from '../../kernel/cases/index.ts'
import { type Findable, text } from '../../kernel/platform/index.ts'
import type { LotForm } from './contract.ts'
import { portal } from './paths.ts'

/** Lots from their notice on; a deal once it is disclosed. */
export const found: Findable = {
  kind: 'lot',
  version: 1,
  title: text('土地和矿业权', 'Land and mining rights'),
  weight: 2,
  on: ['land.announced', 'land.disclosed'],
  async entries(act, { tx }) {
    const { found, acts } = await caseAt(tx, { caseId: act.subjectId })
    const form: LotForm | undefined = acts.find((a) => a.type === 'land.planned')?.public.form
    if (!form) return []
    const deal = act.type === 'land.disclosed'
    return [
      {
        key: found.number,
        title: text(form.title, form.titleEn),
        line: text(
          `${deal ? '成交公示' : '出让公告'} · ${form.place} · ${found.number}`,
          `${deal ? 'Deal' : 'Notice of sale'} · ${form.place} · ${found.number}`,
        ),
        more: `${form.place} ${form.use} 出让 竞买 成交`.slice(0, 500),
        href: `${portal}/${found.number}`,
        unit: found.unit,
        at: act.happenedAt,
      },
    ]
  },
}
