import type { Lang, Output } from '../../../kernel/platform/index.ts'
import { Citations, History, Proof, sayIn, sayTime, sayYuan } from '../../../web/ui/index.ts'
import type { tender } from '../contract.ts'
import { codes, outcomes } from '../words.ts'

type View = Output<typeof tender>
type Props = { c: View; lang: Lang }

/** 唱标: every bid as it was opened. */
export function Opened({ c, lang }: Props) {
  const t = sayIn(lang)
  if (c.bids.length === 0) return null
  return (
    <section>
      <h2>{t('开标一览', 'As opened')}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('投标人', 'Bidder')}</th>
              <th scope="col" class="num">
                {t('报价', 'Price')}
              </th>
              <th scope="col" class="num">
                {t('工期', 'Days')}
              </th>
              <th scope="col">{t('质量', 'Quality')}</th>
              <th scope="col">{t('保证金', 'Bond')}</th>
              <th scope="col">{t('开启', 'Opening')}</th>
            </tr>
          </thead>
          <tbody>
            {c.bids.map((b) => (
              <tr>
                <th scope="row">
                  {b.name ?? '—'} <span class="small">{b.bidder}</span>
                </th>
                <td class="num">
                  {typeof b.sheet?.price === 'number' && b.sheet.price > 0
                    ? sayYuan(b.sheet.price, lang)
                    : t('没有可比的报价', 'none that compares')}
                  {typeof b.sheet?.price === 'number' &&
                    b.sheet.price > c.form.ceiling &&
                    ` ▲ ${t('高于限价', 'over the ceiling')}`}
                </td>
                <td class="num">{b.sheet?.days ?? '—'}</td>
                <td>{b.sheet?.quality ?? '—'}</td>
                <td>{b.bond ? t('到账', 'came') : t('未到账', 'did not come')}</td>
                <td>
                  {b.outcome === 'opened'
                    ? `● ${outcomes.opened[lang]}`
                    : `■ ${outcomes[b.outcome as 'platform']?.[lang] ?? b.outcome}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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
  const criteria = [...new Set(r.ranking.flatMap((x) => Object.keys(x.points)))]
  const titles: Record<string, string> = {
    price: t('报价', 'Price'),
    technical: t('技术', 'Technical'),
    standing: t('业绩班子', 'Record'),
  }
  return (
    <section>
      <h2>{t('评标结果', 'Evaluation')}</h2>
      <p class="small">
        {c.methodTitle[lang]}
        {c.drawn?.k && ` · K = ${c.drawn.k}`}
        {r.benchmark && ` · ${t('基准价', 'benchmark')} ${sayYuan(Number(r.benchmark), lang)}`}
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col" class="num">
                {t('名次', 'Rank')}
              </th>
              <th scope="col">{t('投标人', 'Bidder')}</th>
              <th scope="col" class="num">
                {t('报价', 'Price')}
              </th>
              {criteria.map((x) => (
                <th scope="col" class="num">
                  {titles[x] ?? x}
                </th>
              ))}
              <th scope="col" class="num">
                {criteria.length > 0 ? t('总分', 'Total') : t('评标价（分）', 'Compared price')}
              </th>
              <th scope="col">{t('否决', 'Rejected')}</th>
            </tr>
          </thead>
          <tbody>
            {r.ranking.map((x) => (
              <tr>
                <td class="num">{x.rank ?? '—'}</td>
                <th scope="row">{name(x.bidder)}</th>
                <td class="num">{x.price > 0 ? sayYuan(x.price, lang) : '—'}</td>
                {criteria.map((k) => (
                  <td class="num">{x.points[k] ?? '—'}</td>
                ))}
                <td class="num">{x.total}</td>
                <td>
                  {x.rank === null
                    ? [...new Set(x.rejected)].map((code) => codes[code as '1'][lang]).join('；')
                    : x.rejected.length > 0
                      ? t(
                          `${x.rejected.length} 位成员认为应否决，未过半数`,
                          `${x.rejected.length} for rejecting, no majority`,
                        )
                      : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
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

/** Every published act, newest first, with its law and its receipt. */
export function Course({ c, lang }: Props) {
  const t = sayIn(lang)
  return (
    <section>
      <h2>{t('经过', 'What happened')}</h2>
      <History
        lang={lang}
        open={6}
        entries={c.acts.toReversed().map((a) => ({
          key: `act-${a.id}`,
          title: a.title[lang],
          at: a.at,
          who: a.who[lang],
          more: (
            <>
              <p class="small">
                <Citations list={a.basis} lang={lang} />
              </p>
              <Proof actId={a.id} lang={lang} of={a.title[lang]} />
            </>
          ),
        }))}
      />
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
