import { action, type FormValues, type PageContext, page, postOf, text } from '../../../kernel/platform/index.ts'
import { WATCHER } from '../../../trade/auction/index.ts'
import { DeskPage, type FormField, fieldsOf, readFields, StepForm } from '../../../web/ui/index.ts'
import { APPROVER, KEEPER, OFFICER } from '../case.kind.ts'
import { type Field, waive } from '../contract.ts'
import { desk } from '../paths.ts'
import { viewComparison } from '../views.contract.ts'
import { fields, papers } from '../words.ts'

const waiving = (options: readonly Field[]): FormField[] => [
  {
    name: 'field',
    kind: 'choice',
    label: text('放行哪一项', 'Which field'),
    options: options.map((f) => ({ value: f, text: fields[f] })),
    decides: true,
  },
  ...fieldsOf(waive, { reason: { label: text('理由（公开）', 'Reason, published'), kind: 'lines' } }),
]

/** 鉴证比对: every paper of the deal in a column, every field in a row; what differs stands out and blocks. */
export default page({
  path: `${desk}/:number/compare`,
  shell: 'desk',
  allow: ({ actor }) => [KEEPER, WATCHER, APPROVER, OFFICER].some((r) => postOf(actor, r) !== undefined),
  actions: {
    waive: action({
      operation: waive,
      input: async (f: FormValues, p: PageContext) => {
        const { caseId, open } = await p.call(viewComparison, { number: p.params.number! })
        return { ...readFields(waiving(open), f), caseId } as never
      },
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const c = await p.call(viewComparison, { number: p.params.number! })
    const of = Object.keys(papers) as (keyof typeof papers)[]
    const may = postOf(p.actor, WATCHER) || postOf(p.actor, APPROVER)
    return {
      title: text(`鉴证比对 ${c.number}`, `Comparison ${c.number}`),
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={t('鉴证比对', 'Comparison')}
          back={{ href: `${desk}/${c.number}`, text: c.number }}
          said={[[p.query.done, text('已放行，理由已公开。', 'Waived; the reason is public.')]]}
          labels={{ field: t('项目', 'Field'), reason: t('理由', 'Reason') }}
        >
          <p>
            {c.open.length === 0
              ? t('● 各项一致或已放行，可以鉴证。', '● All agree or were waived: it may be attested.')
              : t(
                  `■ ${c.open.length} 项不符：${c.open.map((f) => fields[f].zh).join('、')}。改正或放行以前不能鉴证。`,
                  `■ ${c.open.length} differ: ${c.open.map((f) => fields[f].en).join(', ')}. Mend or waive them before it is attested.`,
                )}
          </p>
          <section class="scroll" tabindex={0} aria-label={t('逐项比对', 'Field by field')}>
            <table class="table dense">
              <caption class="visually-hidden">{t('逐项比对', 'Field by field')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('项目', 'Field')}</th>
                  {of.map((o) => (
                    <th scope="col">{papers[o][lang]}</th>
                  ))}
                  <th scope="col">{t('结果', 'Result')}</th>
                </tr>
              </thead>
              <tbody>
                {c.rows.map((r) => (
                  <tr>
                    <th scope="row">{fields[r.field][lang]}</th>
                    {of.map((o) => (
                      <td>
                        {r.said
                          .filter((s) => s.of === o)
                          .map((s) => s.says)
                          .join('；') || '—'}
                      </td>
                    ))}
                    <td>
                      {r.same
                        ? t('● 一致', '● agree')
                        : r.waived
                          ? t(`▲ 放行：${r.waived}`, `▲ waived: ${r.waived}`)
                          : t('■ 不符', '■ differ')}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {may && c.open.length > 0 && !c.attested && (
            <section>
              <h2>{t('放行', 'Waive')}</h2>
              <StepForm
                p={p}
                name="waive"
                button={t('放行这一项', 'Waive it')}
                fields={waiving(c.open)}
                tells={t(
                  '记在您名下，理由公开，不能撤回。',
                  'It stands under your name, its reason is public, it cannot be undone.',
                )}
              />
            </section>
          )}
        </DeskPage>
      ),
    }
  },
})
