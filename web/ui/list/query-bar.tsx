import type { Lang, Text } from '../../../kernel/platform/index.ts'
import { sayIn } from '../say.ts'
import type { ListQuery } from './list-query.ts'

export type FilterField = { name: string; title: Text } & (
  | { kind: 'search' | 'day'; now?: string }
  /** `now`: what holds where nothing is chosen, for a filter that always has one; else “all” stands first. */
  | { kind: 'choice'; options: { value: string; text: Text }[]; all?: Text; now?: string }
)

/** Filters of a list as one form, sent by GET; each that is set stands below as a chip with a way to take it off. */
export function QueryBar({ fields, query, lang }: { fields: FilterField[]; query: ListQuery; lang: Lang }) {
  const t = sayIn(lang)
  const set = fields.filter((f) => query.raw[f.name] !== undefined)
  const own = new Set(fields.map((f) => f.name))
  const kept = Object.entries(query.raw).filter(([name]) => !own.has(name))
  return (
    <search class="no-print">
      <form class="query" method="get">
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {query.sort && <input type="hidden" name="sort" value={`${query.sort.down ? '-' : ''}${query.sort.by}`} />}
        {fields.map((f) => {
          const id = `q-${f.name}`
          const value = query.raw[f.name] ?? f.now
          return (
            <div>
              <label for={id}>{f.title[lang]}</label>
              {f.kind === 'choice' ? (
                <select id={id} name={f.name}>
                  {f.now === undefined && <option value="">{(f.all ?? { zh: '全部', en: 'All' })[lang]}</option>}
                  {f.options.map((o) => (
                    <option value={o.value} selected={o.value === value}>
                      {o.text[lang]}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  {...({ type: f.kind === 'day' ? 'date' : 'search' } as object)}
                  id={id}
                  name={f.name}
                  value={value ?? ''}
                />
              )}
            </div>
          )
        })}
        <button class="button secondary" type="submit">
          {t('查找', 'Search')}
        </button>
      </form>
      {set.length > 0 && (
        <ul class="chips" aria-label={t('现在的条件', 'Filters set')}>
          {set.map((f) => {
            const value = query.raw[f.name]!
            const said = f.kind === 'choice' ? (f.options.find((o) => o.value === value)?.text[lang] ?? value) : value
            return (
              <li>
                <a href={query.href({ [f.name]: null })}>
                  {f.title[lang]}：{said} <span aria-hidden="true">×</span>
                  <span class="visually-hidden">{t('，去掉', ', remove')}</span>
                </a>
              </li>
            )
          })}
          {set.length > 1 && (
            <li>
              <a href={query.href(Object.fromEntries(set.map((f) => [f.name, null])))}>{t('全部去掉', 'Remove all')}</a>
            </li>
          )}
        </ul>
      )}
    </search>
  )
}
