import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { OFFICER } from '../case.kind.ts'
import { plan } from '../contract.ts'
import { desk } from '../paths.ts'
import { offered } from '../plan.ts'
import { specialties } from '../words.ts'

const fields: FormField[] = fieldsOf(plan, {
  title: { label: text('项目名称', 'Name of the project') },
  titleEn: { label: text('英文名称', 'Name in English') },
  place: { label: text('建设地点', 'Place') },
  scope: { label: text('招标范围', 'What is tendered'), kind: 'lines' },
  qualification: { label: text('资格要求', 'Who may bid'), kind: 'lines' },
  estimate: { label: text('估算价（元）', 'Estimate (yuan)'), kind: 'money' },
  ceiling: { label: text('最高投标限价（元）', 'Ceiling (yuan)'), kind: 'money' },
  bond: {
    label: text('投标保证金（元）', 'Bid bond (yuan)'),
    kind: 'money',
    hint: text('不超过估算价的百分之二', 'two per cent of the estimate at most'),
  },
  days: { label: text('计划工期（日历天）', 'Days of works'), kind: 'number' },
  specialty: { label: text('评标专家专业', 'Specialty of the experts'), options: specialties },
  committee: {
    label: text('评标委员会人数', 'Members of the committee'),
    kind: 'number',
    hint: text('五人以上单数，全部从专家库抽取', 'five or more, an odd number; all drawn from the pool'),
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
