import { dayOf } from '../../../kernel/calendar/index.ts'
import { page, text } from '../../../kernel/platform/index.ts'
import { Empty, Light, ShadowScale, sayDay } from '../../../web/ui/index.ts'
import { myCases } from '../contract.ts'
import { lightOf } from '../light.tsx'

export default page({
  path: '/my',
  shell: 'portal',
  allow: ({ actor }) => actor.kind === 'person',
  async render(p) {
    const { t, lang } = p
    const { cases, drafts } = await p.call(myCases, {})
    const today = dayOf(p.clock.now())
    return {
      title: text('我的办件', 'My cases'),
      body: (
        <main class="page" id="main">
          <h1>{t('我的办件', 'My cases')}</h1>
          {drafts.length > 0 && (
            <section>
              <h2>{t('没交的草稿', 'Drafts')}</h2>
              <ul class="plain links">
                {drafts.map((d) => (
                  <li>
                    <a href={`/apply/${d.itemCode}`}>{d.itemName[lang]}</a>{' '}
                    <span class="small">
                      {t(`${sayDay(d.updatedAt, lang)} 保存`, `saved ${sayDay(d.updatedAt, lang)}`)}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {cases.length === 0 ? (
            <Empty>
              {t('还没有办件。', 'No cases yet. ')}
              <a href="/">{t('去找要办的事', 'Find what you need')}</a>
            </Empty>
          ) : (
            <ul class="plain links">
              {cases.map((c) => (
                <li>
                  <a href={`/cases/${c.number}`}>{c.itemName[lang]}</a> <span class="num small">{c.number}</span>
                  <p>
                    {c.statusText[lang]} · {c.unitName[lang]} · {t('提交于', 'submitted')} {sayDay(c.submittedAt, lang)}
                  </p>
                  {c.now && (
                    <p>
                      <Light colour={lightOf(c.now.count).colour}>{lightOf(c.now.count)[lang]}</Light>{' '}
                      <ShadowScale promised={c.now.count} today={today} lang={lang} small />
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )}
        </main>
      ),
    }
  },
})
