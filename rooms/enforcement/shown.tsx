import { type Lang, type Output, text } from '../../kernel/platform/index.ts'
import { Facts, Light, Money, sayDay, sayIn } from '../../web/ui/index.ts'
import type { view } from './contract.ts'

type View = Pick<Output<typeof view>, 'computed' | 'due' | 'marks'>

/** Lists on which the decision put the party: until when, and how one gets off. */
export function MarksOf({ v, lang }: { v: Pick<View, 'marks'>; lang: Lang }) {
  const t = sayIn(lang)
  if (v.marks.length === 0) return null
  return (
    <section aria-labelledby="marks-title">
      <h3 id="marks-title">{t('信用记录', 'Credit record')}</h3>
      <ul class="plain">
        {v.marks.map((m) => (
          <li>
            {t(m.title)} · {t('至', 'until')} {sayDay(m.to, lang)}
            {!m.confirmed && ` · ${t('◐ 期限未核实', '◐ term not confirmed')}`}
            <br />
            <span class="small">{t(m.repair)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Where the fine lies in its band: a picture, and the same in numbers. */
export function BandOf({ v, lang }: { v: Pick<View, 'computed'>; lang: Lang }) {
  const t = sayIn(lang)
  const c = v.computed!
  return (
    <section aria-labelledby="band-title">
      <h3 id="band-title">{t('裁量', 'Discretion')}</h3>
      <Band from={c.band.from} to={c.band.to} fine={c.fine} lang={lang} />
      <Facts
        rows={[
          [
            t('幅度', 'Band'),
            <>
              <Money fen={c.band.from} lang={lang} /> – <Money fen={c.band.to} lang={lang} />
            </>,
          ],
          [t('罚款', 'Fine'), <Money fen={c.fine} lang={lang} />],
          [
            t('位置', 'Position'),
            c.deviation ? (
              <Light colour="yellow">{t('在幅度以外', 'outside the band')}</Light>
            ) : c.position === null ? (
              '—'
            ) : (
              `${(c.position / 100).toFixed(1)} %`
            ),
          ],
          [
            t('基准', 'Standard'),
            <a href={`/standards/${c.standard}`}>
              {t(`裁量基准第 ${c.version} 版`, `Standard, version ${c.version}`)} · {t(c.rule)}
            </a>,
          ],
        ]}
      />
    </section>
  )
}

/** A band as a bar from its lower to its upper end, with the fine as a mark; drawn without a script. */
export function Band({ from, to, fine, lang }: { from: number; to: number; fine?: number; lang: Lang }) {
  const t = sayIn(lang)
  const span = Math.max(to - from, 1)
  const low = Math.min(from, fine ?? from)
  const high = Math.max(to, fine ?? to)
  const x = (n: number) => 10 + (280 * (n - low)) / Math.max(high - low, 1)
  const said = t(
    `幅度 ${from / 100} 至 ${to / 100} 元${fine === undefined ? '' : `，罚款 ${fine / 100} 元`}`,
    `band ${from / 100} to ${to / 100} yuan${fine === undefined ? '' : `, fine ${fine / 100} yuan`}`,
  )
  return (
    <svg class="band" viewBox="0 0 300 44" width="300" height="44" role="img" aria-label={said}>
      <line x1="10" x2="290" y1="22" y2="22" stroke="currentColor" stroke-opacity="0.35" />
      <rect
        x={x(from)}
        y="14"
        width={Math.max(2, (280 * span) / Math.max(high - low, 1))}
        height="16"
        fill="currentColor"
        fill-opacity="0.18"
      />
      {fine !== undefined && <path d={`M ${x(fine)} 6 V 38`} stroke="currentColor" stroke-width="3" />}
    </svg>
  )
}

const WHAT: Record<string, { zh: string; en: string }> = {
  counted: text('计', 'counted'),
  stayed: text('中止', 'stayed'),
  ceiling: text('已到上限', 'at its ceiling'),
}

/** What is to be paid, and the surcharge day by day with its arithmetic. */
export function DueOf({ v, lang }: { v: Pick<View, 'due'>; lang: Lang }) {
  const t = sayIn(lang)
  const d = v.due!
  return (
    <section aria-labelledby="due-title">
      <h3 id="due-title">{t('缴款', 'Payment')}</h3>
      <Facts
        rows={[
          [t('应缴', 'To pay'), <Money fen={d.fine} lang={lang} />],
          [t('已缴', 'Paid'), <Money fen={d.paid} lang={lang} />],
          ...(d.surcharge > 0
            ? [[t('加处罚款', 'Surcharge'), <Money fen={d.surcharge} lang={lang} />] as [string, never]]
            : []),
          [t('还差', 'Open'), <Money fen={d.balance} lang={lang} large />],
          ...(d.by ? [[t('最后一日', 'Last day'), sayDay(d.by, lang)] as [string, string]] : []),
        ]}
      />
      {d.orders.map((o) => (
        <p>
          {t(o.kind)} <Money fen={o.amount} lang={lang} />{' '}
          <a href={`/pay/${o.number}`}>{t(`缴款通知 ${o.number}`, `Order to pay ${o.number}`)}</a>
        </p>
      ))}
      {d.surcharge > 0 && d.balance > 0 && !d.orders.some((o) => o.kind.en === 'Surcharge') && (
        <p class="small">
          {t(
            '加处罚款在催告时，或者罚款缴清的当天，另开缴款通知。',
            'An order for the surcharge is made when you are urged, or on the day on which the fine is paid in full.',
          )}
        </p>
      )}
      {d.plan.length > 0 && (
        <ul class="plain">
          {d.plan.map((part) => (
            <li>
              {sayDay(part.due, lang)} <Money fen={part.amount} lang={lang} />
            </li>
          ))}
        </ul>
      )}
      {d.lines.length > 0 && (
        <details class="more">
          <summary>
            {t(
              '加处罚款逐日看（每日百分之三，不超过罚款本数）',
              'The surcharge day by day (3 % a day, at most the fine)',
            )}
          </summary>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th>{t('日期', 'Day')}</th>
                  <th>{t('未缴', 'Unpaid')}</th>
                  <th>{t('计不计', 'Counted')}</th>
                  <th>{t('累计', 'Sum')}</th>
                </tr>
              </thead>
              <tbody>
                {d.lines.map((l) => (
                  <tr>
                    <td>{l.from === l.to ? l.from : `${l.from} – ${l.to}`}</td>
                    <td>
                      <Money fen={l.base} lang={lang} />
                    </td>
                    <td>{t(WHAT[l.what] ?? text(l.what, l.what))}</td>
                    <td>
                      <Money fen={l.sum} lang={lang} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  )
}
