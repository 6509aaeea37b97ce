import { dayOf } from '../../../kernel/calendar/index.ts'
import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  fieldsOf,
  List,
  listQuery,
  readFields,
  StepForm,
} from '../../../web/ui/index.ts'
import { drawReviews, reviewLight, reviews } from '../ladder.contract.ts'
import { pathOfCase, paths } from '../paths.ts'
import { ANSWER_LABELS } from './answer.tsx'

const queryOf = listQuery({})
const title = text('灭牌抽查', 'Review of lights that went off')
const drawing = fieldsOf(drawReviews, {
  month: { label: text('哪个月（选这个月的任一天）', 'Which month (any day of it)'), kind: 'day' },
  many: { label: text('抽几张', 'How many'), kind: 'number' },
})
const reviewing = [
  { name: 'id', kind: 'hidden' as const, label: text('编号', 'Number') },
  ...fieldsOf(reviewLight, {
    outcome: {
      label: text('结论', 'Outcome'),
      options: { right: text('灭得对', 'rightly put out'), wrong: text('灭得不对', 'wrongly put out') },
    },
    words: { label: text('查到的情况', 'What was found'), kind: 'lines' },
  }),
]
const SETTLED: Record<string, { zh: string; en: string }> = {
  found: text('监察机构写明结论', 'by its office’s finding'),
  appeal: text('申诉成立', 'by an appeal'),
}

/** The second level looks again at what the first put out; which lights, nobody chooses. */
export default page({
  path: paths.reviews,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, 'chief-supervisor') !== undefined,
  actions: {
    draw: action({
      operation: drawReviews,
      input: (f: FormValues) => readFields(drawing, f) as never,
      next: (o, p) => `${p.url.pathname}?drawn=${o.drawn}`,
    }),
    review: action({
      operation: reviewLight,
      input: (f: FormValues) => readFields(reviewing, f) as never,
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const { reviews: list } = await p.call(reviews, {})
    type Row = (typeof list)[number]
    const columns: Column<Row>[] = [
      { key: 'number', title: text('办件', 'Case'), value: (r) => r.number, phone: 'heading' },
      { key: 'rule', title: text('牌', 'Light'), value: (r) => r.rule[lang] },
      { key: 'unit', title: text('单位', 'Unit'), value: (r) => r.unitName[lang] },
      { key: 'office', title: text('监察机构', 'Office'), value: (r) => r.officeName[lang] },
      { key: 'month', title: text('月', 'Month'), value: (r) => r.month },
      {
        key: 'how',
        title: text('怎么灭的', 'Put out'),
        value: (r) => (r.settled ? (SETTLED[r.settled]?.[lang] ?? r.settled) : t('时钟自己灭', 'by its clock')),
      },
      {
        key: 'outcome',
        title: text('复核', 'Review'),
        value: (r) =>
          r.outcome === null
            ? t('待复核', 'to be reviewed')
            : `${r.outcome === 'right' ? t('灭得对', 'right') : t('灭得不对', 'wrong')}：${r.words ?? ''}`,
      },
    ]
    if (q.csv) return csvFile(title, columns, list, p)
    const open = list.filter((r) => r.outcome === null)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          lead={t(
            '按月份和牌的编号的 SHA-256 排序抽取，谁都可以重算；抽了谁，公开。',
            'Drawn in the order of SHA-256 of month and light; anybody can repeat it, and what was drawn is public.',
          )}
          said={[
            [p.query.drawn, text(`抽了 ${Number(p.query.drawn) || 0} 张。`, `${Number(p.query.drawn) || 0} drawn.`)],
            [p.query.done, text('已复核。', 'Reviewed.')],
          ]}
          labels={ANSWER_LABELS[lang]}
        >
          <details class="more no-print" open={p.form?.action === 'draw' || list.length === 0}>
            <summary>{t('抽查', 'Draw')}</summary>
            <StepForm
              p={p}
              name="draw"
              button={t('抽取', 'Draw')}
              fields={drawing}
              values={{ month: dayOf(p.clock.now()), many: 5 }}
            />
          </details>
          {open.map((r) => (
            <details class="more no-print" open={p.form?.values.id === r.lightId}>
              <summary>{t(`复核 ${r.number}：${r.rule.zh}`, `Review ${r.number}: ${r.rule.en}`)}</summary>
              <StepForm
                p={p}
                name="review"
                button={t('写下复核', 'Record the review')}
                fields={reviewing}
                values={{ id: r.lightId }}
              />
            </details>
          ))}
          <List
            lang={lang}
            title={title}
            query={q}
            rows={list}
            columns={columns}
            href={(r) => pathOfCase(r.number)}
            edge={(r) => (r.outcome === null ? 'yellow' : r.outcome === 'wrong' ? 'red' : 'off')}
            empty={text('还没有抽查。', 'Nothing drawn yet.')}
          />
        </DeskPage>
      ),
    }
  },
})
