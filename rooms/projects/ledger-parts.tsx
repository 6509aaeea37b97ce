import type { Lang } from '../../kernel/platform/index.ts'
import { Citations, Light, Money, PlainTable, sayDay, sayIn } from '../../web/ui/index.ts'
import { photo } from './paths.ts'
import type { Ledger } from './views.contract.ts'

type Of = { ledger: Ledger; lang: Lang }

/** The chain of money: each sum and the one that it must not pass. */
export function Chain({ ledger, lang }: Of) {
  const t = sayIn(lang)
  if (ledger.links.length === 0) return null
  return (
    <PlainTable
      quiet
      caption={t('资金是否合上', 'Whether the money hangs together')}
      columns={[
        { title: t('不得超过', 'Not over') },
        { title: t('现在', 'Now'), number: true },
        { title: t('上限', 'At most'), number: true },
        { title: t('是否合上', 'Holds') },
      ]}
      rows={ledger.links.map((l) => [
        <>
          {l.less[lang]} ≤ {l.more[lang]} <Citations list={l.basis} lang={lang} />
        </>,
        <Money fen={l.left} lang={lang} />,
        <Money fen={l.right} lang={lang} />,
        <Light colour={l.holds ? 'green' : 'red'}>{l.holds ? t('合上', 'holds') : t('超出', 'over')}</Light>,
      ])}
    />
  )
}

/** Contracts with what became of each. */
export function Contracts({ ledger, lang }: Of) {
  const t = sayIn(lang)
  if (ledger.contracts.length === 0) return null
  const sums = [t('合同价', 'Price'), t('变更', 'Changes'), t('已核定', 'Certified'), t('已支付', 'Paid')]
  return (
    <PlainTable
      quiet
      caption={t('合同', 'Contracts')}
      columns={[{ title: t('合同', 'Contract') }, ...sums.map((title) => ({ title, number: true }))]}
      rows={ledger.contracts.map((c) => [
        <>
          {c.contract} · {c.lot}{' '}
          <span class="small">
            {c.contractor} · {c.from} – {c.to}
          </span>
        </>,
        ...[c.amount, c.changes, c.certified, c.paid].map((fen) => <Money fen={fen} lang={lang} />),
      ])}
    />
  )
}

/** The same in lines, for a narrow column. */
export function ChainLines({ ledger, lang }: Of) {
  const t = sayIn(lang)
  return (
    <ul class="small">
      {ledger.links.map((l) => (
        <li>
          {l.less[lang]} <Money fen={l.left} lang={lang} /> ≤ {l.more[lang]} <Money fen={l.right} lang={lang} />{' '}
          <Light colour={l.holds ? 'green' : 'red'}>{l.holds ? t('合上', 'holds') : t('超出', 'over')}</Light>
        </li>
      ))}
      {ledger.contracts.map((c) => (
        <li>
          {c.contract} {c.contractor}
          {t('：合同价 ', ': price ')}
          <Money fen={c.amount} lang={lang} />
          {t('，变更 ', ', changes ')}
          <Money fen={c.changes} lang={lang} />
          {t('，已核定 ', ', certified ')}
          <Money fen={c.certified} lang={lang} />
          {t('，已支付 ', ', paid ')}
          <Money fen={c.paid} lang={lang} />
        </li>
      ))}
    </ul>
  )
}

/** What was reported of the site, the newest first, beside where it ought to be. */
export function Progress({ ledger, lang }: Of) {
  const t = sayIn(lang)
  if (ledger.reports.length === 0) return null
  return (
    <ol class="plain">
      {ledger.reports.toReversed().map((r) => (
        <li>
          <strong>
            {sayDay(r.at, lang)} · {t(`完成 ${r.percent}%`, `${r.percent}% done`)}
          </strong>{' '}
          <Light colour={r.late ? 'yellow' : 'green'}>
            {r.late
              ? t(`按工期应到 ${r.planned}%`, `${r.planned}% by plan`)
              : t(`不晚于工期（${r.planned}%）`, `on time (${r.planned}% by plan)`)}
          </Light>
          <p>{r.said}</p>
        </li>
      ))}
    </ol>
  )
}

/** Photographs as they were put on record, by the digests that their acts published. */
export function Photos({ ledger, lang, number, most = 8 }: Of & { number: string; most?: number }) {
  const t = sayIn(lang)
  const { photos } = ledger
  if (photos.length === 0) return null
  return (
    <ul class="photos">
      {photos
        .toReversed()
        .slice(0, most)
        .map((x) => (
          <li>
            <a href={photo(number, x.sha256)}>
              <img
                src={photo(number, x.sha256)}
                alt={t(`现场照片，${sayDay(x.at, lang)}`, `The site, ${sayDay(x.at, lang)}`)}
                width="240"
                loading="lazy"
              />
            </a>
            <span class="small">
              {sayDay(x.at, lang)} · <code>{x.sha256.slice(0, 12)}</code>
            </span>
          </li>
        ))}
    </ul>
  )
}
