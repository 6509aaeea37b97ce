import { type Findable, text } from '../../kernel/platform/index.ts'
import type { ProjectForm } from './contract.ts'
import { portal } from './paths.ts'

/** Every project from its proposal on, by name, code and place. */
export const found: Findable = {
  kind: 'project',
  version: 1,
  title: text('政府投资项目', 'Investment projects'),
  weight: 2,
  on: ['project.proposed'],
  async entries(act) {
    const form = act.public.form as ProjectForm
    return [
      {
        key: act.subjectId,
        title: text(form.name, form.nameEn),
        line: text(`${form.place} · ${form.scale}`.slice(0, 200), `${form.code} · ${form.place}`.slice(0, 200)),
        more: `${form.code} ${form.place} 政府投资 重大项目`,
        href: `${portal}/${act.public.number}`,
        ...(act.actor.kind === 'post' ? { unit: act.actor.unitCode } : {}),
        at: act.happenedAt,
      },
    ]
  },
}
