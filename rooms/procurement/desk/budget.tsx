import { dayOf } from '../../../kernel/calendar/index.ts'
import { units } from '../../../kernel/identity/index.ts'
import { action, type FormValues, type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  type FormField,
  fieldsOf,
  List,
  listQuery,
  readFields,
  StepForm,
  sayYuan,
  words,
} from '../../../web/ui/index.ts'
import { BUYER, FINANCE } from '../case.kind.ts'
import { budgets, setBudget } from '../contract.ts'
import { desk } from '../paths.ts'

type Row = Output<typeof budgets>[number]
const query = listQuery({ q: words, year: words }, { sort: ['line', 'amount', 'left'], size: 50 })
const fields: FormField[] = [
  { name: 'unit', kind: 'choice', label: text('单位', 'Unit'), options: [], decides: true },
  ...fieldsOf(setBudget, {
    year: { label: text('年度', 'Year'), kind: 'number' },
    line: text('预算项目编号', 'Line'),
    title: text('名称', 'Title'),
    amount: { label: text('金额', 'Amount'), kind: 'money' },
  }),
]

/** Budget lines of a place: set by its finance office, seen by each unit for itself. */
export default page({
  path: `${desk}/budget`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, BUYER, FINANCE) !== undefined,
  actions: {
    set: action({
      operation: setBudget,
      input: (f: FormValues) => readFields(fields, f) as never,
      next: (_, p) => `${desk}/budget?done=1&year=${p.query.year ?? ''}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const year = Number(q.filters.year) || Number(dayOf(p.clock.now()).slice(0, 4))
    const finance = postOf(p.actor, FINANCE)
    const all = await units(p.tx)
    const name = (code: string) => all.find((u) => u.code === code)?.name[lang] ?? code
    const by = q.sort?.by
    const key = (r: Row) => (by === 'amount' ? r.amount : r.amount - r.taken)
    const rows = (await p.call(budgets, { year }))
      .filter((r) => !q.filters.q || `${name(r.unit)}${r.line}${r.title}`.includes(q.filters.q))
      .sort(
        (a, b) =>
          (by === 'line' || !by ? a.line.localeCompare(b.line, 'zh') : key(a) - key(b)) * (q.sort?.down ? -1 : 1),
      )
    const columns: Column<Row>[] = [
      {
        key: 'line',
        title: text('预算项目', 'Line'),
        value: (r) => `${r.line} ${r.title}`,
        sort: 'up',
        phone: 'heading',
      },
      { key: 'unit', title: text('单位', 'Unit'), value: (r) => name(r.unit) },
      { key: 'year', title: text('年度', 'Year'), value: (r) => r.year },
      ...(
        [
          ['amount', text('预算', 'Budget'), (r: Row) => r.amount],
          ['taken', text('已安排', 'Taken'), (r: Row) => r.taken],
          ['left', text('还剩', 'Left'), (r: Row) => r.amount - r.taken],
        ] as const
      ).map(([k, title, value]) => ({
        ...{ key: k, title, number: true, value },
        ...(k === 'taken' ? {} : { sort: 'down' as const }),
        cell: (r: Row) => sayYuan(value(r), lang),
      })),
    ]
    const title = text(`采购预算（${year}）`, `Budget lines (${year})`)
    if (q.csv) return csvFile(title, columns, rows, p)
    const own = all.filter((u) => u.jurisdiction === finance?.jurisdiction)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          back={{ href: desk, text: t('政府采购', 'Procurement') }}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
          said={[[p.query.done, text('已下达。', 'Set.')]]}
        >
          <List
            {...{ lang, title, columns, query: q }}
            rows={rows}
            filters={[
              { name: 'q', kind: 'search', title: text('单位或项目', 'Unit or line') },
              { name: 'year', kind: 'search', title: text('年度', 'Year') },
            ]}
            empty={text('这一年还没有预算。', 'No line this year.')}
          />
          {finance && (
            <section>
              <h2>{t('下达预算', 'Set a line')}</h2>
              <StepForm
                p={p}
                name="set"
                button={t('下达', 'Set')}
                fields={fields.map((f) =>
                  f.name === 'unit'
                    ? { ...f, kind: 'choice' as const, options: own.map((u) => ({ value: u.code, text: u.name })) }
                    : f,
                )}
                values={{ year }}
              />
            </section>
          )}
        </DeskPage>
      ),
    }
  },
})
