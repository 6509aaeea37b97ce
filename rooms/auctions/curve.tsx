import type { Lang, Output } from '../../kernel/platform/index.ts'
import type { contract as auction } from '../../trade/auction/index.ts'
import { sayIn } from '../../web/ui/index.ts'
import { HEIGHT, stepsOf, WIDTH } from '../../web/ui/live/steps.rules.ts'
import { amountOf, sayInstant, type View } from './words.ts'

type Log = Output<typeof auction.log>
/** So many bids at most are drawn; all are in the log. */
const MOST = 400

/** Bids in money: where the price stands at its cap another quantity is bid, which is no price. */
function pricesIn(v: View, log: Log) {
  const bids = log.lines.filter((l) => l.type === 'bid')
  const capped = v.profile.capped === undefined ? -1 : bids.findIndex((b) => b.amount === v.terms.cap)
  return capped < 0 ? bids : bids.slice(0, capped + 1)
}

/** The price, bid by bid: a picture, its sentence, its numbers as a table. The island goes on drawing what comes. */
export function Curve({ v, log, lang }: { v: View; log: Log; lang: Lang }) {
  const t = sayIn(lang)
  const bids = pricesIn(v, log)
  const shown = bids.slice(-MOST)
  const priced = { ...v, stage: 'price' }
  const say = (amount: number) => amountOf(priced, amount, lang)
  const amounts = shown.map((b) => b.amount)
  const drawn = stepsOf(amounts.length > 0 ? amounts : [0])
  const [first, last] = [shown[0], shown.at(-1)]
  const says = t('{n} 次报价，从 {from} 到 {to}', '{n} bids, from {from} to {to}')
  return (
    <figure
      class="figure price-curve"
      data-curve={v.number}
      data-count={String(bids.length)}
      data-says={says}
      hidden={shown.length < 2}
    >
      <figcaption>{t('价格怎样走到现在', 'How the price came to where it is')}</figcaption>
      <p class="small num curve-most">{say(amounts.length > 0 ? Math.max(...amounts) : v.terms.start)}</p>
      <svg
        class="drawn"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={says
          .replace('{n}', String(bids.length))
          .replace('{from}', say(first?.amount ?? v.terms.start))
          .replace('{to}', say(last?.amount ?? v.terms.start))}
      >
        <path class="curve-area" d={drawn.area} />
        <path class="curve-line" d={drawn.line} />
      </svg>
      <p class="small num curve-ends">
        <span>{first && `${sayInstant(first.at)} · ${say(first.amount)}`}</span>
        <span data-last>{last && sayInstant(last.at)}</span>
      </p>
      <details class="more">
        <summary>{t('用表格看这些数', 'The same numbers as a table')}</summary>
        <div class="scroll">
          <table class="table dense">
            <caption class="visually-hidden">{t('每一次报价', 'Every bid')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('时间', 'Time')}</th>
                <th scope="col" class="num">
                  {t('报价', 'Bid')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((b) => (
                <tr data-amount={String(b.amount)} data-n={String(b.n)}>
                  <th scope="row" class="num">
                    {sayInstant(b.at)}
                  </th>
                  <td class="num">{say(b.amount)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  )
}

/** Bids that came since the message before, as the island adds them: number, when, how much, and both in words. */
export type NewBid = [n: number, at: string, amount: number, said: string]
export const newBids = (v: View, log: Log, lang: Lang): NewBid[] =>
  log.lines.flatMap((l) =>
    l.type === 'bid'
      ? [[l.n, sayInstant(l.at), l.amount, amountOf({ ...v, stage: 'price' }, l.amount, lang)] satisfies NewBid]
      : [],
  )
