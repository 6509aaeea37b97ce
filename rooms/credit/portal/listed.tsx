import { formatCitation, lawLink } from '../../../kernel/law/index.ts'
import { type PageContext, text } from '../../../kernel/platform/index.ts'
import { Empty, sayDay } from '../../../web/ui/index.ts'
import { type CreditRecord, FACTS, type Listed } from '../contract.ts'

const FLAGS: Record<string, { zh: string; en: string }> = {
  objection: text('有异议，正在处理', 'objected to, being settled'),
  review: text('复议或诉讼期间', 'under review or in court'),
}

/** Listings as the public reads them: list, measures, basis, term, exit, flags. */
export function Listings({ p, list }: { p: PageContext; list: Listed[] }) {
  const { t, lang } = p
  if (list.length === 0)
    return (
      <Empty>
        {t(
          '现在不在这里的任何名单上。这不等于信用良好，也不等于在别处没有记录。',
          'On none of the lists here now. That is not “in good standing”, nor that there is nothing elsewhere.',
        )}
      </Empty>
    )
  return (
    <ul class="plain links">
      {list.map((l) => (
        <li>
          <b>{l.title[lang]}</b>{' '}
          <span class="badge">{l.level === 'national' ? t('全国', 'national') : t('本地', 'local')}</span>
          {l.flags.map((f) => (
            <strong class="badge"> ▲ {FLAGS[f]?.[lang] ?? f}</strong>
          ))}
          <p>
            {l.measures.map((m) => m[lang]).join(t('；', '; '))}
            {l.measures.length > 0 && t('。', '. ')}
            {sayDay(l.from, lang)} {t('起', 'through')}
            {l.to
              ? t(`，至 ${sayDay(l.to, lang)} 止`, ` ${sayDay(l.to, lang)}`)
              : t('，没有写明期限', ' (no end given)')}
          </p>
          <p class="small">
            {l.unitName[lang]}
            {l.decision && ` · ${l.decision}`}
            {l.number && ` · ${l.number}`} · {t('移出：', 'Exit: ')}
            {l.exit[lang]}{' '}
            {l.basis.map((b) => (
              <a href={lawLink(b)}>{formatCitation(b, lang)} </a>
            ))}
          </p>
        </li>
      ))}
    </ul>
  )
}

export function Known({ p, list }: { p: PageContext; list: CreditRecord['facts'] }) {
  const { t, lang } = p
  if (list.length === 0) return <Empty>{t('没有现在公示的记录。', 'Nothing on display now.')}</Empty>
  return (
    <div class="scroll">
      <table class="table dense cards-on-phone">
        <thead>
          <tr>
            {[
              t('种类', 'Kind'),
              t('内容', 'Content'),
              t('文号或编号', 'Number'),
              t('日期', 'Day'),
              t('到', 'Until'),
              t('机关', 'Authority'),
            ].map((h) => (
              <th scope="col">{h}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((f) => (
            <tr>
              <td class="heading">{FACTS[f.kind][lang]}</td>
              <td data-title={t('内容', 'Content')}>{f.title[lang]}</td>
              <td data-title={t('文号或编号', 'Number')}>{f.document}</td>
              <td data-title={t('日期', 'Day')}>{sayDay(f.on, lang)}</td>
              <td data-title={t('到', 'Until')}>{f.until ? sayDay(f.until, lang) : '—'}</td>
              <td data-title={t('机关', 'Authority')}>{f.unitName[lang]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
