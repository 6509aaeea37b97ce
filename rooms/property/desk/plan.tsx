import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { OFFICER } from '../case.kind.ts'
import { plan } from '../contract.ts'
import { saleKinds } from '../kinds.ts'
import { desk } from '../paths.ts'
import { priorities } from '../words.ts'

const kind: FormField = {
  name: 'kind',
  kind: 'choice',
  decides: true,
  label: text('标的种类', 'Kind'),
  options: saleKinds.map((k) => ({ value: k.id, text: k.title })),
}
const fields: FormField[] = fieldsOf(plan, {
  title: { label: text('标的名称', 'Name') },
  titleEn: { label: text('英文名称', 'Name in English') },
  asset: { label: text('标的情况（份额、权属、负担）', 'What is sold: share, title, burdens'), kind: 'lines' },
  owner: { label: text('转让方名称', 'Transferor') },
  decision: { label: text('决策文号', 'Number of the decision') },
  control: { label: text('导致控制权变动', 'Control changes with it'), required: false },
  priority: { label: text('优先权', 'First right'), options: priorities },
  replaces: { label: text('接续的未成交项目编号', 'Number of the failed sale that it follows'), required: false },
})

/** The decision to sell, which opens the case. */
export default page({
  path: `${desk}/plan`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, OFFICER) !== undefined,
  actions: {
    plan: action({
      operation: plan,
      input: (f: FormValues) => readFields([kind, ...fields], f) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  render(p) {
    const { t } = p
    return {
      title: text('登记转让决策', 'Register the decision to sell'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('登记转让决策', 'Register the decision to sell')}
          back={{ href: desk, text: t('产权交易', 'Property sales') }}
          labels={Object.fromEntries([kind, ...fields].map((f) => [f.name, t(f.label)]))}
        >
          <StepForm p={p} name="plan" button={t('提交审批', 'Submit for approval')} fields={[kind, ...fields]} />
        </DeskPage>
      ),
    }
  },
})
