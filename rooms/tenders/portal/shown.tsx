import type { ComponentChildren } from 'preact'
import { type Lang, type Output, text } from '../../../kernel/platform/index.ts'
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
          {
            title: t('投标人', 'Bidder'),
            cell: (b) =>
              b.members.length === 0
                ? (b.name ?? '—')
                : t(
                    `联合体：${b.name}（牵头）、${b.members.map((m) => m.name).join('、')}`,
                    `Consortium: ${b.name} (leading), ${b.members.map((m) => m.name).join(', ')}`,
                  ),
          },
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

/** The lots of the procedure, each a link to its own page. */
export function Lots({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.lots.length === 0) return null
  const { mayBid, mayWin } = c.form
  return (
    <section>
      <h2>{t('标段', 'Lots')}</h2>
      <p class="small">
        {mayBid
          ? t(`一家最多投 ${mayBid} 个标段。`, `One may bid for ${mayBid} lots at most. `)
          : t('可以投任何一个或几个标段。', 'One may bid for any of them. ')}
        {mayWin
          ? t(
              `一家最多中 ${mayWin} 个，按标段次序定标。`,
              `One may win ${mayWin} at most; they are awarded in their order.`,
            )
          : ''}
      </p>
      <Rows
        caption={t('标段', 'Lots')}
        of={c.lots}
        columns={[
          { title: t('标段', 'Lot'), number: true, cell: (l) => l.no },
          {
            title: t('名称', 'Name'),
            cell: (l) => {
              const name = lang === 'zh' ? l.title : l.titleEn
              return l.number === c.number ? <b>{name}</b> : <a href={`/tenders/${l.number}`}>{name}</a>
            },
          },
          { title: t('最高投标限价', 'Ceiling'), number: true, cell: (l) => sayYuan(l.ceiling, lang) },
          { title: t('状态', 'Status'), cell: (l) => l.statusText[lang] },
        ]}
      />
    </section>
  )
}

const RULES = {
  'unit-price': text('以单价为准', 'the unit price counts'),
  'decimal-point': text('单价小数点错位，以合价为准', 'its decimal point is misplaced: the amount counts'),
  sum: text('以分项之和为准', 'the sum of the amounts counts'),
  words: text('以大写为准', 'words count'),
}
/** 算术修正: what was written, what it becomes, by which rule. */
export function Corrections({ of, lang }: { of: NonNullable<View['now']['correction']>; lang: Lang }) {
  const t = sayIn(lang)
  if (of.problems.length > 0)
    return (
      <ul>
        {of.problems.slice(0, 10).map((x) => (
          <li>
            {x.cell} {x.says[lang]}
          </li>
        ))}
      </ul>
    )
  if (of.corrections.length === 0) return <p class="small">{t('清单算术无误。', 'The list adds up.')}</p>
  return (
    <>
      <Rows
        caption={t('算术修正', 'Arithmetic corrections')}
        of={of.corrections}
        columns={[
          { title: t('位置', 'Where'), cell: (x) => x.at },
          { title: t('写的', 'Written'), number: true, cell: (x) => x.said },
          { title: t('修正为', 'Becomes'), number: true, cell: (x) => x.is },
          { title: t('规则', 'By'), cell: (x) => RULES[x.rule as 'sum'][lang] },
        ]}
      />
      <p>
        {t('修正后的总价', 'Corrected total')}：<b>{sayYuan(of.total, lang)}</b>
      </p>
    </>
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
      {c.priceList !== null && (
        <p>
          {t(`工程量清单 ${c.priceList} 项`, `List of quantities: ${c.priceList} lines`)}：
          <a href={`/tenders/${c.number}/price-list.xlsx`}>.xlsx</a>{' '}
          <a href={`/tenders/${c.number}/price-list.csv`}>.csv</a>
        </p>
      )}
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
      {c.complaints.length > 0 && <h3>{t('投诉', 'Complaints')}</h3>}
      {c.complaints.map((o) => (
        <p>
          {t(`第 ${o.n} 项`, `No. ${o.n}`)} · {sayTime(o.at, lang)} ·{' '}
          {o.outcome
            ? `${{ dismiss: t('驳回', 'dismissed'), mend: t('责令改正', 'to be mended'), void: t('招标无效', 'void') }[o.outcome as 'void']}：${o.words}`
            : `▲ ${t('监督部门处理中', 'with the overseer')}`}
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
