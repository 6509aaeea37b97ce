import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { BUYER, threshold } from '../case.kind.ts'
import { budgets, plan } from '../contract.ts'
import { desk } from '../paths.ts'
import { offered } from '../plan.ts'
import { categories, grounds, lotWords, methods, specialties } from '../words.ts'

const fields: FormField[] = fieldsOf(plan, {
  title: text('项目名称', 'Name of the process'),
  titleEn: text('英文名称', 'Name in English'),
  category: { label: text('类别', 'Category'), options: categories },
  need: {
    label: text('采购需求', 'What is needed'),
    kind: 'lines',
    lines: 6,
    hint: text(
      '做什么用、数量、要达到什么、何时何地交付；不要写品牌。',
      'What for, how many, what it must do, where and when; no brand.',
    ),
  },
  year: { label: text('预算年度', 'Year'), kind: 'number' },
  line: text('预算项目编号', 'Budget line'),
  budget: { label: text('预算金额', 'Budget'), kind: 'money' },
  ceiling: { label: text('最高限价', 'Ceiling'), kind: 'money', hint: text('不高于预算', 'not above the budget') },
  method: { label: text('采购方式', 'Method'), options: methods },
  ground: {
    label: text('法定情形（公开招标不选）', 'Ground (none for an open tender)'),
    options: grounds,
    required: false,
  },
  reason: { label: text('采用这种方式的说明', 'Why this method'), kind: 'lines', required: false },
  specialty: { label: text('评审专家专业', 'Specialty of the experts'), options: specialties },
  committee: {
    label: text('评审人数', 'Members of the committee'),
    kind: 'number',
    hint: text(
      '单数：招标五人以上（一千万元以上七人，未核实），其他三人以上',
      'odd: five for tenders (seven from ten million, not confirmed), three for others',
    ),
  },
  days: lotWords.days,
  bond: lotWords.bond,
  consortium: { label: text('接受联合体', 'Consortia may bid'), required: false },
  mayBid: {
    label: text('有几个包的：一家最多参加几个', 'With several lots: for how many may one bid'),
    kind: 'number',
    required: false,
    hint: text(
      '不填不限；其他包在提交以后、核准以前增加',
      'empty: no limit; lots are added after this, before the approval',
    ),
  },
  mayWin: {
    label: text('一家最多中几个', 'How many may one win'),
    kind: 'number',
    required: false,
    hint: text('填了就按包的次序确认', 'with it, lots are confirmed in their order'),
  },
  reserved: { label: text('专门面向中小企业', 'For small and medium businesses only'), required: false },
  replaces: { label: text('接续的废标项目编号', 'Number of the failed process that it follows'), required: false },
})
const invited: FormField = {
  name: 'invited',
  kind: 'lines',
  required: false,
  label: text(
    '邀请的（或唯一的）供应商信用代码，一行一个',
    'Credit codes of those invited, or of the one source; one a line',
  ),
}

/** A plan, which opens its case. */
export default page({
  path: `${desk}/plan`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, BUYER) !== undefined,
  actions: {
    plan: action({
      operation: plan,
      input: (f: FormValues) =>
        ({
          ...readFields(fields, f),
          scoring: String(f.scoring ?? ''),
          invited: String(f.invited ?? '')
            .toUpperCase()
            .split(/[\s,，;；]+/)
            .filter(Boolean),
        }) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const now = p.clock.now()
    const year = Number(dayOf(now).slice(0, 4))
    const lines = await p.call(budgets, { year })
    const scoring: FormField = {
      ...{ name: 'scoring', kind: 'choice', decides: true, label: text('评审办法', 'Method of evaluation') },
      options: offered(dayOf(now)).map((m) => ({ value: m.id, text: m.title })),
    }
    const all = [...fields, invited, scoring]
    const limits = (['goods', 'services', 'works'] as const).map((c) => {
      const row = threshold(c, postOf(p.actor, BUYER)!.jurisdiction, now)
      return `${categories[c][lang]} ${sayYuan(row.value, lang)}${row.confirmed ? '' : t('（未核实）', ' (not confirmed)')}`
    })
    return {
      title: text('申报采购计划', 'File a procurement plan'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('申报采购计划', 'File a procurement plan')}
          back={{ href: desk, text: t('政府采购', 'Procurement') }}
          labels={Object.fromEntries(all.map((f) => [f.name, t(f.label)]))}
        >
          <p class="small">
            {t('公开招标数额标准：', 'Open tender from: ')}
            {limits.join('；')}
          </p>
          {lines.length > 0 && (
            <ul class="small">
              {lines.map((l) => (
                <li>
                  {l.line} {l.title}：{t('还剩', 'left')} {sayYuan(l.amount - l.taken, lang)}
                </li>
              ))}
            </ul>
          )}
          <StepForm p={p} name="plan" button={t('提交核准', 'Submit for approval')} fields={all} values={{ year }} />
        </DeskPage>
      ),
    }
  },
})
