import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import { DeskPage, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { APPROVER } from '../case.kind.ts'
import { lower } from '../contract.ts'
import { desk } from '../paths.ts'
import { viewSale } from '../views.contract.ts'

const fields = fieldsOf(lower, {
  floor: { label: text('批准的最低底价（元）', 'Least floor approved (yuan)'), kind: 'money' },
  opinion: { label: text('意见', 'Opinion'), kind: 'lines' },
})

/** The written approval without which nothing is disclosed under nine tenths of its appraisal. */
export default page({
  path: `${desk}/:number/lower`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, APPROVER) !== undefined,
  actions: {
    lower: action({
      operation: lower,
      input: async (f: FormValues, p: PageContext) =>
        ({ ...readFields(fields, f), caseId: (await p.call(viewSale, { number: p.params.number! })).caseId }) as never,
      next: (_, p) => `${desk}/${p.params.number}?done=1`,
    }),
  },
  async render(p) {
    const { t } = p
    const c = await p.call(viewSale, { number: p.params.number! })
    return {
      title: text('批准低于九成的底价', 'Approve a floor under nine tenths'),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('批准低于九成的底价', 'Approve a floor under nine tenths')}
          back={{ href: `${desk}/${c.number}`, text: c.number }}
          labels={{ floor: t('底价', 'Floor'), opinion: t('意见', 'Opinion') }}
        >
          {c.appraised && (
            <p>
              {t('评估值', 'Appraised at')}{' '}
              {(c.appraised.appraised / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })} {t('元', 'yuan')}
            </p>
          )}
          <StepForm p={p} name="lower" button={t('批准', 'Approve')} fields={fields} />
        </DeskPage>
      ),
    }
  },
})
