import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { application } from '../application.kind.ts'
import { decide, deskApplication } from '../open.contract.ts'
import { catalogue, deskApplications } from '../paths.ts'
import type { ApplicationForm } from '../portal/application.tsx'

export default officerPage({
  view: deskApplication,
  kind: application,
  path: deskApplications,
  list: text('加入框架协议的申请', 'Applications to frameworks'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => {
    const f = c.form as ApplicationForm
    return [
      [p.t('框架协议', 'Framework'), f.title[p.lang]],
      [p.t('信用代码', 'Credit code'), f.uscc],
      [p.t('怎样符合条件', 'How it meets the conditions'), f.words],
    ]
  },
  more: (c, p) => (
    <p class="links-row">
      <a href={`${catalogue}#${(c.form as ApplicationForm).agreement}`}>{p.t('公开页面', 'The public page')}</a>
    </p>
  ),
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    decide: {
      contract: decide,
      title: text('审核申请', 'Decide'),
      when: 'entry.decided',
      fields: fieldsOf(decide, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: { in: text('符合条件，入围', 'it fits: in'), refuse: text('不符合条件', 'it does not fit') },
        },
        words: { label: text('不符合的理由', 'Why it does not fit'), kind: 'lines', required: false },
      }),
      tells: () =>
        text(
          '收到申请以后七个工作日内（期限未核实）。入围以后各单位就能向它订购。',
          'Within seven working days (not confirmed). Once in, every unit can order from it.',
        ),
    },
  },
})
