import { addDays, dayOf, startOfDay } from '../../../kernel/calendar/index.ts'
import { scenarios } from '../../../kernel/catalog/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { anyone, countPublished, type PageContext, page, publishedActs, text } from '../../../kernel/platform/index.ts'
import { Empty, sayDay, sayTime } from '../../../web/ui/index.ts'

/** What the city did, by act type, as the home page counts it. */
export const shown = [
  ['application.submitted', text('收到申请', 'applications received')],
  ['case.accepted', text('受理', 'accepted')],
  ['case.decided', text('作出决定', 'decided')],
  ['light.raised', text('亮牌', 'warnings raised')],
] as const

const within = (day: string) => [startOfDay(day), startOfDay(addDays(day, 1))] as const

export const home = page({
  path: '/',
  shell: 'portal',
  sameForAll: { until: ['item.', 'scenarios.', 'unit.', ...shown.map(([type]) => type)] },
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const list = await scenarios(p.tx)
    const all = await units(p.tx)
    const today = dayOf(p.clock.now())
    const counts = await countPublished(
      p.tx,
      shown.map(([type]) => type),
      ...within(today),
    )
    const districts = all.filter((u) => u.kind === 'government')
    const offices = all.filter((u) => u.level === 'city' && u.kind !== 'supervision-office')
    return {
      title: text('首页', 'Home'),
      body: (
        <main class="page" id="main">
          <h1>{t('您要办什么事？', 'What do you need to get done?')}</h1>
          <search>
            <form class="search" action="/search" method="get">
              <input type="search" name="q" aria-label={t('搜索事项', 'Search')} required />
              <button class="button" type="submit">
                {t('搜索', 'Search')}
              </button>
            </form>
          </search>
          <p class="small">
            {t('例如：', 'For example: ')}
            {['开饭店', '施工许可', '货运', '营业执照'].map((w) => (
              <>
                <a href={`/search?q=${encodeURIComponent(w)}`}>{w}</a>{' '}
              </>
            ))}
          </p>
          <h2>{t('按要办的事找', 'By life event')}</h2>
          <ul class="plain links columns">
            {list.map((s) => (
              <li>
                <a href={`/scenarios/${s.id}`}>{s.name[lang]}</a>
                <p>{s.line[lang]}</p>
              </li>
            ))}
          </ul>
          <div class="columns">
            <section>
              <h2>{t('按部门找', 'By department')}</h2>
              <ul class="plain">
                {offices.slice(0, 12).map((u) => (
                  <li>
                    <a href={`/departments/${u.code}`}>{u.name[lang]}</a>
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
              <ul class="plain">
                {districts.map((u) => (
                  <li>
                    <a href={`/powers?jurisdiction=${u.jurisdiction}`}>{u.name[lang]}</a>
                  </li>
                ))}
              </ul>
              <h2>{t(`今天，${sayDay(today, lang)}`, `Today, ${sayDay(today, lang)}`)}</h2>
              <ul class="plain">
                {shown.map(([type, word]) => (
                  <li>
                    <a href={`/today?type=${type}`}>
                      {word[lang]} <b class="num">{counts.get(type) ?? 0}</b>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </main>
      ),
    }
  },
})

export const today = page({
  path: '/today',
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const [type, word] = shown.find(([x]) => x === p.query.type) ?? shown[0]
    const now = dayOf(p.clock.now())
    const day =
      /^\d{4}-\d{2}-\d{2}$/.test(p.query.day ?? '') && !Number.isNaN(Date.parse(p.query.day!)) ? p.query.day! : now
    const acts = await publishedActs(p.tx, type, ...within(day))
    return {
      title: text(`${day} ${word.zh}`, `${day} ${word.en}`),
      body: (
        <main class="page" id="main">
          <h1>
            {sayDay(day, lang)} {word[lang]} <span class="num">{acts.length}</span>
          </h1>
          <p>
            <a href={`/today?type=${type}&day=${addDays(day, -1)}`}>← {addDays(day, -1)}</a>{' '}
            {day < now && <a href={`/today?type=${type}&day=${addDays(day, 1)}`}>{addDays(day, 1)} →</a>}
          </p>
          {acts.length === 0 ? (
            <Empty>{t('这一天没有。', 'None on this day.')}</Empty>
          ) : (
            <div class="scroll">
              <table class="table dense">
                <thead>
                  <tr>
                    <th scope="col">{t('时间', 'Time')}</th>
                    <th scope="col">{t('谁', 'Who')}</th>
                    <th scope="col">{t('编号', 'Number')}</th>
                    <th scope="col">{t('证据', 'Proof')}</th>
                  </tr>
                </thead>
                <tbody>
                  {acts.map((a) => (
                    <tr>
                      <td class="when">{sayTime(a.happenedAt, lang)}</td>
                      <td>{whoSays(a, p)}</td>
                      <td class="num">{a.public.number ?? `…${a.subjectId.slice(-8)} / ${a.number}`}</td>
                      <td>
                        <a href={`/ledger/acts/${a.id}/receipt`}>{t('回执', 'Receipt')}</a>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </main>
      ),
    }
  },
})

const whoSays = (a: Awaited<ReturnType<typeof publishedActs>>[number], { t }: PageContext): string =>
  a.actor.kind === 'post'
    ? `${t(a.actor.unit)} ${t(a.actor.post)}`
    : a.actor.kind === 'system'
      ? t('系统按期限自动', 'system, by the clock')
      : t('申请人', 'applicant')
