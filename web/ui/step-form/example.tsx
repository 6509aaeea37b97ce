import { Problem } from '../../../kernel/platform/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import type { Example } from '../example.ts'
import { sayIn } from '../say.ts'
import { StepForm } from './step-form.tsx'

export const example: Example = {
  name: 'step-form',
  title: text('办一步的表', 'Step form'),
  line: text(
    '从契约的输入生成；要做决定的选项从不预先选好；出错后填的都在。',
    'From a contract’s input; a choice that decides is never pre-selected; after an error all is still there.',
  ),
  render(p) {
    const t = sayIn(p.lang)
    const refused = {
      action: 'decide',
      values: { reason: t('消防通道', 'Fire lane') },
      problem: new Problem('INVALID', { status: 422, ...text('有一处要改。', 'One entry needs a change.') }),
      fields: { outcome: text('请选一个。', 'Please choose one.') },
    }
    return (
      <StepForm
        p={{ ...p, form: refused }}
        name="decide"
        button={t('作出决定', 'Decide')}
        tells={t('决定后十个工作日内送达。', 'To be served within ten working days.')}
        fields={[
          {
            name: 'outcome',
            kind: 'choice',
            decides: true,
            label: text('决定', 'Decision'),
            options: [
              { value: 'grant', text: text('准予', 'Grant') },
              { value: 'refuse', text: text('不予许可', 'Refuse') },
            ],
          },
          {
            name: 'reason',
            kind: 'lines',
            label: text('理由', 'Reason'),
            hint: text('不予许可必须写明。', 'A refusal needs it.'),
          },
          { name: 'fee', kind: 'money', label: text('费用', 'Fee'), required: false },
          { name: 'day', kind: 'day', label: text('从哪天起', 'From'), required: false },
        ]}
      />
    )
  },
}
