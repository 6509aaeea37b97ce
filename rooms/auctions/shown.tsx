import type { ComponentChildren } from 'preact'
import type { Lang, Output, PageContext } from '../../kernel/platform/index.ts'
import type { contract as auction } from '../../trade/auction/index.ts'
import { Facts, Proof, sayIn, sayYuan } from '../../web/ui/index.ts'
import * as paths from './paths.ts'
import { SalePart } from './sale-part.tsx'
import { entryOf, sayInstant, type View } from './words.ts'

type Log = Output<typeof auction.log>

/** The live part and what stands around it, with or without scripts. */
export function Hall({
  p,
  v,
  here,
  stream = paths.stream(v.number),
  children,
}: {
  p: PageContext
  v: View
  here: string
  /** Where it is followed; the hall follows more. */
  stream?: string
  children?: ComponentChildren
}) {
  const { t, lang } = p
  return (
    <section class="hall" data-hall={stream} aria-label={t('竞价现场', 'The sale as it happens')}>
      <p class="small no-print">
        <span
          data-line
          role="status"
          data-on={t('● 实时：您看到的就是服务器上的', '● live: what you see is what the server has')}
          data-off={t(
            '■ 连接断了，正在重连；下面是断开前的情况，请不要据此报价',
            '■ the line is down, trying again; what stands below is old: do not bid on it',
          )}
        />{' '}
        <span data-skew data-says={t('您的钟比服务器', 'your clock is off by')} />
        <noscript>
          <a href={here}>{t('刷新看最新', 'Reload for the newest')}</a>
        </noscript>
      </p>
      <div data-part="sale" aria-live="polite">
        <SalePart v={v} lang={lang} />
      </div>
      {children}
    </section>
  )
}

/** What was announced: the terms, the rules by which it runs, and whether their source was confirmed. */
export function Terms({ v, lang }: { v: View; lang: Lang }) {
  const t = sayIn(lang)
  const { terms, profile } = v
  const minutes = (ms: number) => t(`${ms / 60_000} 分钟`, `${ms / 60_000} min`)
  return (
    <>
      <Facts
        rows={[
          [t('起始价', 'Start price'), sayYuan(terms.start, lang)],
          [t('加价幅度', 'Step'), sayYuan(terms.step, lang)],
          ...(terms.cap ? [[t('最高限价', 'Cap'), sayYuan(terms.cap, lang)] as [string, string]] : []),
          [t('开始', 'Begins'), sayInstant(terms.opens)],
          [t('挂牌截止', 'Listing ends'), sayInstant(terms.closes)],
          [t('规则', 'Rules'), `${profile.title[lang]} v${profile.version}`],
        ]}
      />
      <details class="more">
        <summary>{t('按什么规则', 'By which rules')}</summary>
        <ol>
          {profile.stages.map((s) => (
            <li>
              {s.title[lang]}
              {'ends' in s && 'after' in s.ends && `：${minutes(s.ends.after)}`}
              {'window' in s &&
                s.window !== undefined &&
                t(
                  `；最后 ${minutes(s.window)} 内报价，截止时间延到报价后 ${minutes(s.window)}`,
                  `; a bid in the last ${minutes(s.window)} puts the end to ${minutes(s.window)} after it`,
                )}
            </li>
          ))}
        </ol>
        <ul class="small">
          {profile.sources.map((s) => (
            <li>
              {s.of[lang]} {!s.confirmed && t('（出处未核实）', '(not confirmed)')}
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** Every entry, the newest first, with its receipt. */
export function Entries({ v, log, lang, most = 200 }: { v: View; log: Log; lang: Lang; most?: number }) {
  const t = sayIn(lang)
  const shown = log.lines.slice(-most).reverse()
  return (
    <div class="scroll">
      <table class="table dense">
        <caption class="visually-hidden">{t('竞价记录', 'Log of the sale')}</caption>
        <thead>
          <tr>
            <th scope="col" class="num">
              {t('编号', 'No.')}
            </th>
            <th scope="col" class="num">
              {t('服务器收到', 'Arrived')}
            </th>
            <th scope="col">{t('内容', 'What')}</th>
            <th scope="col">{t('凭证', 'Receipt')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((l) => (
            <tr>
              <td class="num">{l.n}</td>
              <td class="num">{sayInstant(l.at, true)}</td>
              <td>{entryOf(v, l, lang, log.words[String(l.n)]?.[lang])}</td>
              <td>{l.act && <Proof actId={l.act} lang={lang} of={entryOf(v, l, lang)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {log.lines.length > most && (
        <p class="small">
          {t(
            `共 ${log.lines.length} 条，全部在记录文件里。`,
            `${log.lines.length} in all; the log file has every one.`,
          )}
        </p>
      )}
    </div>
  )
}

/** Seconds between two entries of the replay: as they were, or as many times quicker. */
const SPEEDS = [1, 10, 60, 600]

/**
 * The sale again, entry by entry: how it stood after each, by the same rules that decided it. Without a script; with a speed the page
 * goes on by itself, after the time that really lay between, divided by it.
 */
export function Replay({
  v,
  log,
  lang,
  entry,
  speed,
}: {
  v: View
  log: Log
  lang: Lang
  entry: number
  speed: number
}) {
  const t = sayIn(lang)
  const at = log.lines.findIndex((l) => l.n >= entry)
  const now = log.lines[at < 0 ? log.lines.length - 1 : at]
  if (!now) return null
  const before = log.lines.slice(0, log.lines.indexOf(now) + 1)
  const best = before.findLast((l) => l.type === 'bid')
  const next = log.lines[before.length]
  const last = log.lines[before.length - 2]
  const to = (n: number, by = speed) => `?entry=${n}${by ? `&speed=${by}` : ''}#replay`
  const wait = next && speed ? (Date.parse(next.at) - Date.parse(now.at)) / 1000 / speed : 0
  return (
    <section id="replay" data-replay={next && speed ? to(next.n) : undefined} data-wait={String(Math.min(wait, 20))}>
      <h2>{t('回放', 'Replay')}</h2>
      <p class="num">
        {t(`第 ${now.n} 条`, `Entry ${now.n}`)} · {sayInstant(now.at, true)} ·{' '}
        {entryOf(v, now, lang, log.words[String(now.n)]?.[lang])}
      </p>
      <p>
        {best && best.type === 'bid'
          ? t(`这时最后的报价：${entryOf(v, best, lang)}`, `The last bid then: ${entryOf(v, best, lang)}`)
          : t('这时还没有报价', 'No bid yet')}
        {now.until && t(`；截止 ${sayInstant(now.until)}`, `; to end at ${sayInstant(now.until)}`)}
      </p>
      <p class="links-row no-print">
        {last && <a href={to(last.n, 0)}>{t('上一条', 'Back')}</a>}
        {next && <a href={to(next.n, 0)}>{t('下一条', 'Next')}</a>}
        <a href={to(log.lines[0]!.n, 0)}>{t('从头', 'From the beginning')}</a>
        {next && SPEEDS.map((by) => <a href={to(now.n, by)}>{t(`自动 ×${by}`, `Play ×${by}`)}</a>)}
      </p>
    </section>
  )
}
