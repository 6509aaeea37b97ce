import { action, type FormValues, page, postOf, standardProblem, text } from '../../../kernel/platform/index.ts'
import {
  DeskPage,
  Facts,
  type FormField,
  fieldsOf,
  PlainTable,
  readFields,
  StepForm,
  sayYuan,
} from '../../../web/ui/index.ts'
import { BUYER } from '../case.kind.ts'
import { agreements, goods } from '../contract.ts'
import { catalogue, desk } from '../paths.ts'
import { call } from '../quotes.contract.ts'
import { linesOf } from './lines.ts'

const fields: FormField[] = [
  ...fieldsOf(call, {
    need: {
      label: text('竞价需求', 'What is needed'),
      kind: 'lines',
      hint: text(
        '配置、质量、服务的要求；入围的商品都可以报',
        'configuration, quality, service; every good of the framework may be quoted',
      ),
    },
    count: { label: text('数量', 'Count'), kind: 'number' },
  }),
  { name: 'line', kind: 'choice', options: [], decides: true, label: text('从哪个预算项目支出', 'Budget line') },
  ...fieldsOf(call, {
    deliver: { label: text('交付地点和时间', 'Where and when'), kind: 'lines' },
    until: {
      label: text('报价截止日', 'Last day for quotes'),
      kind: 'day',
      hint: text('当天下午五点截止', 'until five in the afternoon'),
    },
  }),
]

/** Asking the suppliers of a framework for sealed quotes for one order. */
export default page({
  path: `${desk}/call`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, BUYER) !== undefined,
  actions: {
    call: action({
      operation: call,
      input: (f: FormValues) =>
        ({ ...readFields(fields, f), agreement: f.agreement, good: f.good, year: f.year }) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const [all, known] = await Promise.all([p.call(goods, {}), p.call(agreements, {})])
    const framework = known.find((a) => a.number === p.query.agreement && !a.open && !a.over)
    const offered = all.filter((g) => g.agreement === framework?.number && g.name === p.query.good)
    if (!framework || offered.length === 0) throw standardProblem('NOT_FOUND')
    const { year, lines } = await linesOf(p)
    const title = text('二次竞价：请供应商报价', 'Mini-tender: ask for quotes')
    return {
      title,
      scripts: ['/assets/careful-form.js'],
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          back={{ href: catalogue, text: t('协议商品', 'Agreement goods') }}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <Facts
            rows={[
              [t('商品', 'Good'), p.query.good!],
              [t('框架协议', 'Framework'), framework.title[lang]],
            ]}
          />
          <PlainTable
            caption={t('邀请这些供应商', 'Who is asked')}
            columns={[
              { title: t('供应商', 'Supplier') },
              { title: t('品牌型号', 'Model') },
              { title: t('现价（报价不高于它）', 'Price (quotes are not above it)'), number: true },
            ]}
            rows={offered.map((g) => [g.supplier, g.model, `${sayYuan(g.price, lang)} / ${g.measure}`])}
          />
          <StepForm
            p={p}
            name="call"
            button={t('发出报价邀请', 'Ask for quotes')}
            fields={fields.map((f) => (f.name === 'line' ? { ...f, kind: 'choice' as const, options: lines } : f))}
            tells={t(
              '按最高的现价占用预算。报价密封，截止以后由这个框架协议的受托人打开；最低的成交，同价的先报的在前，没有人报价就结束（第110号令原文未核）。',
              'The budget bears the highest price. Quotes are sealed and opened by the framework’s trustees after the deadline; the lowest wins, of equal ones the earlier; without any it ends (Order 110 was not read).',
            )}
          >
            <input type="hidden" name="agreement" value={framework.number} />
            <input type="hidden" name="good" value={p.query.good} />
            <input type="hidden" name="year" value={String(year)} />
          </StepForm>
        </DeskPage>
      ),
    }
  },
})
