import { action, holdsPost, type Output, page, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  fieldsOf,
  List,
  listQuery,
  readFields,
  StepForm,
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import * as c from '../contract.ts'
import { OFFICER } from '../listing.kind.ts'
import { lists, usable } from '../lists.ts'
import * as paths from '../paths.ts'
import { PAGE } from '../queries.ts'

const TITLE = text('信用事实', 'Facts')
const read = listQuery({ q: words }, { size: PAGE })
type Row = Output<typeof c.facts>['rows'][number]
const FIELDS = fieldsOf(c.recordFact, {
  name: text('名称', 'Name'),
  kind: { label: text('种类', 'Kind'), options: { ...c.FACTS } },
  document: text('文号', 'Number of the document'),
  on: text('文书日期', 'Its day'),
  until: { label: text('公示到（选填）', 'Shown until'), required: false },
})
const recording = [
  { name: 'uscc', kind: 'text' as const, label: text('统一社会信用代码', 'Credit code'), most: 18 },
  ...FIELDS,
  { name: 'what', kind: 'text' as const, label: text('内容', 'What it is about'), most: 100 },
]
const opening = fieldsOf(c.openListing, {
  factId: { label: text('依据的文书', 'Ground'), kind: 'hidden' },
  reason: { label: text('符合哪一条认定条件', 'Which condition is met'), kind: 'lines' },
})
const choices = {
  name: 'list',
  kind: 'choice' as const,
  decides: true,
  label: text('列入哪份名单', 'Which list'),
  // A list that has no basis is shown on the public page; here only what can be used.
  options: lists.filter(usable).map((l) => ({ value: l.id, text: l.title })),
}

/** Facts of the place; a final document can become the ground of a listing, by somebody's decision and along the chart. */
export default page({
  path: paths.deskFacts,
  shell: 'desk',
  allow: holdsPost(OFFICER),
  actions: {
    record: action({
      operation: c.recordFact,
      input: (f) => {
        const { uscc, what, ...rest } = readFields(recording, f)
        const said = String(what ?? '')
        return { ...rest, subject: { uscc: String(uscc ?? '').toUpperCase() }, title: { zh: said, en: said } } as never
      },
      next: () => `${paths.deskFacts}?done=1`,
    }),
    open: action({
      operation: c.openListing,
      input: (f) => readFields([...opening, choices], f),
      next: ({ number }) => `${paths.desk}/${number}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const { done: _d, fact, ...address } = p.query
    const q = read({ query: address, url: p.url })
    const found = await p.call(c.facts, { page: q.page, ...(q.filters.q ? { q: q.filters.q } : {}) })
    const chosen = found.rows.find((r) => r.id === (fact ?? p.form?.values.factId))
    const columns: Column<Row>[] = [
      {
        key: 'name',
        title: text('主体', 'Subject'),
        value: (r) => (r.uscc ? r.name : t('自然人', 'a person')),
        phone: 'heading',
      },
      { key: 'uscc', title: text('信用代码', 'Credit code'), value: (r) => r.uscc },
      { key: 'kind', title: text('种类', 'Kind'), value: (r) => c.FACTS[r.kind][lang] },
      { key: 'title', title: text('内容', 'Content'), value: (r) => r.title[lang] },
      { key: 'document', title: text('文号', 'Document'), value: (r) => r.document },
      { key: 'on', title: text('日期', 'Day'), value: (r) => r.on, cell: (r) => sayDay(r.on, lang) },
      { key: 'source', title: text('来源', 'From'), value: (r) => r.source, phone: 'none' },
      {
        key: 'open',
        title: text('列入', 'Listing'),
        cell: (r) => (r.grounds ? <a href={q.href({ fact: r.id })}>{t('启动列入', 'Open a listing')}</a> : '—'),
      },
    ]
    if (q.csv) return csvFile(TITLE, columns, found.rows, p)
    return {
      title: TITLE,
      body: (
        <DeskPage
          p={p}
          title={t(TITLE)}
          lead={t(
            '记入事实不等于列入名单：列入要有法律依据、告知、听取意见和决定。',
            'A fact on record is not a listing: that takes a law, notice, a hearing and a decision.',
          )}
          said={[[p.query.done, text('已记入。', 'Recorded.')]]}
        >
          {chosen && (
            <section>
              <h2>{t(`以 ${chosen.document} 列入 ${chosen.name}`, `List ${chosen.name} by ${chosen.document}`)}</h2>
              <StepForm
                p={p}
                name="open"
                button={t('启动列入', 'Open a listing')}
                fields={[...opening, choices]}
                values={{ factId: chosen.id }}
              />
            </section>
          )}
          <List
            lang={lang}
            title={TITLE}
            query={q}
            columns={columns}
            rows={found.rows}
            total={found.total}
            filters={[{ name: 'q', title: text('名称、代码、文号', 'Name, code, document'), kind: 'search' }]}
            empty={text('还没有事实。', 'No facts yet.')}
          />
          <details class="more no-print" open={p.form?.action === 'record'}>
            <summary>{t('记入一份生效文书', 'Record a final document')}</summary>
            <StepForm p={p} name="record" button={t('记入', 'Record')} fields={recording} />
          </details>
        </DeskPage>
      ),
    }
  },
})
