import type { Lang } from '../../kernel/platform/index.ts'
import { left, sayIn } from '../../web/ui/index.ts'
import type { NewBid } from './curve.tsx'
import { amountOf, isSecond, resultOf, sayInstant, stageOf, type View } from './words.ts'

/**
 * How a sale stands, for everybody the same: price, who leads by number, the clock. What the island needs to say more of it to one
 * reader stands in data attributes.
 */
export function SalePart({ v, lang, bids = [] }: { v: View; lang: Lang; bids?: NewBid[] }) {
  const t = sayIn(lang)
  const best = isSecond(v) ? (v.second ?? v.best) : v.best
  const over = v.outcome !== null
  return (
    <div
      class="sale"
      data-sale={v.number}
      data-n={String(v.n)}
      data-stage={v.stage}
      data-lead={best ? String(best.bidder) : ''}
      data-next={v.next === null ? '' : String(v.next)}
      data-frozen={v.frozen ? 'true' : ''}
      data-over={over ? 'true' : ''}
      data-prices={isSecond(v) || v.profile.stages.some((s) => s.kind === 'sealed') ? undefined : String(v.bids)}
      data-bids={bids.length > 0 ? JSON.stringify(bids) : undefined}
    >
      <p class="sale-stage">
        {v.frozen ? t('■ 已中止', '■ frozen') : over ? t('已结束', 'ended') : `● ${stageOf(v)[lang]}`}
      </p>
      <p class="sale-price">
        <span class="small">
          {v.best
            ? over
              ? t('最后的最高价', 'last highest bid')
              : t('现在最高价', 'highest bid now')
            : t('起始价', 'start price')}
        </span>
        <b class="num">
          {amountOf(
            { ...v, stage: v.best && isSecond(v) && !v.second ? 'price' : v.stage },
            best?.amount ?? v.terms.start,
            lang,
          )}
        </b>
        <span class="small">
          {best
            ? t(`${best.bidder} 号，${sayInstant(best.at)}`, `bidder ${best.bidder}, ${sayInstant(best.at)}`)
            : v.bids > 0
              ? t('报价都密封着，截止以后一起打开', 'all bids are under seal; they are opened at once after the end')
              : t('还没有人报价', 'nobody has bid yet')}
        </span>
      </p>
      {over ? (
        <p class="sale-result">{resultOf(v, lang)}</p>
      ) : v.stage === 'deciding' && v.sealing?.called && !v.frozen ? (
        <p class="sale-result">
          {t(
            '报价已经截止。密封的报价由受托人一起开启，然后公布。',
            'Bidding has ended. The trustees open all sealed bids at once; then they are published.',
          )}
        </p>
      ) : v.reserve?.called ? (
        <p class="sale-result">
          {t(
            '报价已经结束。有底价：受托人开启以后公布结果。',
            'Bidding has ended. There is a reserve: the result follows when its trustees have opened it.',
          )}
        </p>
      ) : (
        <p class="sale-clock">
          <span class="small">
            {v.frozen
              ? t('恢复以后，剩余时间一秒不少。', 'When it goes on, exactly the time left is left.')
              : v.stage === 'before'
                ? t('距开始', 'begins in')
                : t('距截止', 'ends in')}
          </span>
          {v.until && !v.frozen && (
            <>
              <b class="num" data-until={v.until.toISOString()} data-now={v.now.toISOString()} data-lang={lang}>
                {left(v.until.getTime() - v.now.getTime())}
              </b>
              <time class="small" dateTime={v.until.toISOString()}>
                {sayInstant(v.until)}
              </time>
            </>
          )}
        </p>
      )}
      <p class="small">
        {t(`${v.bidders} 个竞买号，${v.bids} 次报价`, `${v.bidders} bidders, ${v.bids} bids`)}
        {v.terms.reserve &&
          (v.reserveSet
            ? v.outcome && v.outcome.kind !== 'terminated'
              ? t('；底价已公开', '; the reserve is public')
              : t('；有底价，密封中', '; there is a reserve, under seal')
            : t('；出让人可以设底价', '; the seller may set a reserve'))}
        {v.turn &&
          (v.turn.bidder
            ? t(`；轮到 ${v.turn.bidder} 号`, `; the turn of ${v.turn.bidder}`)
            : t('；轮次之间', '; between turns'))}
      </p>
    </div>
  )
}
