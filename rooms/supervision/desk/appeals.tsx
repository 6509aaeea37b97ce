import { action, type FormValues, page, postOf, text } from '../../../kernel/platform/index.ts'
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
  sayDay,
  words,
} from '../../../web/ui/index.ts'
import { appeals, CAUSES, decideAppeal } from '../ladder.contract.ts'
import { pathOfCase, paths } from '../paths.ts'
import { ANSWER_LABELS } from './answer.tsx'

const queryOf = listQuery({ q: words, state: oneOf(['open', 'decided']) })
const title = text('申诉', 'Appeals')
/** The fields by which an appeal is decided. */
export const deciding = [
  { name: 'id', kind: 'hidden' as const, label: text('编号', 'Number') },
  ...fieldsOf(decideAppeal, {
    outcome: {
      label: text('结论', 'Outcome'),
      options: {
        upheld: text('成立：灭牌，记为误报', 'upheld: the light goes off and counts as false'),
        rejected: text('不成立：牌保留', 'rejected: the light stays'),
      },
    },
    cause: { label: text('成立的，误报的原因', 'If upheld: why the light was false'), decides: false, options: CAUSES },
    words: { label: text('理由', 'Reasons'), kind: 'lines' },
  }),
]

export default page({
  path: paths.appeals,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor) !== undefined,
  actions: {
    decide: action({
      operation: decideAppeal,
      input: (f: FormValues) => readFields(deciding, f) as never,
      next: (_, p) => `${p.url.pathname}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = queryOf(p)
    const { q: number, state } = q.filters
    const found = await p.call(appeals, {
      ...(number ? { text: number } : {}),
      ...(state ? { state } : {}),
      page: q.page,
      size: q.size,
    } as never)
    type Row = (typeof found)['appeals'][number]
    const columns: Column<Row>[] = [
      { key: 'number', title: text('办件', 'Case'), value: (a) => a.number, phone: 'heading' },
      { key: 'rule', title: text('牌', 'Light'), value: (a) => a.rule[lang] },
      { key: 'unit', title: text('单位', 'Unit'), value: (a) => a.unitName[lang] },
      { key: 'reason', title: text('申诉理由', 'Reasons'), value: (a) => a.reason },
      { key: 'at', title: text('日期', 'Date'), value: (a) => sayDay(a.at, lang) },
      {
        key: 'outcome',
        title: text('裁定', 'Decision'),
        value: (a) =>
          a.outcome === null
            ? t('待裁定', 'undecided')
            : a.outcome === 'upheld'
              ? t(`成立：${a.cause?.zh ?? ''}`, `upheld: ${a.cause?.en ?? ''}`)
              : t('不成立', 'rejected'),
      },
    ]
    if (q.csv) return csvFile(title, columns, found.appeals, p)
    const mine = found.appeals.filter((a) => a.mayDecide)
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          lead={t(
            '单位说明牌为什么不对；由另一人裁定。成立的灭牌，并记入这条规则的误报。',
            'The unit says why a light is wrong; another person decides. Upheld, it goes off and counts against its rule.',
          )}
          said={[[p.query.done, text('已裁定。', 'Decided.')]]}
          labels={ANSWER_LABELS[lang]}
        >
          {mine.map((a) => (
            <details class="more no-print" open={p.form?.values.id === a.id}>
              <summary>{t(`裁定 ${a.number}：${a.rule.zh}`, `Decide ${a.number}: ${a.rule.en}`)}</summary>
              <p>
                {a.unitName[lang]}：{a.reason}
              </p>
              <StepForm p={p} name="decide" button={t('裁定', 'Decide')} fields={deciding} values={{ id: a.id }} />
            </details>
          ))}
          <List
            lang={lang}
            title={title}
            query={q}
            rows={found.appeals}
            total={found.total}
            columns={columns}
            href={(a) => pathOfCase(a.number)}
            edge={(a) => (a.outcome === null ? 'yellow' : 'off')}
            empty={text('没有申诉。', 'No appeals.')}
            filters={[
              { name: 'q', title: text('办件编号', 'Case number'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: [
                  { value: 'open', text: text('待裁定', 'undecided') },
                  { value: 'decided', text: text('已裁定', 'decided') },
                ],
              },
            ]}
          />
        </DeskPage>
      ),
    }
  },
})
