import { units } from '../../../kernel/identity/index.ts'
import { anyone, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { Citations, Empty, PortalPage } from '../../../web/ui/index.ts'
import { getList } from '../contract.ts'
import type { Figure } from '../list/list.shape.ts'
import { portal } from '../paths.ts'

const title = text('抽查事项清单', 'List of inspection items')
const unitWords: Record<Figure['unit'], { zh: string; en: string }> = {
  weight: text('份', 'shares'),
  'visits-a-year': text('次/年', 'a year'),
  'working-day': text('个工作日', 'working days'),
  'calendar-day': text('天', 'days'),
}

/** A figure with its source; one that was not confirmed says so. */
function Row({ p, name, figure }: { p: PageContext; name: string; figure: Figure }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="num">
        {figure.value} {p.t(unitWords[figure.unit])}
      </td>
      <td>
        {p.t(figure.source)} <Citations list={figure.basis} lang={p.lang} />{' '}
        {!figure.confirmed && <span class="badge">{p.t('◐ 未核实', '◐ not confirmed')}</span>}
      </td>
    </tr>
  )
}

export default page({
  path: `${portal}/items`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const list = await p.call(getList, {})
    const names = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const c = list?.content
    const risk = (r: string) => t(`风险 ${r} 类`, `Risk class ${r}`)
    const fieldName = (f: string) =>
      f === '*'
        ? t('其他领域', 'other fields')
        : (c?.items ?? [])
            .filter((i) => i.field === f)
            .map((i) => i.title[lang])
            .join(t('、', ', '))
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={t(title)}
          back={{ href: portal, text: t('检查结果', 'Results') }}
          lead={t('清单以外的不查。', 'What is not on the list is not inspected.')}
        >
          {!list || !c ? (
            <Empty>{t('还没有公布。', 'Not published yet.')}</Empty>
          ) : (
            <>
              <p class="small">
                {t(
                  `第 ${list.number} 版，${list.from} 起施行，摘要 `,
                  `Version ${list.number}, from ${list.from}, digest `,
                )}
                <code>{list.digest.slice(0, 16)}…</code>
              </p>
              {c.items.map((i) => (
                <section>
                  <h2>{i.title[lang]}</h2>
                  <p class="small">
                    <span class="num">{i.code}</span> · {names.get(i.unit)?.[lang]} ·{' '}
                    <Citations list={i.basis} lang={lang} />
                  </p>
                  <ol>
                    {i.checks.map((k) => (
                      <li>{k.title[lang]}</li>
                    ))}
                  </ol>
                </section>
              ))}
              <section>
                <h2>{t('次数上限、期限、权重', 'Caps, limits, weights')}</h2>
                <div class="scroll">
                  <table class="table">
                    <caption class="visually-hidden">{t('数值和来源', 'Figures and their sources')}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t('内容', 'What')}</th>
                        <th scope="col" class="num">
                          {t('数值', 'Value')}
                        </th>
                        <th scope="col">{t('来源', 'Source')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {c.caps.map((f) => (
                        <Row p={p} name={t(`年度上限，${risk(f.risk)}`, `Yearly cap, ${risk(f.risk)}`)} figure={f} />
                      ))}
                      {c.weights.map((f) => (
                        <Row p={p} name={t(`抽中机会，${risk(f.risk)}`, `Chance, ${risk(f.risk)}`)} figure={f} />
                      ))}
                      {c.publish.map((f) => (
                        <Row
                          p={p}
                          name={t(`结果公开，${fieldName(f.field)}`, `Publication, ${fieldName(f.field)}`)}
                          figure={f}
                        />
                      ))}
                      {c.objection.map((f) => (
                        <Row p={p} name={t('提出异议', 'Objection')} figure={f} />
                      ))}
                      {c.window.map((f) => (
                        <Row p={p} name={t('批准的检查期最长', 'Longest time for a visit')} figure={f} />
                      ))}
                      {c.rectify.map((f) => (
                        <Row p={p} name={t('整改期最长', 'Longest time to put right')} figure={f} />
                      ))}
                    </tbody>
                  </table>
                </div>
              </section>
            </>
          )}
        </PortalPage>
      ),
    }
  },
})
