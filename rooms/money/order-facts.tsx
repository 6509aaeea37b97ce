import type { ComponentChildren } from 'preact'
import { type contract, kinds } from '../../kernel/money/index.ts'
import type { Lang } from '../../kernel/platform/text.ts'
import { Facts, Light, Money, sayDay, sayIn } from '../../web/ui/index.ts'
import { paidWords, stateWords } from './words.ts'

/** What is to be paid, where to, by when, and what came. */
export function OrderFacts({ order: o, lang }: { order: contract.OrderView; lang: Lang }) {
  const t = sayIn(lang)
  const colour = o.overdue ? 'red' : o.owed > 0 ? 'yellow' : o.state === 'cancelled' ? 'off' : 'green'
  return (
    <>
      <Facts
        rows={[
          [
            t('状态', 'State'),
            <Light colour={colour}>{o.overdue ? t('逾期未缴', 'overdue') : t(stateWords[o.state])}</Light>,
          ],
          [t('为什么', 'For'), `${t(kinds[o.kind].title)} · ${t(o.purpose)}`],
          [t('金额', 'Amount'), <Money fen={o.amount} lang={lang} large />],
          [t('还要缴', 'Still owed'), <Money fen={o.owed} lang={lang} />],
          ...(o.excess > 0
            ? [[t('可退', 'May be returned'), <Money fen={o.excess} lang={lang} />] as [string, ComponentChildren]]
            : []),
          [t('最后一日', 'Last day'), sayDay(o.due, lang)],
          [t('收款', 'Pay to'), `${t(o.bank)} ${o.account}`],
          [t('附言写', 'Reference to write'), <code>{o.number}</code>],
          ...(o.payer ? [[t('缴款人', 'Payer'), o.payer] as [string, string]] : []),
          ...(o.caseNumber ? [[t('办件', 'Case'), o.caseNumber] as [string, string]] : []),
        ]}
      />
      {o.parts.length > 1 && (
        <section>
          <h2>{t('分期', 'Parts')}</h2>
          <ul class="plain">
            {o.parts.map((part) => (
              <li>
                {sayDay(part.due, lang)} <Money fen={part.amount} lang={lang} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {o.payments.length > 0 && (
        <section>
          <h2>{t('到账', 'Received')}</h2>
          <ul class="plain">
            {o.payments.map((payment) => (
              <li>
                {sayDay(payment.on, lang)} <Money fen={payment.amount} lang={lang} /> {t(paidWords[payment.as])}
                {payment.late && t('，逾期', ', late')}
                {payment.other && t('，付款户名与缴款人不同', ', the paying account has another name')}
              </li>
            ))}
          </ul>
        </section>
      )}
      {o.refundOrdered > 0 && (
        <p>
          {t('已通知银行退 ', 'Refund ordered: ')}
          <Money fen={o.refundOrdered} lang={lang} />
          {t('，已退 ', '; returned: ')}
          <Money fen={o.refunded} lang={lang} />
          {o.interest > 0 && (
            <>
              {t('；另付利息 ', '; with interest of ')}
              <Money fen={o.interest} lang={lang} />
            </>
          )}
        </p>
      )}
    </>
  )
}
