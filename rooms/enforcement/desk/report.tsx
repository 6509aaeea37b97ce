import { findCase, versionOf } from '../../../kernel/cases/index.ts'
import {
  action,
  type FormValues,
  type PageContext,
  page,
  postOf,
  standardProblem,
  text,
} from '../../../kernel/platform/index.ts'
import { Act, Button, DeskPage, fieldsOf, readFields, StepFields } from '../../../web/ui/index.ts'
import { report, view } from '../contract.ts'
import * as paths from '../paths.ts'
import { OFFICER } from '../who.rules.ts'
import { penaltyKinds } from '../words.ts'
import { Answer, ask, bare, FactsForm, factsFrom } from './computing.tsx'

const fields = fieldsOf(report, {
  conclusion: {
    label: text('结论', 'Conclusion'),
    options: {
      penalise: text('建议处罚', 'Penalise'),
      spare: text('建议不予处罚', 'No penalty'),
      refer: text('涉嫌犯罪，移送', 'Refer: a crime is suspected'),
    },
  },
  kinds: { label: text('处罚种类', 'Kinds'), options: penaltyKinds },
  fine: { label: text('罚款', 'Fine'), kind: 'money', required: false },
  confiscate: { label: text('没收违法所得', 'Confiscate'), kind: 'money', required: false },
  reasons: { label: text('事实、证据和理由', 'Facts, evidence and reasons'), kind: 'lines' },
  deviationReason: {
    label: text('偏离基准的理由', 'Reasons for leaving the standard'),
    hint: text(
      '只在幅度以外时填；填了要法制审核和集体讨论。',
      'Only outside the band; it then needs legal review and discussion.',
    ),
    kind: 'lines',
    required: false,
  },
})

const itemOf = async (p: PageContext) => {
  const found = await findCase(p.tx, p.params.number!)
  if (!found?.versionId) throw standardProblem('NOT_FOUND')
  return { found, item: await versionOf(p.tx, found.versionId) }
}

/** Two steps on one page: the facts go to the standard (GET, so it can be gone back to), then the report with its proposal. */
export default page({
  path: `${paths.desk}/:number/report`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, OFFICER) !== undefined,
  actions: {
    report: action({
      operation: report,
      input: async (f: FormValues, p) => {
        const { found, item } = await itemOf(p)
        return { ...readFields(fields, f), facts: factsFrom(item, f), caseId: found.id }
      },
      next: (_, p) => `${paths.desk}/${p.params.number}?done=1`,
    }),
  },
  async render(p) {
    const { t } = p
    const { item } = await itemOf(p)
    const v = await p.call(view, { number: p.params.number! })
    const refused = p.form?.action === 'report' ? p.form : undefined
    const sent = (refused?.values ?? p.query) as Record<string, unknown>
    const facts = { ...v.form, ...factsFrom(item, sent) }
    const asked = refused !== undefined || p.query.ask !== undefined
    const answer = asked ? await ask(p, item, { facts, actOn: v.actOn, code: v.subject?.code }) : { errors: {} }
    const errors = { ...answer.errors, ...bare(refused?.fields ?? {}) }
    const { computed } = answer as { computed?: Parameters<typeof Answer>[0]['c'] }
    const title = text(`调查终结报告 ${v.number}`, `Investigation report ${v.number}`)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={t(title)}
          lead={t(
            '先填案件事实，系统按法律和公布的基准算出幅度，再写建议。',
            'Facts first: law and published standard give the band; then the proposal.',
          )}
          back={{ href: `${paths.desk}/${v.number}`, text: v.number }}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <form method="get" class="form narrow" novalidate>
            <h2>{t('案件事实', 'Facts')}</h2>
            <FactsForm item={item} values={facts} errors={errors} p={p} />
            <input type="hidden" name="ask" value="1" />
            <Button secondary>{t('按基准算', 'Compute')}</Button>
            {'said' in answer && answer.said && <p class="error">{answer.said}</p>}
          </form>
          {computed && (
            <>
              <Answer c={computed} p={p} />
              <form method="post" class="form narrow" novalidate>
                <Act p={p} name="report" />
                {Object.entries(facts).flatMap(([key, value]) =>
                  (Array.isArray(value) ? value : [value]).map((one) => (
                    <input type="hidden" name={key} value={String(one)} />
                  )),
                )}
                <StepFields
                  p={p}
                  name="report"
                  fields={fields}
                  values={{ fine: computed.band.from, kinds: computed.band.to > 0 ? ['fine'] : [] }}
                />
                <p class="small">
                  {t(
                    '达到听证标准、偏离基准的，自动转法制审核；其余转事先告知。',
                    'What reaches a hearing’s threshold or leaves the band goes to the legal review, the rest to the notice.',
                  )}
                </p>
                <Button>{t('提交报告', 'Submit the report')}</Button>
              </form>
            </>
          )}
        </DeskPage>
      ),
    }
  },
})
