import { action, type FormValues, type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  fieldsOf,
  List,
  listQuery,
  oneOf,
  readFields,
  StepForm,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { gradeExpert, library, payFee, SPECIALTIES, suspend } from '../contract.ts'
import { desk } from '../paths.ts'
import { LIBRARIAN } from '../roles.ts'
import { specialties } from '../words.ts'

type Row = Output<typeof library>[number]
const query = listQuery({ q: words, specialty: oneOf(SPECIALTIES) }, { sort: ['name', 'drawn', 'grade'], size: 50 })
const who = { label: text('专家', 'Expert'), kind: 'choice' as const }
const suspending = [
  { name: 'personId', ...who, options: [] },
  ...fieldsOf(suspend, { until: text('到哪一天', 'Until'), reason: { label: text('原因', 'Why'), kind: 'lines' } }),
]
const paying = [
  ...fieldsOf(payFee, { number: text('项目编号', 'Number of the process') }),
  { name: 'personId', ...who, options: [] },
  ...fieldsOf(payFee, { fee: { label: text('评审费', 'Fee'), kind: 'money' } }),
]
const grading = [
  ...fieldsOf(gradeExpert, { number: text('项目编号', 'Number of the process') }),
  { name: 'personId', ...who, options: [] },
  ...fieldsOf(gradeExpert, {
    grade: { label: text('几分（1–5）', 'Grade, 1–5'), kind: 'number' },
    words: { label: text('说明', 'Words'), kind: 'lines', required: false },
  }),
]
const acting = (operation: typeof suspend | typeof payFee | typeof gradeExpert, fields: typeof suspending) =>
  action({
    operation: operation as typeof suspend,
    input: (f: FormValues) => readFields(fields as never, f) as never,
    next: () => `${desk}?done=1`,
  })

/** The library of experts; who sits on which committee stands nowhere here before the result is public. */
export default page({
  path: desk,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, LIBRARIAN) !== undefined,
  actions: {
    suspend: acting(suspend, suspending),
    fee: acting(payFee, paying as never),
    grade: acting(gradeExpert, grading as never),
  },
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const all = await p.call(library, {})
    const rows = sift(q, all, {
      words: (r) => r.name,
      holds: (r) => !q.filters.specialty || r.specialties.includes(q.filters.specialty as never),
      keys: { name: (r) => r.name, drawn: (r) => r.drawn, grade: (r) => r.grade ?? 0 },
    })
    const columns: Column<Row>[] = [
      { key: 'name', title: text('姓名', 'Name'), value: (r) => r.name, sort: 'up', phone: 'heading' },
      {
        key: 'specialties',
        title: text('专业', 'Specialties'),
        value: (r) => r.specialties.map((s) => specialties[s][lang]).join(t('、', ', ')),
      },
      { key: 'interests', title: text('申报回避', 'Interests'), number: true, value: (r) => r.interests },
      { key: 'drawn', title: text('评审次数', 'Services'), number: true, sort: 'down', value: (r) => r.drawn },
      { key: 'attended', title: text('到场', 'Attended'), number: true, value: (r) => r.attended },
      { key: 'grade', title: text('平均评价', 'Grade'), number: true, sort: 'down', value: (r) => r.grade },
      {
        key: 'state',
        title: text('状态', 'State'),
        value: (r) =>
          r.suspendedUntil
            ? t(`暂停到 ${r.suspendedUntil}`, `out until ${r.suspendedUntil}`)
            : t('可抽取', 'can be drawn'),
      },
    ]
    const title = text('评审专家库', 'Library of experts')
    if (q.csv) return csvFile(title, columns, rows, p)
    const people = all.map((e) => ({ value: e.personId, text: text(e.name, e.name) }))
    const filled = (fields: typeof suspending) =>
      fields.map((f) => (f.name === 'personId' ? { ...f, options: people } : f)) as never
    const form = (name: string, zh: string, en: string, fields: typeof suspending) => (
      <details class="more no-print" open={p.form?.action === name}>
        <summary>{t(zh, en)}</summary>
        <StepForm p={p} name={name} button={t(zh, en)} fields={filled(fields)} />
      </details>
    )
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          said={[[p.query.done, text('已办理。', 'Done.')]]}
          labels={{ personId: t('专家', 'Expert'), number: t('项目编号', 'Number'), fee: t('评审费', 'Fee') }}
        >
          <List
            lang={lang}
            title={title}
            columns={columns}
            rows={rows}
            query={q}
            filters={[
              { name: 'q', kind: 'search', title: text('姓名', 'Name') },
              {
                name: 'specialty',
                kind: 'choice',
                title: text('专业', 'Specialty'),
                options: SPECIALTIES.map((s) => ({ value: s, text: specialties[s] })),
              },
            ]}
            empty={text('库里还没有专家。', 'The library is empty.')}
          />
          {form('suspend', '暂停抽取', 'Take out of the draw', suspending)}
          {form('fee', '记录评审费', 'Record a fee', paying as never)}
          {form('grade', '评价专家', 'Grade an expert', grading as never)}
        </DeskPage>
      ),
    }
  },
})
