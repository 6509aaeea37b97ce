import { contract as money } from '../../../kernel/money/index.ts'
import { anyone, page, setting, text } from '../../../kernel/platform/index.ts'
import { Empty, Field, Light, Money, PortalPage, sayDay } from '../../../web/ui/index.ts'
import { OrderFacts } from '../order-facts.tsx'
import * as paths from '../paths.ts'
import { stateWords } from '../words.ts'

/** Find an order by its number, and those of one's own. */
export const find = page({
  path: paths.pay,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const typed = p.query.number?.trim()
    if (typed) return { title: text('缴款', 'Pay'), redirect: `${paths.pay}/${encodeURIComponent(typed)}` }
    const mine = p.actor.kind === 'person' ? await p.call(money.myOrders, {}) : undefined
    return {
      title: text('缴款', 'Pay'),
      body: (
        <PortalPage
          p={p}
          narrow
          title={t('缴款', 'Pay')}
          lead={t(
            '钱缴给代收银行，不缴给作出决定的机关和执法人员。附言写上缴款编号，银行一到账这里就看得到。',
            'You pay the collecting bank, never the authority or its officers. With the number as the reference, it is seen here as soon as the bank has it.',
          )}
        >
          <form method="get" class="form">
            <Field
              name="number"
              label={t('缴款编号', 'Number of the order')}
              hint={t('在通知、决定书上', 'On the notice or decision')}
            />
            <button class="button primary" type="submit">
              {t('查找', 'Find')}
            </button>
          </form>
          {mine && (
            <section>
              <h2>{t('我的', 'Mine')}</h2>
              {mine.length === 0 ? (
                <Empty>{t('没有。', 'None.')}</Empty>
              ) : (
                <ul class="plain links">
                  {mine.map((o) => (
                    <li>
                      <a href={`${paths.pay}/${o.number}`}>{t(o.purpose)}</a>
                      <p>
                        <Light colour={o.overdue ? 'red' : o.owed > 0 ? 'yellow' : 'green'}>
                          {t(stateWords[o.state])}
                        </Light>{' '}
                        <Money fen={o.amount} lang={lang} /> · {sayDay(o.due, lang)}
                      </p>
                    </li>
                  ))}
                </ul>
              )}
            </section>
          )}
        </PortalPage>
      ),
    }
  },
})

export const order = page({
  path: `${paths.pay}/:number`,
  shell: 'portal',
  allow: anyone,
  async render(p) {
    const { t, lang } = p
    const found = await p.call(money.viewOrder, { number: p.params.number! })
    const demonstration = (await setting<boolean>(p.tx, 'demonstration')) === true
    return {
      title: text('缴款通知', 'Order to pay'),
      body: (
        <PortalPage
          p={p}
          narrow
          title={t('缴款通知', 'Order to pay')}
          back={{ href: paths.pay, text: t('缴款', 'Pay') }}
        >
          <OrderFacts order={found} lang={lang} />
          {found.owed > 0 && (
            <p>
              {t(
                '到任何银行网点、网上银行转账都可以，别人替您缴也可以；附言写上编号。',
                'At any branch or by transfer; somebody else may pay for you. Write the number as the reference.',
              )}
            </p>
          )}
          {demonstration && found.owed > 0 && (
            <p>
              <a class="button primary" href={`/demo-bank?order=${found.number}`}>
                {t('到演示银行缴', 'Pay at the demonstration bank')}
              </a>
            </p>
          )}
        </PortalPage>
      ),
    }
  },
})
