import { cite, formatCitation } from '../../kernel/law/index.ts'
import type { Lang, Output } from '../../kernel/platform/index.ts'
import type { contract as auction } from '../../trade/auction/index.ts'
import { Facts, Proof, sayIn, sayTime, sayYuan } from '../../web/ui/index.ts'
import * as paths from './paths.ts'
import type { Line, Presence } from './presence.ts'
import { Entries } from './shown.tsx'
import { sayInstant, type View } from './words.ts'

export type HallView = Output<typeof auction.hall>
type Log = Output<typeof auction.log>
export type HallProps = { v: View; h: HallView; log: Log; presence: Presence; lang: Lang }

const ROLES = {
  seller: { zh: '出让人', en: 'Seller' },
  keeper: { zh: '主持人', en: 'Keeper' },
  watcher: { zh: '监督', en: 'Supervision' },
  notary: { zh: '公证员', en: 'Notary' },
} as const

/** Tenths of a percent of a whole, exactly, rounded down: 20.0 %. */
const share = (part: number, whole: number): string => {
  const tenths = whole > 0 ? (BigInt(part) * 1000n) / BigInt(whole) : 0n
  return `${tenths / 10n}.${tenths % 10n} %`
}

/** What the hall sees beside the sale itself, as it changes: who is here, lines, deposits, signs, and every entry with its receipt. */
export function HallPart({ v, h, log, presence, lang }: HallProps) {
  const t = sayIn(lang)
  return (
    <div class="hall-columns">
      <div>
        {v.asked && (
          <section class="notice warning" data-asked={v.asked.what}>
            <strong>{t('有一项待确认', 'Something waits to be confirmed')}</strong>
            <p>
              {v.asked.by[lang]}：{v.asked.reason} <a href={`${paths.desk}/${v.number}`}>{t('去确认', 'Look at it')}</a>
            </p>
          </section>
        )}
        <Reserved v={v} lang={lang} />
        <h2>{t('谁在场', 'Who is here')}</h2>
        <ul class="plain">
          {(Object.keys(ROLES) as (keyof typeof ROLES)[]).map((role) => {
            const one = presence.hall.get(role)
            return (
              <li>
                {one && one.lines > 0 ? '● ' : '○ '}
                {ROLES[role][lang]}
                {one && one.lines > 0
                  ? t(
                      `，在场 ${one.lines} 人，自 ${sayInstant(one.since)}`,
                      `: ${one.lines} here, since ${sayInstant(one.since)}`,
                    )
                  : t('，不在场', ': not here')}
              </li>
            )
          })}
        </ul>
        <p class="small">{t(`公众在看：${presence.watching} 人`, `Watching in public: ${presence.watching}`)}</p>
        <h2>{t('竞买人连线', 'Bidders’ lines')}</h2>
        <ul class="plain">
          {presence.bidders.map((b) => (
            <li>{sayLine(b, lang)}</li>
          ))}
          {presence.bidders.length === 0 && <li>{t('还没有竞买人连过', 'no bidder has been connected yet')}</li>}
          {h.lapsed.map((n) => (
            <li>
              {t(
                `▲ ${n} 号：代理授权已经结束，续办以前不能再报价；已报的有效`,
                `▲ ${n}: the authority ended; no further bids until it is renewed, what was bid stands`,
              )}
            </li>
          ))}
        </ul>
        <Deposits v={v} h={h} lang={lang} />
        {h.signs && <Signs signs={h.signs} lang={lang} />}
        {h.signed && (
          <section class="notice success">
            <strong>{t('公证员已签署记录', 'The notary has signed the record')}</strong>
            <p class="small">
              {sayTime(h.signed.at, lang)} · {t(`${h.signed.entries} 条`, `${h.signed.entries} entries`)} · SHA-256{' '}
              <code>{h.signed.digest.slice(0, 16)}…</code>{' '}
              <Proof actId={h.signed.act} lang={lang} of={t('签署记录', 'the signature')} />
            </p>
          </section>
        )}
      </div>
      <div>
        <h2>{t('记录', 'Record')}</h2>
        <Entries v={v} log={log} lang={lang} most={40} />
      </div>
    </div>
  )
}

/** A line that is down, or was lost often, is what a bidder would dispute the result with. */
function sayLine(b: Line, lang: Lang): string {
  const t = sayIn(lang)
  const lost = b.lost === 0 ? '' : t(`，断过 ${b.lost} 次`, `, lost ${b.lost} times`)
  return b.lines > 0
    ? t(
        `● ${b.bidder} 号在线，自 ${sayInstant(b.since)}${lost}`,
        `● ${b.bidder} up since ${sayInstant(b.since)}${lost}`,
      )
    : t(
        `■ ${b.bidder} 号断线，自 ${sayInstant(b.since)}${lost}`,
        `■ ${b.bidder} down since ${sayInstant(b.since)}${lost}`,
      )
}

