import type { ItemVersion } from '../../../kernel/catalog/index.ts'
import type { UnitView } from '../../../kernel/identity/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { chartDiff, chartParts, drawChart, sayChart } from '../../../kernel/procedure/index.ts'
import { ChartFigure } from '../../../web/ui/index.ts'
import { contentDiff, type Difference, formDiff } from '../content-diff.rules.ts'
import { sayValues } from './said-values.ts'

/** What changed between two versions: the chart as two drawings and in words, the form and the content field by field. */
export async function changesOf(
  { t, lang }: PageContext,
  before: ItemVersion | undefined,
  now: ItemVersion,
  units: readonly UnitView[],
) {
  const title = <h2 id="changes">{t('与上一版的差别', 'Differences to the version before')}</h2>
  if (!before)
    return (
      <>
        {title}
        <p class="small">{t('这是第一版。', 'This is the first version.')}</p>
      </>
    )
  const fields = [...contentDiff(before.content, now.content), ...formDiff(before.form, now.form)]
  const chart =
    before.bpmn === now.bpmn
      ? undefined
      : chartDiff(await chartParts(before.bpmn), await chartParts(now.bpmn), sayValues(units))
  if (!chart && fields.length === 0)
    return (
      <>
        {title}
        <p class="small">{t('没有差别。', 'None.')}</p>
      </>
    )
  const drawn = async (bpmn: string, states: NonNullable<typeof chart>['now'], id: string) => ({
    svg: await drawChart(bpmn, { lang, states, id }),
    steps: await sayChart(bpmn, { lang, states }),
  })
  return (
    <>
      {title}
      {chart && (
        <section aria-labelledby="chart-changes">
          <h3 id="chart-changes">{t('流程图', 'Chart')}</h3>
          {chart.lines.length === 0 ? (
            <p class="small">
              {t(
                '步骤、连线和写明的内容都没有变，只是画法不同。',
                'No step, flow or attribute changed; only the drawing did.',
              )}
            </p>
          ) : (
            <>
              <ul class="changes">
                {chart.lines.map((line) => (
                  <li>{line[lang]}</li>
                ))}
              </ul>
              <div class="chart-change">
                <ChartFigure
                  {...(await drawn(before.bpmn, chart.before, 'chart-before'))}
                  lang={lang}
                  caption={t(`上一版（第 ${before.number} 版）`, `Before (version ${before.number})`)}
                />
                <ChartFigure
                  {...(await drawn(now.bpmn, chart.now, 'chart-now'))}
                  lang={lang}
                  caption={t(`这一版（第 ${now.number} 版）`, `Now (version ${now.number})`)}
                />
              </div>
            </>
          )}
        </section>
      )}
      {fields.length > 0 && (
        <section aria-labelledby="field-changes">
          <h3 id="field-changes">{t('事项内容和申请表', 'Content and form')}</h3>
          <Fields list={fields} t={t} lang={lang} />
        </section>
      )}
    </>
  )
}

function Fields({ list, t, lang }: { list: Difference[] } & Pick<PageContext, 't' | 'lang'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls; keyboards must reach it
    <section class="scroll" tabIndex={0} aria-label={t('改了的字段', 'Fields that changed')}>
      <table class="table dense">
        <thead>
          <tr>
            <th scope="col">{t('字段', 'Field')}</th>
            <th scope="col">{t('上一版', 'Before')}</th>
            <th scope="col">{t('这一版', 'Now')}</th>
          </tr>
        </thead>
        <tbody>
          {list.map((d) => (
            <tr>
              <td>{d.where[lang]}</td>
              <td>{d.before?.[lang] ?? t('（没有）', '(none)')}</td>
              <td>{d.now?.[lang] ?? t('（删去）', '(removed)')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
