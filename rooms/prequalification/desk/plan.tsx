import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { OFFICER, specialties } from '../../tenders/contract.ts'
import { plan } from '../contract.ts'
import { desk } from '../paths.ts'

const fields = fieldsOf(plan, {
  title: text('项目名称', 'Name of the project'),
  titleEn: text('英文名称', 'Name in English'),
  scope: { label: text('招标范围', 'What will be tendered'), kind: 'lines' },
  conditions: {
    label: text('资格条件，一项一行', 'Conditions, one a line'),
    kind: 'lines',
    hint: text(
      '审查只按这些条件，最多九项；不得与项目不相适应。',
      'The review goes by these alone, nine at most; they must fit the project.',
    ),
  },
  consortium: { label: text('接受联合体', 'Consortia may apply'), required: false },
  specialty: { label: text('审查专家专业', 'Specialty of the experts'), options: specialties },
  committee: {
    label: text('资格审查委员会人数', 'Members of the committee'),
    kind: 'number',
    hint: text('五人以上单数，从专家库抽取', 'five or more, an odd number; drawn from the pool'),
  },
})
const title = text('登记资格预审', 'Register a prequalification')

/** A prequalification, which opens its case. */
export default page({
  path: `${desk}/plan`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, OFFICER) !== undefined,
  actions: {
    plan: action({
      operation: plan,
      input: (f: FormValues) => readFields(fields, f) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  render: (p) => ({
    title,
    scripts: ['/assets/careful-form.js'],
    body: (
      <DeskPage
        p={p}
        title={p.t(title)}
        back={{ href: desk, text: p.t('资格预审', 'Prequalifications') }}
        labels={Object.fromEntries(fields.map((f) => [f.name, p.t(f.label)]))}
      >
        <StepForm p={p} name="plan" button={p.t('提交核准', 'Submit for approval')} fields={fields} />
      </DeskPage>
    ),
  }),
})
