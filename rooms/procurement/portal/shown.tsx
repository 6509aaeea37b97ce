import type { Lang, Output } from '../../../kernel/platform/index.ts'
import { bondWords } from '../../../trade/bond/contract.ts'
import { PlainTable, sayIn, sayTime, sayYuan } from '../../../web/ui/index.ts'
import type { process } from '../contract.ts'
import { portal } from '../paths.ts'
import { codes, decisions, flags, kept, objects } from '../words.ts'

type Props = { c: Output<typeof process>; lang: Lang }

/** Suppliers as opened, and after the evaluation their ranks and points; losing and rejected ones too. */
export function Bids({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.bids.length === 0) return null
  const of = (bidder: number) => c.ranking?.find((r) => r.bidder === bidder)
  const ranked = [...c.bids].sort((a, b) => (of(a.bidder)?.rank ?? 99) - (of(b.bidder)?.rank ?? 99))
  const rank = (bidder: number) => {
    const r = of(bidder)
    if (!r) return '—'
    if (r.rank !== null) return String(r.rank)
    const why = [...new Set(r.rejected)].map((code) => codes[code as '1'][lang]).join(t('；', '; '))
    return `■ ${why || t('没有可比的报价', 'no price that compares')}`
  }
  const bonds = c.bids.some((b) => b.bond !== null)
  const title = c.ranking ? t('评审结果', 'Evaluation') : t('开启一览', 'As opened')
  return (
    <section>
      <h2>{title}</h2>
      <PlainTable
        caption={title}
        quiet
        columns={[
          { title: t('供应商', 'Supplier') },
          { title: t('报价', 'Price'), number: true },
          { title: t('评审时的扣除', 'Deductions') },
          ...(bonds ? [{ title: t('保证金', 'Bond') }] : []),
          ...(c.ranking ? [{ title: t('名次', 'Rank') }, { title: t('评审价或总分', 'Compared'), number: true }] : []),
        ]}
        rows={ranked.map((b) => [
          [b.name ?? b.bidder, ...b.members.map((m) => `${m.name}（${m.part}）`)].join(' + '),
          b.price === null ? t('评审结束前不公开', 'not before the evaluation') : sayYuan(b.price, lang),
          b.flags.map((f) => flags[f as 'sme'][lang]).join(t('、', ', ')) || '—',
          ...(bonds ? [b.bond ? t('到账', 'came') : t('未按时到账', 'not in time')] : []),
          ...(c.ranking ? [rank(b.bidder), compared(of(b.bidder)?.total, c.criteria.length > 0, lang)] : []),
        ])}
      />
      <p class="small">
        {c.scoringTitle[lang]} ·{' '}
        {t('扣除只用于比较，合同按报价签订。', 'Deductions only compare; the contract is at the price quoted.')}{' '}
        <a href={`${portal}/${c.number}/opening.json`}>{t('开启记录（供重算）', 'Record of the opening')}</a>{' '}
        {c.draw && <a href={`/api/draw/get-record?id=${c.draw}`}>{t('抽取记录', 'record of the draw')}</a>}
      </p>
      {c.kept.map((k) => (
        <p class="small">
          {t(`${k.bidder} 号的保证金不予退还`, `The bond of no. ${k.bidder} is kept`)}：
          {kept[k.reason as 'revoked'][lang]}
          {k.words && `（${k.words}）`}
        </p>
      ))}
      {c.signed.length > 0 && (
        <p class="small">
          {c.signed
            .map(
              (s) =>
                `${s.member} ${s.agrees ? t('签署', 'signed') : t('不同意', 'dissents')}${s.reason ? `：${s.reason}` : ''}`,
            )
            .join(' · ')}
          {c.names.length > 0 && ` · ${c.names.join(t('、', ', '))}`}
        </p>
      )}
    </section>
  )
}
/** Of a lowest price the price that was compared, in 分 as a decimal; of a composite the points. */
const compared = (total: string | undefined, points: boolean, lang: Lang) =>
  total === undefined || total === '—' ? '—' : points ? total : sayYuan(Math.round(Number(total)), lang)

/** The lots of the procedure, each a link to its own page. */
export function Lots({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.lots.length === 0) return null
  const { mayBid, mayWin } = c.form
  return (
    <section>
      <h2>{t('分包', 'Lots')}</h2>
      <p class="small">
        {mayBid
          ? t(`一家最多参加 ${mayBid} 个包。`, `One may bid for ${mayBid} lots at most. `)
          : t('可以参加任何一个或几个包。', 'One may bid for any of them. ')}
        {mayWin &&
          t(
            `一家最多中 ${mayWin} 个，按包的次序确认。`,
            `One may win ${mayWin} at most; they are confirmed in their order.`,
          )}
      </p>
      <PlainTable
        caption={t('分包', 'Lots')}
        quiet
        columns={[
          { title: t('包', 'Lot'), number: true },
          { title: t('名称', 'Name') },
          { title: t('最高限价', 'Ceiling'), number: true },
          { title: t('状态', 'Status') },
        ]}
        rows={c.lots.map((l) => {
          const name = lang === 'zh' ? l.title : l.titleEn
          return [
            l.no,
            l.number === c.number ? <b>{name}</b> : <a href={`${portal}/${l.number}`}>{name}</a>,
            sayYuan(l.ceiling, lang),
            l.statusText[lang],
          ]
        })}
      />
    </section>
  )
}

/** The reader’s own bonds: what is to be paid, and how it stands. */
export function Bonds({ c, lang }: Props) {
  const t = sayIn(lang)
  const { bond, performance } = c.now
  if (!bond && !performance) return null
  return (
    <p class="notice info" role="status">
      {bond && (
        <>
          {t('您的保证金', 'Your bond')}：<a href={`/pay/${bond.order}`}>{bondWords[bond.state][lang]}</a>
          {bond.state === 'due' && t('（截止以前到账，否则响应无效）', ' (by the deadline, or the bid is void)')}{' '}
        </>
      )}
      {performance && (
        <>
          {t('履约保证金', 'Performance bond')}：
          <a href={`/pay/${performance.order}`}>
            {performance.paid ? t('已到账', 'has come') : t('待缴纳', 'to be paid')}
          </a>
        </>
      )}
    </p>
  )
}

export function Papers({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.documents.length === 0) return null
  return (
    <section>
      <h2>{t('采购文件', 'Documents')}</h2>
      <ul>
        {c.documents.map((d) => (
          <li>
            <a href={`${portal}/${c.number}/documents/${d.sha256}`}>{d.name}</a>{' '}
            <span class="small">
              {(d.size / 1024).toFixed(0)} kB · SHA-256 <code>{d.sha256.slice(0, 16)}…</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function Remedies({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.challenges.length === 0) return null
  return (
    <section>
      <h2>{t('质疑和投诉', 'Challenges and complaints')}</h2>
      {c.challenges.map((x) => (
        <p>
          {t(`第 ${x.n} 项`, `No. ${x.n}`)} · {objects[x.on as 'result'][lang]} · {sayTime(x.at, lang)}
          {x.words && `：${x.words}`}
          <br />
          {x.answer ? `${t('答复', 'Answer')}：${x.answer}` : `▲ ${t('待答复', 'waits for its answer')}`}
          {x.complained && !x.decided && (
            <>
              <br />▲ {t('已向财政部门投诉', 'taken to the finance office')}
            </>
          )}
          {x.decided && (
            <>
              <br />
              {t('投诉处理', 'Decided')}：{decisions[x.decided.outcome as 'reject'][lang]}：{x.decided.words}
            </>
          )}
        </p>
      ))}
    </section>
  )
}
