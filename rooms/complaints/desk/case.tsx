import type { CaseView } from '../../../kernel/cases/index.ts'
import { postsOfUnits, units } from '../../../kernel/identity/index.ts'
import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, serviceOf } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { findings } from '../answer.ts'
import { complaint } from '../case.kind.ts'
import * as contract from '../contract.ts'
import { handles } from '../office.rules.ts'
import { desk } from '../paths.ts'

const answering = (c: CaseView) => c.mine.includes('complaint.answered')
const closing = (c: CaseView) => c.mine.includes('complaint.closed')

export default officerPage({
  kind: complaint,
  path: desk,
  list: text('投诉', 'Complaints'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => [
    [p.t('反映的情况', 'What happened'), c.acts[0]?.why ?? ''],
    ...(c.form.about ? [[p.t('办件编号', 'Case'), String(c.form.about)] as [string, string]] : []),
    ...(c.parent ? [[p.t('复查的投诉', 'Reviews'), c.parent] as [string, string]] : []),
  ],
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    assign: {
      contract: contract.assign,
      title: text('指定承办单位', 'Assign'),
      when: 'complaint.assigned',
      fields: [{ name: 'unit', kind: 'choice', label: text('承办单位', 'Unit'), options: [], decides: true }],
      async options({ tx }, c) {
        const posts = await postsOfUnits(tx)
        const about = c.acts[0]?.facts.about
        const offices = (await units(tx)).filter((u) => u.code !== about && handles(posts, u.code))
        return { unit: offices.map((u) => ({ value: u.code, text: u.name })) }
      },
      next: desk,
    },
    answer: {
      contract: contract.answer,
      title: text('出具答复书', 'Issue the answer'),
      when: answering,
      fields: fieldsOf(contract.answer, {
        finding: { label: text('处理意见', 'Opinion'), options: findings },
        answer: { label: text('查明的事实、意见和依据', 'Facts, opinion and basis'), kind: 'lines', lines: 8 },
      }),
    },
    extend: {
      contract: contract.extend,
      title: text('延长办理期限', 'Extend the limit'),
      when: (c) => answering(c) && !c.parent && !c.acts.some((a) => a.type === 'complaint.extended'),
      fields: fieldsOf(contract.extend, {
        days: { label: text('延长几天', 'Days'), kind: 'number' },
        reason: { label: text('理由（告知投诉人）', 'Reason, told to the complainant'), kind: 'lines' },
      }),
      tells: () =>
        text('只能一次，不超过三十日（信访工作条例第三十四条）。', 'Once, by thirty days at most (art. 34).'),
    },
    serve: serviceOf(closing),
    close: {
      contract: contract.close,
      title: text('办结', 'Close'),
      when: (c) => closing(c) && c.documents.every((d) => d.served),
    },
  },
})
