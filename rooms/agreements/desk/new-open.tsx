import { action, type FormValues, page, postOf, standardProblem, text } from '../../../kernel/platform/index.ts'
import { DeskPage, Facts, type FormField, fieldsOf, readFields, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { BUYER } from '../case.kind.ts'
import { agreements } from '../contract.ts'
import { orderOpen } from '../open.contract.ts'
import { catalogue, desk } from '../paths.ts'
import { grade } from '../words.ts'
import { linesOf } from './lines.ts'

const fields: FormField[] = [
  { name: 'uscc', kind: 'choice', options: [], decides: true, label: text('供应商', 'Supplier') },
  ...fieldsOf(orderOpen, { count: { label: text('数量', 'Count'), kind: 'number' } }),
  { name: 'line', kind: 'choice', options: [], decides: true, label: text('从哪个预算项目支出', 'Budget line') },
  ...fieldsOf(orderOpen, { deliver: { label: text('交付地点和时间', 'Where and when'), kind: 'lines' } }),
]

/** An order under an open framework: the unit chooses the supplier; the price is the published one. */
export default page({
  path: `${desk}/new-open`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, BUYER) !== undefined,
  actions: {
    order: action({
      operation: orderOpen,
      input: (f: FormValues) =>
        ({ ...readFields(fields, f), agreement: f.agreement, year: f.year, price: Number(f.price) }) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const found = (await p.call(agreements, {})).find((a) => a.number === p.query.agreement && a.open && !a.over)
    if (!found) throw standardProblem('NOT_FOUND')
    const { price, measure, about } = found.open!
    const { year, lines } = await linesOf(p)
    const options = {
      line: lines,
      uscc: found.suppliers
        .filter((s) => s.removed === null && !s.left)
        .map((s) => ({
          value: s.uscc,
          text: text(`${s.name} · ${grade(s).zh}`, `${s.name} · ${grade(s).en}`),
        })),
    }
    const title = text('按公布的价格订购', 'Order at the published price')
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={title[lang]}
          back={{ href: catalogue, text: t('框架协议', 'Frameworks') }}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <Facts
            rows={[
              [t('框架协议', 'Framework'), found.title[lang]],
              [t('内容和要求', 'What is bought'), about],
              [t('公布的价格', 'Published price'), `${sayYuan(price, lang)} / ${measure}`],
              [t('到期', 'Until'), found.to],
            ]}
          />
          <StepForm
            p={p}
            name="order"
            button={t('下单', 'Place the order')}
            fields={fields.map((f) =>
              f.name in options ? { ...f, kind: 'choice' as const, options: options[f.name as 'line'] } : f,
            )}
            tells={t(
              '下单占用预算；供应商接单以后交付，验收时评价，由财政支付。',
              'The order takes from the budget; the supplier takes it and delivers, is graded at the acceptance, and finance pays.',
            )}
          >
            <input type="hidden" name="agreement" value={found.number} />
            <input type="hidden" name="price" value={String(price)} />
            <input type="hidden" name="year" value={String(year)} />
          </StepForm>
        </DeskPage>
      ),
    }
  },
})
