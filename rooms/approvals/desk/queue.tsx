import { dayOf } from '../../../kernel/calendar/index.ts'
import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { Empty, Light, Pagination, ShadowScale, sayDay, Tabs } from '../../../web/ui/index.ts'
import { unitCases } from '../contract.ts'
import { lightOf } from '../light.tsx'

/** By the act that a case waits for, whatever its chart calls the step. */
const steps = [
  ['case.accepted', text('材料审核', 'Papers')],
  ['correction.answered', text('等待补正', 'Awaiting correction')],
  ['case.reviewed', text('审查', 'Review')],
  ['special-procedure.ended', text('特别程序', 'Special procedure')],
  ['case.decided', text('决定', 'Decision')],
  ['licence.issued', text('制证', 'Issue')],
  ['case.served', text('送达', 'Service')],
] as const

/** What is due first, with a query bar and counts on the tabs. */
export default page({
  path: '/desk/cases',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'clerk', 'reviewer', 'approver') !== undefined,
  nav: {
    title: text('办件', 'Cases'),
    order: 10,
    count: async (p) => Object.values((await p.call(unitCases, {})).counts).reduce((a, b) => a + b, 0),
  },
  async render(p) {
    const { t, lang } = p
    const page = Math.max(1, Number(p.query.page) || 1)
    const step = steps.some(([s]) => s === p.query.step) ? p.query.step : undefined
    const closed = p.query.closed === '1'
    const list = await p.call(unitCases, {
      page,
      ...(step ? { step } : {}),
      ...(p.query.q ? { text: p.query.q } : {}),
      ...(closed ? { closed: true } : {}),
    })
    const today = dayOf(p.clock.now())
    const href = (more: Record<string, string>) =>
      `/desk/cases?${new URLSearchParams({ ...(p.query.q ? { q: p.query.q } : {}), ...more })}`
    const total = Object.values(list.counts).reduce((a, b) => a + b, 0)
    return {
      title: text('办件', 'Cases'),
      body: (
        <>
          <h1>{t('办件', 'Cases')}</h1>
          <form class="query" method="get">
            <label>
              {t('编号或内容', 'Number or words')}
              <br />
              <input type="search" name="q" value={p.query.q ?? ''} />
            </label>
            {step && <input type="hidden" name="step" value={step} />}
            {closed && <input type="hidden" name="closed" value="1" />}
            <button class="button secondary" type="submit">
              {t('查找', 'Search')}
            </button>
          </form>
          <Tabs
            label={t('按步骤', 'By step')}
            tabs={[
              { href: href({}), text: t('在办', 'Open'), count: total, current: !step && !closed },
              ...steps
                .filter(([s]) => list.counts[s])
                .map(([s, word]) => ({
                  href: href({ step: s }),
                  text: word[lang],
                  count: list.counts[s],
                  current: step === s,
                })),
              { href: href({ closed: '1' }), text: t('已办结', 'Closed'), current: closed },
            ]}
          />
          {list.cases.length === 0 ? (
            <Empty>{t('这里没有办件。', 'No cases here.')}</Empty>
          ) : (
            <div class="scroll">
              <table class="table dense" data-rows>
                <thead>
                  <tr>
                    <th scope="col">{t('编号', 'Number')}</th>
                    <th scope="col">{t('事项', 'Item')}</th>
                    <th scope="col">{t('申请人', 'Applicant')}</th>
                    <th scope="col">{t('提交', 'Submitted')}</th>
                    <th scope="col">{t('状态', 'State')}</th>
                    <th scope="col">{t('期限', 'Due')}</th>
                    <th scope="col">{t('时钟', 'Clock')}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.cases.map((c) => (
                    <tr>
                      <td class="stack-number">
                        <a href={`/desk/cases/${c.number}`}>{c.number}</a>
                      </td>
                      <td>{c.itemName[lang]}</td>
                      <td>{c.applicant}</td>
                      <td class="when">{sayDay(c.submittedAt, lang)}</td>
                      <td>{c.statusText[lang]}</td>
                      <td class="when">{c.now?.count.due ? sayDay(c.now.count.due, lang) : '—'}</td>
                      <td>
                        {c.now && (
                          <>
                            <ShadowScale promised={c.now.count} today={today} lang={lang} small />{' '}
                            <Light colour={lightOf(c.now.count).colour}>{lightOf(c.now.count)[lang]}</Light>
                          </>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
          <Pagination
            page={page}
            more={list.more}
            href={(n) => href({ page: String(n), ...(step ? { step } : {}), ...(closed ? { closed: '1' } : {}) })}
            t={t as (zh: string, en: string) => string}
          />
        </>
      ),
    }
  },
})
