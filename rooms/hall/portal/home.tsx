import { addDays, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import { listPublished, type Scenario, scenarios } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, countPublishedByDay, type Page, type PageContext, page, text } from '../../../kernel/platform/index.ts'
import { Figure, sayDay } from '../../../web/ui/index.ts'
import type { Shown } from '../today.ts'
import { Icon } from './icons.tsx'

const EXAMPLES = {
  zh: ['开饭店', '施工许可', '货运', '营业执照'],
  en: ['restaurant', 'construction', 'freight', 'licence'],
}
const DAYS = 30

export const home = (shown: Shown[]): Page =>
  page({
    path: '/',
    shell: 'portal',
    sameForAll: { until: ['item.', 'scenarios.', 'unit.', ...shown.map((s) => s.act)] },
    allow: anyone,
    async render(p) {
      const { t, lang } = p
      const list = await scenarios(p.tx)
      const all = await units(p.tx)
      const today = dayOf(p.clock.now())
      const days = Array.from({ length: DAYS }, (_, i) => addDays(today, i + 1 - DAYS))
      const counts = await countPublishedByDay(p.tx, shown, startOfDay(days[0]!), startOfDay(addDays(today, 1)))
      const items = await listPublished(p.tx, p.clock.now())
      const having = (of: (i: (typeof items)[number]) => string) => {
        const found = new Map<string, number>()
        for (const i of items) found.set(of(i), (found.get(of(i)) ?? 0) + 1)
        return found
      }
      const byUnit = having((i) => i.unit)
      const byPlace = having((i) => i.jurisdiction)
      const places = all.filter((u) => u.kind === 'government' && byPlace.has(u.jurisdiction))
      return {
        title: text('首页', 'Home'),
        body: (
          <main id="main" class="home">
            <Hero p={p} />
            <div class="page">
              <Tiles list={list} p={p} />
              <ul class="plain quick">
                {quick.map(([icon, href, name, line]) => (
                  <li>
                    <a href={href}>
                      <Icon name={icon} />
                      <span>
                        <b>{t(name)}</b>
                        <small>{t(line)}</small>
                      </span>
                    </a>
                  </li>
                ))}
              </ul>
              <div class="columns wide-left">
                <section>
                  <h2>{t('按部门找', 'By department')}</h2>
                  <ul class="plain names">
                    {all
                      .filter((u) => byUnit.has(u.code))
                      .map((u) => (
                        <li>
                          <a href={`/departments/${u.code}`}>{u.name[lang]}</a>{' '}
                          <span class="small num">{byUnit.get(u.code)}</span>
                        </li>
                      ))}
                  </ul>
                  <p>
                    <a href="/departments">{t('全部部门', 'All departments')}</a> ·{' '}
                    <a href="/powers">{t('权力清单', 'Powers list')}</a>
                  </p>
                </section>
                <section>
                  <h2>{t('各区', 'Districts')}</h2>
                  <ul class="plain names">
                    {places.map((u) => (
                      <li>
                        <a
                          href={
                            u.level === 'district'
                              ? `/districts/${u.jurisdiction}`
                              : `/powers?jurisdiction=${u.jurisdiction}`
                          }
                        >
                          {u.name[lang]}
                        </a>{' '}
                        <span class="small num">{byPlace.get(u.jurisdiction)}</span>
                      </li>
                    ))}
                  </ul>
                </section>
              </div>
              <h2>{t(`今天，${sayDay(today, lang)}`, `Today, ${sayDay(today, lang)}`)}</h2>
              <ul class="cards today">
                {shown.map(({ act, says }) => {
                  const values = days.map((d) => counts.get(act)?.get(d) ?? 0)
                  return (
                    <li>
                      <a href={`/today?type=${act}`}>
                        <b class="num">{values.at(-1)}</b>
                        <span>{says[lang]}</span>
                      </a>
                      <Figure
                        small
                        lang={lang}
                        kind="line"
                        x={days}
                        series={[{ name: says, values }]}
                        caption={t(
                          `${says.zh}：三十天来共 ${values.reduce((a, b) => a + b, 0)} 件，最多一天 ${Math.max(...values)} 件`,
                          `${says.en}: ${values.reduce((a, b) => a + b, 0)} in thirty days, at most ${Math.max(...values)} a day`,
                        )}
                      />
                    </li>
                  )
                })}
              </ul>
            </div>
          </main>
        ),
      }
    },
  })

const quick = [
  [
    'progress',
    '/ledger',
    text('查进度', 'Look up a case'),
    text('凭编号，不用登录', 'by its number, without an account'),
  ],
  ['mine', '/my', text('我的办件', 'My cases'), text('该我做什么，哪天前', 'what is up to me, and by when')],
  ['verify', '/verify', text('验证证照', 'Verify'), text('证照、回执真不真', 'licences and receipts')],
  ['standards', '/standards', text('裁量试算', 'Calculator'), text('罚多少，依据哪条', 'how much, under which rule')],
] as const

function Hero({ p }: { p: PageContext }) {
  const { t, lang } = p
  return (
    <div class="hero">
      <div class="hero-in">
        <h1>{t('您要办什么事？', 'What do you need to get done?')}</h1>
        <search>
          <form class="search" action="/search" method="get">
            <input
              type="search"
              name="q"
              placeholder={t('例如：开饭店', 'for example: restaurant')}
              aria-label={t('搜索事项', 'Search')}
              required
            />
            <button class="button" type="submit">
              {t('搜索', 'Search')}
            </button>
          </form>
        </search>
        <p class="small">
          {t('例如：', 'For example: ')}
          {EXAMPLES[lang].map((w) => (
            <>
              <a href={`/search?q=${encodeURIComponent(w)}`}>{w}</a>{' '}
            </>
          ))}
        </p>
      </div>
    </div>
  )
}

function Tiles({ list, p }: { list: Scenario[]; p: PageContext }) {
  return (
    <>
      <h2 class="visually-hidden">{p.t('按要办的事找', 'By life event')}</h2>
      <ul class="plain tiles">
        {list.map((s) => (
          <li>
            <a href={`/scenarios/${s.id}`}>
              <Icon name={s.id} />
              <b>{s.name[p.lang]}</b>
              <small>{s.line[p.lang]}</small>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
