import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { OFFICER } from '../case.kind.ts'
import { plan, specialties } from '../contract.ts'
import { desk } from '../paths.ts'
import { offered } from '../plan.ts'
import { lotWords } from '../words.ts'

const { title: _, titleEn, scope, ...figures } = lotWords
const fields: FormField[] = fieldsOf(plan, {
  title: { label: text('项目名称', 'Name of the project') },
  titleEn,
  place: { label: text('建设地点', 'Place') },
  scope,
  qualification: { label: text('资格要求', 'Who may bid'), kind: 'lines' },
  ...figures,
  specialty: { label: text('评标专家专业', 'Specialty of the experts'), options: specialties },
  committee: {
    label: text('评标委员会人数', 'Members of the committee'),
    kind: 'number',
    hint: text('五人以上单数，全部从专家库抽取', 'five or more, an odd number; all drawn from the pool'),
  },
  prequalified: {
    label: text('资格预审的编号（做过的填）', 'Number of the prequalification (if there was one)'),
    required: false,
  },
  consortium: { label: text('接受联合体投标', 'Consortia may bid'), required: false },
  mayBid: {
    label: text('有几个标段的：一家最多投几个', 'With several lots: for how many may one bid'),
    kind: 'number',
    required: false,
    hint: text(
      '不填就不限；标段在登记以后、核准以前增加',
      'empty: no limit; lots are added after this, before the approval',
    ),
  },
  mayWin: {
    label: text('一家最多中几个', 'How many may one win'),
    kind: 'number',
    required: false,
    hint: text('填了就按标段次序定标', 'with it, lots are awarded in their order'),
  },
  replaces: {
    label: text('接续的流标项目编号', 'Number of the failed tender that it follows'),
    required: false,
  },
})

/** A tender, which opens its case. */
export default page({
  path: `${desk}/plan`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, OFFICER) !== undefined,
  actions: {
    plan: action({
      operation: plan,
      input: (f: FormValues) => ({ ...readFields(fields, f), method: String(f.method ?? '') }) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  render(p) {
    const { t } = p
    const method: FormField = {
      name: 'method',
      kind: 'choice',
      decides: true,
      label: text('评标办法', 'Method of evaluation'),
      options: offered(dayOf(p.clock.now())).map((m) => ({ value: m.id, text: m.title })),
    }
    const all = [...fields, method]
    return {
      title: text('登记招标项目', 'Register a tender'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('登记招标项目', 'Register a tender')}
          back={{ href: desk, text: t('工程招标', 'Construction tenders') }}
          labels={Object.fromEntries(all.map((f) => [f.name, t(f.label)]))}
        >
          <StepForm p={p} name="plan" button={t('提交核准', 'Submit for approval')} fields={all} />
        </DeskPage>
      ),
    }
  },
})
