import type { Lang } from '../../../kernel/platform/index.ts'
import { Empty, sayDay } from '../components.tsx'
import { sayIn } from '../say.ts'

export type DocumentEntry = {
  number: string
  title: string
  href: string
  issuedAt: Date
  /** When and how it was served; undefined: not yet. */
  served?: { at: Date; how: string } | undefined
  /** Only for the file: nobody is served with it. */
  inside?: boolean | undefined
  /** Withdrawn, replaced, expired: said instead of “in force”. */
  ended?: string | undefined
}

/** Documents of a case: number, date, service 送达; the newest first. */
export function Documents({ list, lang }: { list: DocumentEntry[]; lang: Lang }) {
  const t = sayIn(lang)
  if (list.length === 0) return <Empty>{t('还没有出具文书。', 'No document yet.')}</Empty>
  return (
    <ul class="plain links documents">
      {[...list]
        .sort((a, b) => b.issuedAt.getTime() - a.issuedAt.getTime())
        .map((d) => (
          <li>
            <a href={d.href}>{d.title}</a> <span class="small">PDF</span>
            <p>
              <span class="num">{d.number}</span> · {sayDay(d.issuedAt, lang)}
              {d.ended ? (
                <>
                  {' · '}
                  <strong>{d.ended}</strong>
                </>
              ) : d.inside ? (
                ` · ${t('存卷', 'for the file')}`
              ) : d.served ? (
                ` · ${t('送达', 'served')} ${sayDay(d.served.at, lang)}（${d.served.how}）`
              ) : (
                ` · ${t('尚未送达', 'not served yet')}`
              )}
            </p>
          </li>
        ))}
    </ul>
  )
}
