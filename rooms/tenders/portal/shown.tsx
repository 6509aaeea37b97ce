import type { ComponentChildren } from 'preact'
import type { Lang, Output } from '../../../kernel/platform/index.ts'
import { PlainTable, sayIn, sayTime, sayYuan } from '../../../web/ui/index.ts'
import type { tender } from '../contract.ts'
import { codes, outcomes } from '../words.ts'

type View = Output<typeof tender>
type Props = { c: View; lang: Lang }

type Column<R> = { title: string; number?: boolean; cell(row: R): ComponentChildren }
const Rows = <R,>({ of, columns, caption }: { of: readonly R[]; columns: Column<R>[]; caption: string }) => (
  <PlainTable caption={caption} quiet columns={columns} rows={of.map((row) => columns.map((c) => c.cell(row)))} />
)

/** 唱标: every bid as it was opened. */
export function Opened({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.bids.length === 0) return null
  const price = (b: View['bids'][number]) => {
    const said = b.sheet?.price
    if (typeof said !== 'number' || said <= 0) return t('没有可比的报价', 'none that compares')
    return `${sayYuan(said, lang)}${said > c.form.ceiling ? ` ▲ ${t('高于限价', 'over the ceiling')}` : ''}`
  }
  return (
    <section>
      <h2>{t('开标一览', 'As opened')}</h2>
      <Rows
        caption={t('开标一览', 'As opened')}
        of={c.bids}
        columns={[
          { title: t('投标人', 'Bidder'), cell: (b) => b.name ?? '—' },
          { title: t('编号', 'Number'), cell: (b) => b.bidder },
          { title: t('报价', 'Price'), number: true, cell: price },
          { title: t('工期', 'Days'), number: true, cell: (b) => b.sheet?.days ?? '—' },
          { title: t('质量', 'Quality'), cell: (b) => b.sheet?.quality ?? '—' },
          { title: t('保证金', 'Bond'), cell: (b) => (b.bond ? t('到账', 'came') : t('未到账', 'did not come')) },
          {
            title: t('开启', 'Opening'),
            cell: (b) =>
              b.outcome === 'opened'
                ? `● ${outcomes.opened[lang]}`
                : `■ ${outcomes[b.outcome as 'platform']?.[lang] ?? b.outcome}`,
          },
        ]}
      />
      <details class="more">
        <summary>{t('投标文件的摘要', 'Digests of the bid documents')}</summary>
        <ul class="small">
          {c.bids.flatMap((b) =>
            b.files.map((f) => (
              <li>
                {b.bidder}: {(f.size / 1024).toFixed(0)} kB <code>{f.sha256.slice(0, 32)}…</code>
              </li>
            )),
          )}
        </ul>
      </details>
      <p>
        <a href={`/tenders/${c.number}/opening.json`}>
          {t('开标记录（供重算）', 'Record of the opening, to recompute')}
        </a>{' '}
        <code class="small">gnomon tender verify URL</code>
      </p>
    </section>
  )
}

/** Ranking, points and rejections of every bid, losing ones too. */
export function Report({ c, lang }: Props) {
  const t = sayIn(lang)
  const r = c.report
  if (!r) return null
  const name = (bidder: number) => c.bids.find((b) => b.bidder === bidder)?.name ?? String(bidder)
  const points = c.criteria.length > 0
  type Row = (typeof r.ranking)[number]
  const rejected = (x: Row) =>
    x.rank === null
      ? [...new Set(x.rejected)].map((code) => codes[code as '1'][lang]).join('；') || t('没有可比的报价', 'no price')
      : x.rejected.length > 0
        ? t(`${x.rejected.length} 位成员认为应否决，未过半数`, `${x.rejected.length} for rejecting, no majority`)
        : '—'
  return (
    <section>
      <h2>{t('评标结果', 'Evaluation')}</h2>
      <p class="small">
        {c.methodTitle[lang]}
        {c.drawn?.k && ` · K = ${c.drawn.k}`}
        {r.benchmark && ` · ${t('基准价', 'benchmark')} ${sayYuan(Number(r.benchmark), lang)}`}
      </p>
      <Rows
        caption={t('评标结果', 'Evaluation')}
        of={r.ranking}
        columns={[
          { title: t('投标人', 'Bidder'), cell: (x) => `${x.rank === null ? '■ ' : `${x.rank}. `}${name(x.bidder)}` },
          { title: t('报价', 'Price'), number: true, cell: (x) => (x.price > 0 ? sayYuan(x.price, lang) : '—') },
          ...(points
            ? [
                { title: t('报价分', 'Price points'), number: true, cell: (x: Row) => x.points.price ?? '—' },
                ...c.criteria.map((k) => ({
                  title: k.title[lang],
                  number: true,
                  cell: (x: Row) => x.points[k.id] ?? '—',
                })),
                { title: t('总分', 'Total'), number: true, cell: (x: Row) => <b>{x.total}</b> },
              ]
            : []),
          { title: t('否决', 'Rejected'), cell: rejected },
        ]}
      />
      {c.signed.length > 0 && (
        <p class="small">
          {c.signed
            .map(
              (s) =>
                `${s.member} ${s.agrees ? t('签署', 'signed') : t('不同意', 'dissents')}${s.reason ? `：${s.reason}` : ''}`,
            )
            .join(' · ')}
        </p>
      )}
    </section>
  )
}

/** Notices of a tender: documents with their digests, clarifications, objections with their answers. */
export function Notices({ c, lang }: Props) {
  const t = sayIn(lang)
  return (
    <section>
      <h2>{t('招标文件', 'Tender documents')}</h2>
      <ul>
        {c.documents.map((d) => (
          <li>
            <a href={`/tenders/${c.number}/documents/${d.sha256}`}>{d.name}</a>{' '}
            <span class="small">
              {(d.size / 1024).toFixed(0)} kB · {sayTime(d.at, lang)} · SHA-256 <code>{d.sha256.slice(0, 16)}…</code>
            </span>
          </li>
        ))}
      </ul>
      {c.clarifications.length > 0 && <h3>{t('澄清和修改', 'Clarifications')}</h3>}
      {c.clarifications.map((x) => (
        <p>
          {x.words}{' '}
          <span class="small">
            {sayTime(x.at, lang)}
            {x.deadline && ` · ${t('截止推迟到', 'deadline moved to')} ${sayTime(new Date(x.deadline), lang)}`}
          </span>
        </p>
      ))}
      {c.objections.length > 0 && <h3>{t('异议', 'Objections')}</h3>}
      {c.objections.map((o) => (
        <p>
          {t(`第 ${o.n} 项`, `No. ${o.n}`)} · {sayTime(o.at, lang)} {o.words && `：${o.words}`}
          <br />
          {o.answer
            ? `${t('答复', 'Answer')}：${o.answer}`
            : `▲ ${t('待答复，程序停下', 'waits for its answer: the process stands still')}`}
        </p>
      ))}
    </section>
  )
}
