import { action, type FormValues, page, text } from '../../../kernel/platform/index.ts'
import { DeskPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { ownOfficer } from '../beside.ts'
import { propose } from '../contract.ts'
import { desk } from '../paths.ts'
import { sectors, simplified } from '../words.ts'

const fields = fieldsOf(propose, {
  code: {
    label: text('项目代码', 'Project code'),
    hint: text('在线平台给的，例如 2026-350200-48-01-000123', 'from the state’s platform, as 2026-350200-48-01-000123'),
  },
  name: { label: text('项目名称', 'Name') },
  nameEn: { label: text('英文名称', 'Name in English') },
  sector: { label: text('领域', 'Sector'), options: sectors },
  place: { label: text('地点', 'Place') },
  purpose: { label: text('建设的必要性', 'Why it is needed'), kind: 'lines' },
  scale: { label: text('建设内容和规模', 'What is built, and how much'), kind: 'lines' },
  from: { label: text('计划开工', 'Planned begin'), kind: 'day' },
  to: { label: text('计划竣工', 'Planned end'), kind: 'day' },
  simplified: {
    label: text('是否简化程序（第十三条）', 'Simplified procedure (art. 13)'),
    options: simplified,
  },
})

/** A proposal opens the project's case. */
export default page({
  path: `${desk}/propose`,
  shell: 'desk',
  allow: ownOfficer,
  actions: {
    propose: action({
      operation: propose,
      input: (f: FormValues) => readFields(fields, f) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  render(p) {
    const { t } = p
    return {
      title: text('报送项目建议书', 'Propose a project'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('报送项目建议书', 'Propose a project')}
          back={{ href: desk, text: t('政府投资项目', 'Investment projects') }}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <StepForm p={p} name="propose" button={t('报送', 'Submit')} fields={fields} />
        </DeskPage>
      ),
    }
  },
})
