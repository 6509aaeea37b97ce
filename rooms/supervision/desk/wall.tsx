import { page, postOf, text } from '../../../kernel/platform/index.ts'
import { Empty, Light, sayDay, sayTime, Tabs } from '../../../web/ui/index.ts'
import { wall } from '../contract.ts'

/** Calm until it matters: units with their lights; anything red is a sentence. */
export default page({
  path: '/desk/supervision',
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'supervisor', 'chief-supervisor', 'approver', 'reviewer', 'clerk') !== undefined,
  nav: { title: text('监察', 'Supervision'), order: 40, count: async (p) => (await p.call(wall, {})).lights.length },
  async render(p) {
    const { t, lang } = p
    const w = await p.call(wall, {})
    const chief = postOf(p.actor)?.role === 'chief-supervisor'
    const supervising = postOf(p.actor, 'supervisor', 'chief-supervisor') !== undefined
    const tab = p.query.tab ?? 'lights'
    const open = w.measures.filter((m) => m.closedAt === null)
    const red = w.lights.filter((l) => l.light === 'red')
    return {
      title: text('电子监察', 'E-supervision'),
      body: (
        <>
          <h1>
            {supervising
              ? chief
                ? t('再监察：全市', 'Second level: the whole city')
                : t('初级监察', 'First level')
              : t('本单位的牌和督办', 'Lights and orders of my unit')}
          </h1>
          <Tabs
            label={t('监察', 'Supervision')}
            tabs={[
              { href: '?tab=lights', text: t('亮着的牌', 'Lights'), count: w.lights.length, current: tab === 'lights' },
              {
                href: '?tab=measures',
                text: t('催办与督办', 'Reminders and orders'),
                count: open.length,
                current: tab === 'measures',
              },
              { href: '?tab=units', text: t('各单位', 'Units'), count: w.units.length, current: tab === 'units' },
            ]}
          />
          {tab === 'lights' && (
            <>
              {red.slice(0, 3).map((l) => (
                <p>
                  <Light colour="red">{t('红牌', 'red')}</Light>{' '}
                  {t(
                    `${l.unit.zh} ${l.number}：${l.rule.zh}，逾期 ${l.overdue} 个工作日（期限 ${l.due}）。`,
                    `${l.unit.en} ${l.number}: ${l.rule.en}, ${l.overdue} working days late (due ${l.due}).`,
                  )}
                </p>
              ))}
              {w.lights.length === 0 ? (
                <Empty>{t('没有亮着的牌。', 'No light is on.')}</Empty>
              ) : (
                <div class="scroll">
                  <table class="table dense" data-rows>
                    <thead>
                      <tr>
                        <th scope="col">{t('牌', 'Light')}</th>
                        <th scope="col">{t('办件', 'Case')}</th>
                        <th scope="col">{t('单位', 'Unit')}</th>
                        <th scope="col">{t('规则', 'Rule')}</th>
                        <th scope="col">{t('期限', 'Due')}</th>
                        <th scope="col" class="num">
                          {t('逾期', 'Late')}
                        </th>
                        <th scope="col">{t('亮牌时间', 'Raised')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {w.lights.map((l) => (
                        <tr>
                          <td>
                            <Light colour={l.light as 'red' | 'yellow'}>
                              {l.light === 'red' ? t('红牌', 'red') : t('黄牌', 'yellow')}
                            </Light>
                          </td>
                          <td class="stack-number">
                            <a href={`/desk/supervision/${l.number}`}>{l.number}</a>
                          </td>
                          <td>{l.unit[lang]}</td>
                          <td>{l.rule[lang]}</td>
                          <td class="when">{sayDay(l.due, lang)}</td>
                          <td class="num">{l.overdue || '—'}</td>
                          <td class="when">{sayTime(l.raisedAt, lang)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          )}
          {tab === 'measures' &&
            (w.measures.length === 0 ? (
              <Empty>{t('没有催办和督办。', 'No reminders or orders.')}</Empty>
            ) : (
              <div class="scroll">
                <table class="table dense" data-rows>
                  <thead>
                    <tr>
                      <th scope="col">{t('种类', 'Kind')}</th>
                      <th scope="col">{t('办件', 'Case')}</th>
                      <th scope="col">{t('单位', 'Unit')}</th>
                      <th scope="col">{t('内容', 'Words')}</th>
                      <th scope="col">{t('期限', 'Due')}</th>
                      <th scope="col">{t('状态', 'State')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {w.measures.map((m) => (
                      <tr>
                        <td>{m.kind === 'order' ? t('督办单', 'Order') : t('催办', 'Reminder')}</td>
                        <td class="stack-number">
                          <a href={`/desk/supervision/${m.number}`}>{m.number}</a>
                        </td>
                        <td>{m.unit[lang]}</td>
                        <td>{m.said}</td>
                        <td class="when">{m.due ? sayDay(m.due, lang) : '—'}</td>
                        <td>
                          {m.closedAt ? (
                            t('已办结', 'closed')
                          ) : m.answer ? (
                            t('已答复', 'answered')
                          ) : m.late ? (
                            <Light colour="red">{t('逾期未答复', 'answer overdue')}</Light>
                          ) : (
                            t('等待答复', 'awaiting the answer')
                          )}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
            ))}
          {tab === 'units' && (
            <ul class="wall">
              {w.units.map((u) => (
                <li class={u.red > 0 ? 'has-red' : ''}>
                  <strong>{u.name[lang]}</strong>
                  <p>
                    {u.red > 0 && <Light colour="red">{t(`红牌 ${u.red}`, `${u.red} red`)}</Light>}{' '}
                    {u.yellow > 0 && <Light colour="yellow">{t(`黄牌 ${u.yellow}`, `${u.yellow} yellow`)}</Light>}{' '}
                    {u.red + u.yellow === 0 && <Light colour="green">{t('正常', 'on time')}</Light>}
                  </p>
                  {u.worst && (
                    <p class="small">
                      {t('最急：', 'Worst: ')}
                      <a href={`/desk/supervision/${u.worst.number}`}>{u.worst.number}</a> {u.worst.rule[lang]}{' '}
                      {u.worst.due}
                    </p>
                  )}
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    }
  },
})
