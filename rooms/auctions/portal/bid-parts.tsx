import { dayOf } from '../../../kernel/calendar/index.ts'
import { cite, formatCitation } from '../../../kernel/law/index.ts'
import type { PageContext } from '../../../kernel/platform/index.ts'
import { Act, capitals } from '../../../web/ui/index.ts'
import * as paths from '../paths.ts'
import { amountOf, isSecond, type View } from '../words.ts'

/** In whose name; what follows where that has ended in the middle of the sale, and what to do. */
export function ForWhom({ p, v }: { p: PageContext; v: View }) {
  const { t, lang } = p
  const { name, until, stands } = v.me!.forWhom!
  const law = formatCitation(cite('拍卖法', 36), lang)
  const soon = until !== null && v.until !== null && until <= dayOf(v.until)
  if (stands)
    return (
      <p class={soon ? 'notice warning' : 'small'}>
        {t(`您以“${name}”的名义竞买`, `You bid for ${name}`)}
        {until && t(`，授权到 ${until} 为止`, `, by an authority until ${until}`)}
        {soon
          ? t(
              '，可能在竞价结束前到期：请现在就续办（“我的资料和身份”）。',
              ': it may end before the sale does; please have it renewed now, under My profile and capacities.',
            )
          : t('。', '.')}
      </p>
    )
  return (
    <section class="notice warning" role="alert">
      <strong>
        {t(
          `您代“${name}”竞买的授权已经结束，现在不能报价。`,
          `Your authority to bid for ${name} has ended: you cannot bid now.`,
        )}
      </strong>
      <p>
        {v.me!.amount === null
          ? t('您还没有报过价。', 'You have not bid.')
          : t(
              `已经报的价仍然有效，不能撤回；最后如果是最高价，仍归“${name}”成交（${law}）。`,
              `What you bid stands and cannot be withdrawn; if it is the highest at the end, the deal is ${name}'s (${law}).`,
            )}
      </p>
      <p>
        {t('要继续报价：请委托人续办授权，在', 'To go on: have the authority renewed and register it under ')}
        <a href="/account/capacities">{t('“我的资料和身份”', 'My profile and capacities')}</a>
        {t('登记，登记好以后刷新本页就能报价。竞价不会停下来等。', '; reload this page then. The sale does not wait.')}
      </p>
    </section>
  )
}

/** The second step: the same amount in digits and in capitals, with what it does. */
export function Confirm({
  p,
  v,
  amount,
  leap,
  over,
}: {
  p: PageContext
  v: View
  amount: number
  leap: boolean
  over: number | null
}) {
  const { t, lang } = p
  return (
    <form method="post" class="confirm-amount">
      <Act p={p} name="bid" />
      <input type="hidden" name="amount" value={String(amount)} />
      {leap && <input type="hidden" name="sure" value="true" />}
      <p class="amount num">{amountOf(v, amount, lang)}</p>
      {!isSecond(v) && (
        <p class="capitals" lang="zh">
          {capitals(amount)}
        </p>
      )}
      {over !== null && amount !== over && (
        <p>
          {t(
            `比现在最低可报价多 ${amountOf(v, Math.abs(amount - over), lang)}。`,
            `${amountOf(v, Math.abs(amount - over), lang)} beyond the least that is taken now.`,
          )}
        </p>
      )}
      {leap && (
        <p>
          <b>
            {t(
              '▲ 跳得很高。金额没有错，就再确认一次。',
              '▲ That is a leap. If the amount is right, confirm it once more.',
            )}
          </b>
        </p>
      )}
      <p class="small">{t('确认后立即生效，不能撤回。', 'It counts at once and cannot be withdrawn.')}</p>
      <button class="button" type="submit">
        {leap ? t('金额没错，就报这个价', 'The amount is right: bid it') : t('确认报价', 'Confirm the bid')}
      </button>
      <p>
        <a href={paths.bidding(v.number)}>{t('不报，返回', 'No: back')}</a>
      </p>
    </form>
  )
}