/** How deep the money lies under the price: whoever wins and does not pay loses his. */
function Deposits({ v, h, lang }: { v: View; h: HallView; lang: Lang }) {
  const t = sayIn(lang)
  const price = v.best?.amount ?? v.terms.start
  const { bidders, known, total, least } = h.deposits
  return (
    <>
      <h2>{t('保证金', 'Deposits')}</h2>
      <Facts
        rows={[
          [t('有资格的', 'Qualified'), t(`${bidders} 人，已缴 ${known} 人`, `${bidders}, of whom ${known} paid`)],
          ...(least === null
            ? []
            : ([
                [
                  t('每人至少', 'Each at least'),
                  t(
                    `${sayYuan(least, lang)}，为现价的 ${share(least, price)}`,
                    `${sayYuan(least, lang)}, ${share(least, price)} of the price now`,
                  ),
                ],
                [
                  t('合计', 'Together'),
                  t(
                    `${sayYuan(total, lang)}，为现价的 ${share(total, price)}`,
                    `${sayYuan(total, lang)}, ${share(total, price)} of it`,
                  ),
                ],
              ] as [string, string][])),
        ]}
      />
    </>
  )
}

const SAYS = {
  account: { zh: '保证金出自同一账户', en: 'Deposits from one account' },
  browser: { zh: '从同一个浏览器报价', en: 'Bids from one browser' },
  address: { zh: '从同一网络地址报价（也可能只是同一幢楼）', en: 'Bids from one address (it may be but one building)' },
} as const

function Signs({ signs, lang }: { signs: NonNullable<HallView['signs']>; lang: Lang }) {
  const t = sayIn(lang)
  const law = formatCitation(cite('拍卖法', 37), lang)
  return (
    <>
      <h2>{t('可能是一个人的竞买号', 'Numbers that may be one bidder')}</h2>
      {signs.length === 0 ? (
        <p class="small">{t('没有发现。', 'None are seen.')}</p>
      ) : (
        <ul class="plain" data-signs>
          {signs.map((s) => (
            <li>
              ▲ {s.bidders.map((b) => t(`${b} 号`, String(b))).join(t('、', ', '))}：{SAYS[s.kind][lang]}{' '}
              <code>{s.value}</code>
              <ul class="small">
                {s.seen.slice(-6).map((x) => (
                  <li>
                    {t(`${x.bidder} 号`, String(x.bidder))} · {sayInstant(x.at)}
                    {x.n !== null && t(` · 第 ${x.n} 条`, ` · entry ${x.n}`)}
                    {x.n === null && t(' · 银行到账', ' · by the bank')}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <p class="small">
        {t(
          `只有监督和公证看得到；这是线索，不是认定，系统不因此拒绝报价；是不是串通由人查实（${law}）。需要时提请中止。`,
          `Only supervision and the notary see it: a sign, not a finding; no bid is refused for it; whether it is collusion is found by persons (${law}). Ask for a freeze where it is needed.`,
        )}
      </p>
    </>
  )
}

/** How the reserve stands once the sale waits for it: whom it waits for, or why it cannot be opened and who decides then. */
function Reserved({ v, lang }: { v: View; lang: Lang }) {
  const t = sayIn(lang)
  const { reserve, sealing } = v
  if (v.stage === 'deciding' && sealing?.called && !reserve?.called)
    return <Awaited of={t('密封报价', 'the sealed bids')} box={sealing.box} lang={lang} />
  if (v.outcome || !reserve?.called) return null
  if (reserve.fault)
    return (
      <section class="notice warning" role="alert">
        <strong>
          {reserve.fault === 'bidder'
            ? t(
                '底价信封里不是事先公布摘要的底价：责任在出让人。',
                'The envelope does not hold the reserve of the published digest: the seller is at fault.',
              )
            : t('底价信封打不开：出让人没有过错。', 'The reserve could not be opened, by no fault of the seller.')}
        </strong>
        <p>
          {t(
            '系统不替人决定：由大厅里的两个人写明理由终止，或另行处理。',
            'No program decides it: two persons of the hall end the sale with their reason, or deal with it otherwise.',
          )}
        </p>
      </section>
    )
  return <Awaited of={t('底价', 'the reserve')} box={reserve.box} lang={lang} />
}

/** For whom the sale waits, and where they do it. */
function Awaited({ of, box, lang }: { of: string; box: string; lang: Lang }) {
  const t = sayIn(lang)
  return (
    <section class="notice info">
      <strong>{t(`竞价已结束，等受托人开启${of}。`, `The bidding has ended; the trustees open ${of} now.`)}</strong>
      <p>
        <a href={`/desk/openings/${box}`}>{t('受托人交出份额', 'For trustees: release the shares')}</a>
      </p>
    </section>
  )
}
