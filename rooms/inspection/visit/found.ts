import { caseAt } from '../../../kernel/cases/index.ts'
import { type Findable, text } from '../../../kernel/platform/index.ts'
import type { Inspection } from '../case.kind.ts'
import { resultPath } from '../paths.ts'
import { conclusions } from '../words.ts'

/** Results of inspections as they are published, and as an objection corrected them. */
export const found: Findable = {
  kind: 'inspection',
  version: 1,
  title: text('检查结果', 'Inspection results'),
  weight: 1,
  on: ['inspection.published', 'inspection.objection-answered'],
  async entries(act, { tx }) {
    const { found, facts, parties } = await caseAt<Inspection>(tx, { caseId: act.subjectId })
    const subject = parties.find((p) => p.role === 'subject')
    if (!facts.published || !facts.conclusion || !subject) return []
    const said = conclusions[facts.conclusion]!
    return [
      {
        key: found.number,
        title: text(subject.name, subject.name),
        line: text(`检查结果：${said.zh} · ${found.number}`, `Inspected: ${said.en} · ${found.number}`),
        more: `${facts.uscc} 检查`,
        href: resultPath(found.number),
        unit: found.unit,
        at: act.happenedAt,
      },
    ]
  },
}
