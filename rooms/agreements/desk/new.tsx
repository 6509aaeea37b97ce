import { action, type FormValues, page, postOf, standardProblem, text } from '../../../kernel/platform/index.ts'
import { DeskPage, Facts, type FormField, fieldsOf, readFields, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { BUYER } from '../case.kind.ts'
import { goods, order } from '../contract.ts'
import { catalogue, desk } from '../paths.ts'
import { linesOf } from './lines.ts'

const fields: FormField[] = [
  ...fieldsOf(order, { count: { label: text('数量', 'Count'), kind: 'number' } }),
  { name: 'line', kind: 'choice', options: [], decides: true, label: text('从哪个预算项目支出', 'Budget line') },
  ...fieldsOf(order, { deliver: { label: text('交付地点和时间', 'Where and when'), kind: 'lines' } }),
]

/** A direct order of one good at today's price. */
export default page({
  path: `${desk}/new`,
  shell: 'desk',
  allow: ({ actor }) => postOf(actor, BUYER) !== undefined,
  actions: {
    order: action({
      operation: order,
      input: (f: FormValues) =>
        ({ ...readFields(fields, f), good: f.good, year: f.year, price: Number(f.price) }) as never,
      next: ({ number }) => `${desk}/${number}?done=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const all = await p.call(goods, {})
    const good = all.find((g) => g.id === p.query.good)
    if (!good) throw standardProblem('NOT_FOUND')
    const { year, lines } = await linesOf(p)
    const others = all.filter((g) => g.name === good.name && g.id !== good.id)
    return {
      title: text('直接订购', 'Order directly'),
      body: (
        <DeskPage
          p={p}
          title={t('直接订购', 'Order directly')}
          back={{ href: catalogue, text: t('协议商品', 'Agreement goods') }}
          labels={Object.fromEntries(fields.map((f) => [f.name, t(f.label)]))}
        >
          <Facts
            rows={[
              [t('商品', 'Good'), `${good.name} ${good.model}`],
              [t('说明', 'What it is'), good.about || '—'],
              [t('供应商', 'Supplier'), good.supplier],
              [
                t('单价', 'Price'),
                t(`${sayYuan(good.price, 'zh')} / ${good.measure}`, `${sayYuan(good.price, 'en')} a ${good.measure}`),
              ],
              ...(others.length > 0
                ? ([
                    [
                      t('同类商品', 'Others of the kind'),
                      others.map((g) => `${g.supplier} ${g.model} ${sayYuan(g.price, lang)}`).join('；'),
                    ],
                  ] as [string, string][])
                : []),
            ]}
          />
          <p class="links-row">
            <a href={`${desk}/call?agreement=${good.agreement}&good=${encodeURIComponent(good.name)}`}>
              {t('不直接订，请各家报价（二次竞价）', 'Ask all of them for quotes instead (mini-tender)')}
            </a>
          </p>
          <StepForm
            p={p}
            name="order"
            button={t('下单', 'Place the order')}
            fields={fields.map((f) => (f.name === 'line' ? { ...f, kind: 'choice' as const, options: lines } : f))}
            tells={t(
              '下单占用预算；供应商接单以后交付，验收以后由财政支付。',
              'The order takes from the budget; the supplier takes it and delivers, finance pays after acceptance.',
            )}
          >
            <input type="hidden" name="good" value={good.id} />
            <input type="hidden" name="price" value={String(good.price)} />
            <input type="hidden" name="year" value={String(year)} />
          </StepForm>
        </DeskPage>
      ),
    }
  },
})
