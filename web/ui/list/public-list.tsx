import type { z } from 'zod'
import type { PublicList } from '../../../kernel/cases/contract.ts'
import {
  anyone,
  type Lang,
  type Output,
  type Page,
  type PageContext,
  page,
  type RawInput,
  type Text,
} from '../../../kernel/platform/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import { sayTime } from '../components.tsx'
import { sayYuan } from '../money/money.tsx'
import { DeskPage, PortalPage } from '../pages/pages.tsx'
import { csvFile } from './csv.ts'
import { type Column, List } from './list.tsx'
import { listQuery, words } from './list-query.ts'

type Listed = PublicList & { filters: z.ZodRawShape }
type RowOf<L extends Listed> = Output<L>['rows'][number]
type Base = { number: string; unit: Text; statusText: Text }
type Titled = { title: string; titleEn: string }

/** Columns that most public lists have. */
function columnsIn<R extends Base>(lang: Lang) {
  const value = (r: R, key: keyof R) => r[key] as string & number
  const of = <K extends keyof R & string>(key: K, title: Text, more: Partial<Column<R>> = {}): Column<R> => ({
    ...{ key, title, value: (r) => value(r, key) },
    ...more,
  })
  return {
    of,
    heading: (title: Text): Column<R & Titled> => ({
      ...{ key: 'title', title, phone: 'heading', value: (r) => (lang === 'zh' ? r.title : r.titleEn) },
    }),
    number: of('number', text('编号', 'Number'), { sort: 'up' }),
    unit: (title: Text) => of('unit', title, { value: (r) => r.unit[lang] }),
    status: (title = text('状态', 'Status')) => of('status' as never, title, { value: (r) => r.statusText[lang] }),
    yuan: (key: keyof R & string, title: Text, sorted = true) =>
      of(key, title, {
        ...{ number: true, ...(sorted ? { sort: 'down' as const } : {}) },
        value: (r) => (r[key] === null ? '' : (value(r, key) / 100).toFixed(2)),
        cell: (r) => (r[key] === null ? '—' : sayYuan(value(r, key), lang)),
      }),
    time: (key: keyof R & string, title: Text) =>
      of(key, title, { sort: 'up', cell: (r) => (r[key] ? sayTime(new Date(value(r, key)), lang) : '—') }),
  }
}

/** The portal’s list of what a kind of case shows: filtered, put in order and paged by the database; the file holds all that was asked. */
export function publicListPage<L extends Listed>(of: {
  path: string
  title: Text
  lead?: Text
  list: L
  columns(common: ReturnType<typeof columnsIn<RowOf<L>>>, p: PageContext): Column<RowOf<L>>[]
  search: Text
  /** Filters that are chosen from; others stand in the address only. */
  choices?: Record<string, { title: Text; options: Record<string, Text> }>
  empty?: Text
  /** On the desk, for whom. */
  desk?: Page['allow']
  above?(p: PageContext): preact.JSX.Element
  below?(p: PageContext): preact.JSX.Element
}): Page {
  const { path, title, list } = of
  const Frame = of.desk ? DeskPage : PortalPage
  const query = listQuery(
    { q: words, unit: words, ...list.filters },
    { sort: ['number', ...list.shows.sorts], size: 30 },
  )
  return page({
    path,
    shell: of.desk ? 'desk' : 'portal',
    allow: of.desk ?? anyone,
    async render(p) {
      const { lang } = p
      const q = query(p)
      const { q: typed, ...where } = q.filters as Record<string, string | undefined>
      const { rows, total } = (await p.call(list, {
        ...where,
        text: typed,
        sort: q.sort?.by,
        down: q.sort?.down ?? false,
        limit: q.size,
        offset: (q.page - 1) * q.size,
      } as RawInput<L>)) as Output<L>
      const columns = of.columns(columnsIn<RowOf<L>>(lang), p)
      if (q.csv) return csvFile(title, columns, rows, p)
      const choices = Object.entries(of.choices ?? {}).map(([name, c]) => ({
        ...{ name, kind: 'choice' as const, title: c.title },
        options: Object.entries(c.options).map(([value, said]) => ({ value, text: said })),
      }))
      return {
        title,
        body: (
          <Frame p={p} title={title[lang]} lead={of.lead?.[lang]}>
            {of.above?.(p)}
            <List<RowOf<L>>
              {...{ lang, title, columns, rows, total, query: q }}
              {...(of.empty ? { empty: of.empty } : {})}
              href={(r) => `${path}/${r.number}`}
              filters={[{ name: 'q', kind: 'search', title: of.search }, ...choices]}
            />
            {of.below?.(p)}
          </Frame>
        ),
      }
    },
  })
}
