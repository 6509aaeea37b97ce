import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { profiles } from '../../../trade/profile/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { OFFICER } from '../case.kind.ts'
import { plan } from '../contract.ts'
import { desk } from '../paths.ts'
import { kinds } from '../words.ts'

const fields: FormField[] = fieldsOf(plan, {
  kind: { label: text('种类', 'Kind'), options: kinds },
  title: { label: text('标的名称', 'Name of the lot') },
  titleEn: { label: text('英文名称', 'Name in English') },
  place: { label: text('位置', 'Place') },
  area: { label: text('面积（平方米）', 'Area (m²)'), kind: 'number' },
  use: { label: text('用途', 'Use') },
  years: { label: text('年限', 'Years'), kind: 'number' },
  conditions: {
    label: text('条件（容积率、开工时间等）', 'Conditions (floor area, begin of works …)'),
    kind: 'lines',
  },
  start: { label: text('起始价（元）', 'Start price (yuan)'), kind: 'money' },
  step: { label: text('加价幅度（元）', 'Step (yuan)'), kind: 'money' },
  deposit: {
    label: text('保证金（元）', 'Deposit (yuan)'),
    kind: 'money',
    hint: text('不低于起始价的百分之二十（出处未核实）', 'a fifth of the start price at least (not confirmed)'),
  },
  reserve: { label: text('设底价', 'With a reserve'), required: false },
  investment: {
    label: text('工业用地：投资强度不低于（元/平方米）', 'Industrial: investment at least (yuan a m²)'),
    kind: 'number',
    required: false,
  },
  energy: {
    label: text(
      '工业用地：能耗不高于（千克标准煤/万元产值）',
      'Industrial: energy at most (kg of standard coal for 10,000 yuan)',
    ),
    kind: 'number',
    required: false,
  },
  mineral: { label: text('矿业权：矿种', 'Mining: mineral'), required: false },
  yearly: {
    label: text('矿业权：年产量不高于（吨）', 'Mining: output at most (tonnes a year)'),
    kind: 'number',
    required: false,
  },
  cap: { label: text('限价规则：最高限价（元）', 'With a cap: the cap (yuan)'), kind: 'money', required: false },
  areaStart: {
    label: text('限价规则：配建面积起点（平方米）', 'With a cap: area begins at (m²)'),
    kind: 'number',
    required: false,
  },
  areaStep: {
    label: text('限价规则：配建面积加价幅度（平方米）', 'With a cap: step of the area (m²)'),
    kind: 'number',
    required: false,
  },
  follows: {
    label: text('再次出让：上一次的编号', 'Listed again: the number of the last time'),
    required: false,
  },
  shape: { label: text('边界（GeoJSON 多边形）', 'Boundary (GeoJSON polygon)'), kind: 'lines', lines: 4 },
})

/** A plan for a lot, which opens its case. */
export default page({
  path: `${desk}/plan`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, OFFICER) !== undefined,
  actions: {
    plan: action({
      operation: plan,
      input: (f: FormValues) => ({ ...readFields(fields, f), profile: String(f.profile ?? '') }) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  render(p) {
    const { t } = p
    const today = dayOf(p.clock.now())
    const all = profiles.filter((x) => x.from <= today && (!x.to || today <= x.to) && x.direction === 'up')
    const profile: FormField = {
      name: 'profile',
      kind: 'choice',
      decides: true,
      label: text('竞价规则', 'Profile'),
      options: all.map((x) => ({ value: x.id, text: x.title })),
    }
    return {
      title: text('拟定出让方案', 'Plan a sale'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('拟定出让方案', 'Plan a sale')}
          back={{ href: desk, text: t('土地和矿业权出让', 'Land and mining rights') }}
          labels={Object.fromEntries([...fields, profile].map((f) => [f.name, t(f.label)]))}
        >
          <StepForm p={p} name="plan" button={t('提交审批', 'Submit for approval')} fields={[profile, ...fields]} />
        </DeskPage>
      ),
    }
  },
})
