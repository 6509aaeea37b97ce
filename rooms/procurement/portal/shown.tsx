import type { Lang, Output } from '../../../kernel/platform/index.ts'
import { PlainTable, sayIn, sayTime, sayYuan } from '../../../web/ui/index.ts'
import type { process } from '../contract.ts'
import { portal } from '../paths.ts'
import { codes, decisions, flags, objects } from '../words.ts'

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
          ...(c.ranking ? [{ title: t('名次', 'Rank') }, { title: t('评审价或总分', 'Compared'), number: true }] : []),
        ]}
        rows={ranked.map((b) => [
          b.name ?? b.bidder,
          b.price === null ? t('评审结束前不公开', 'not before the evaluation') : sayYuan(b.price, lang),
          b.flags.map((f) => flags[f as 'sme'][lang]).join(t('、', ', ')) || '—',
          ...(c.ranking ? [rank(b.bidder), compared(of(b.bidder)?.total, c.criteria.length > 0, lang)] : []),
        ])}
      />
      <p class="small">
        {c.scoringTitle[lang]} ·{' '}
        {t('扣除只用于比较，合同按报价签订。', 'Deductions only compare; the contract is at the price quoted.')}{' '}
        <a href={`${portal}/${c.number}/opening.json`}>{t('开启记录（供重算）', 'Record of the opening')}</a>{' '}
        {c.draw && <a href={`/api/draw/get-record?id=${c.draw}`}>{t('抽取记录', 'record of the draw')}</a>}
      </p>
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
