import { anyone, page, text } from '../../../kernel/platform/index.ts'
import { contract as watch } from '../../../kernel/watch/index.ts'
import { Citations, Light, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { paths } from '../paths.ts'
import { areaOf, citesOf } from '../sheet.ts'
import { COLOURS, markOf, TELLS } from '../words.ts'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const chapters = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三', '十四', '十五']

/** 监察管理办法: printed from the rules in force on a day, each with the words by which lights are raised. Both languages, one page. */
export default page({
  path: paths.book,
  shell: 'portal',
  allow: anyone,
  sameForAll: { until: ['rule.'] },
  async render(p) {
    const { t, lang } = p
    const asked = p.query.on && DAY.test(p.query.on) ? p.query.on : undefined
    const { day, rules } = await p.call(watch.ruleBook, asked ? { day: asked } : {})
    const areas = (Object.keys(watch.AREAS) as watch.Area[])
      .map((area) => ({ area, list: rules.filter((r) => areaOf(r.rule, r.area) === area) }))
      .filter((a) => a.list.length > 0)
    let article = 0
    const title = text('监察管理办法', 'Rule book of supervision')
    return {
      title,
      body: (
        <PortalPage
          p={p}
          narrow
          title={title[lang]}
          back={{ href: paths.public, text: t('监察公开', 'Supervision') }}
          lead={t(
            `${sayDay(day, 'zh')} 有效的规则。牌由系统按下面的条件从公开的行为算出，谁都可以重算。`,
            `The rules in force on ${sayDay(day, 'en')}. Lights are computed from published acts by the conditions below; anybody can compute them again.`,
          )}
        >
          <form class="query-bar no-print" method="get">
            <label>
              {t('哪一天有效的', 'In force on')} <input type="date" name="on" value={day} />
            </label>
            <button class="button secondary small" type="submit">
              {t('看这一天', 'Show')}
            </button>
          </form>
          {areas.map(({ area, list }, i) => (
            <section aria-labelledby={`area-${area}`}>
              <h2 id={`area-${area}`}>
                {t(`第${chapters[i] ?? i + 1}章 ${watch.AREAS[area].zh}`, `Chapter ${i + 1}: ${watch.AREAS[area].en}`)}
              </h2>
              <ol class="rule-book">
                {list.map((r) => {
                  article++
                  const cites = citesOf(r.rule)
                  return (
                    <li value={article} id={`r-${r.rule}`}>
                      <p>
                        <strong>{r.name[lang]}</strong>
                        {t('，', ': ')}
                        <Light colour={markOf(r.light)}>{COLOURS[r.light][lang]}</Light>
                        {r.points > 0 && t(`，扣 ${r.points} 分`, `, ${r.points} points`)}
                        {t('。', '.')}
                      </p>
                      <p class="small">
                        {t('看：', 'Looks at: ')}
                        {r.onName[lang]}
                        {t('；条件：', '; condition: ')}
                        <code>{r.condition}</code>
                        {t('；告知：', '; told: ')}
                        {(TELLS as Record<string, { zh: string; en: string }>)[r.tell]?.[lang] ?? r.tell}
                        {t('。', '. ')}
                        {r.suppress.map((s) => t(`不亮的情形：${s.why.zh}（`, `Not where: ${s.why.en} (`))}
                        {r.suppress.map((s) => (
                          <code>{s.when}</code>
                        ))}
                        {r.suppress.length > 0 && t('）。', ').')}
                      </p>
                      <p class="small">
                        {r.basis.length > 0 && <Citations list={r.basis} lang={lang} />} {cites}
                        {r.basis.length === 0 && !cites && t('没有列明依据。', 'No basis is named.')}{' '}
                        {r.unverified && (
                          <em>{t('数字未经来源证实。', 'Its figures were not confirmed by a source.')}</em>
                        )}{' '}
                        {r.waits.length > 0 && (
                          <em>
                            {t(
                              `本市还没有办这类事的系统，规则先列在这里。`,
                              `No system of this city does such acts yet; the rule waits for them.`,
                            )}
                          </em>
                        )}
                        {t(`版本 ${r.rule} ${r.from}`, `Version ${r.rule} ${r.from}`)}
                      </p>
                    </li>
                  )
                })}
              </ol>
            </section>
          ))}
        </PortalPage>
      ),
    }
  },
})
