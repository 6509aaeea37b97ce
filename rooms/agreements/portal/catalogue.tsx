import { contract as cases } from '../../../kernel/cases/index.ts'
import { action, anyone, type FormValues, type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  fieldsOf,
  List,
  listQuery,
  PortalPage,
  readFields,
  StepForm,
  sayTime,
  sayYuan,
  sift,
  words,
} from '../../../web/ui/index.ts'
import { BUYER, order as kind } from '../case.kind.ts'
import { agreements, goods, offer, reprice } from '../contract.ts'
import { apply, leave } from '../open.contract.ts'
import { applications, boxOf, catalogue, desk, portal, quotes } from '../paths.ts'
import { calls } from '../quotes.contract.ts'
import { applying, leaving, Open } from './open.tsx'

type Row = Output<typeof goods>[number]
const query = listQuery({ q: words, agreement: words }, { sort: ['name', 'price', 'supplier'], size: 50 })
const offering = [
  { name: 'agreement', kind: 'choice' as const, options: [], decides: true, label: text('框架协议', 'Framework') },
  ...fieldsOf(offer, {
    name: text('商品名称', 'Good'),
    model: text('品牌型号', 'Make and model'),
    about: { label: text('配置说明', 'What it is'), kind: 'lines', required: false },
    measure: { label: text('计量单位', 'Unit of measure'), hint: text('例如 台、箱', 'as piece, box') },
    price: { label: text('单价', 'Price'), kind: 'money' },
    domestic: { label: text('本国产品（自行声明）', 'Domestic product, as declared'), required: false },
  }),
]
const pricing = [
  { name: 'id', kind: 'choice' as const, options: [], decides: true, label: text('商品', 'Good') },
  ...fieldsOf(reprice, {
    price: {
      label: text('新单价', 'New price'),
      kind: 'money',
      hint: text('填 0 是下架；不能高于上架时的价', '0 withdraws it; never above its first price'),
    },
  }),
]

/** Agreement goods side by side, what each costs where; what a supplier offers; orders that wait for him. */
export default page({
  path: catalogue,
  shell: 'portal',
  allow: anyone,
  actions: {
    offer: action({
      operation: offer,
      input: (f: FormValues) => readFields(offering as never, f) as never,
      next: () => `${catalogue}?offered=1`,
    }),
    reprice: action({
      operation: reprice,
      input: (f: FormValues) => readFields(pricing as never, f) as never,
      next: () => `${catalogue}?repriced=1`,
    }),
    apply: action({
      operation: apply,
      input: (f: FormValues) => ({ ...readFields(applying, f), agreement: f.agreement }) as never,
      next: ({ number }) => `${applications}/${number}?done=1`,
    }),
    leave: action({
      operation: leave,
      input: (f: FormValues) => ({ ...readFields(leaving, f), agreement: f.agreement }) as never,
      next: () => `${catalogue}?left=1`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const [all, known, asked] = await Promise.all([p.call(goods, {}), p.call(agreements, {}), p.call(calls, {})])
    const frameworks = known.filter((a) => !a.open)
    const open = known.filter((a) => a.open)
    const least = new Map<string, number>()
    for (const g of all) least.set(g.name, Math.min(least.get(g.name) ?? Number.POSITIVE_INFINITY, g.price))
    const rows = sift(q, all, {
      words: (r) => `${r.name}${r.model}${r.supplier}${r.about}`,
      holds: (r) => !q.filters.agreement || r.agreement === q.filters.agreement,
      keys: { name: (r) => r.name, price: (r) => r.price, supplier: (r) => r.supplier },
    })
    const buyer = postOf(p.actor, BUYER)
    const columns: Column<Row>[] = [
      { key: 'name', title: text('商品', 'Good'), value: (r) => `${r.name} ${r.model}`, sort: 'up', phone: 'heading' },
      { key: 'about', title: text('说明', 'What it is'), value: (r) => r.about },
      { key: 'supplier', title: text('供应商', 'Supplier'), value: (r) => r.supplier, sort: 'up' },
      {
        ...{ key: 'price', title: text('单价', 'Price'), number: true, sort: 'up', value: (r) => r.price },
        cell: (r) => (
          <>
            {sayYuan(r.price, lang)}
            {t(` / ${r.measure}`, ` a ${r.measure}`)}
            {r.price === least.get(r.name) && <span class="small"> ● {t('同类最低', 'lowest')}</span>}
          </>
        ),
      },
      {
        ...{ key: 'domestic', title: text('本国产品', 'Domestic') },
        value: (r) => (r.domestic ? t('是', 'yes') : t('否', 'no')),
      },
      { key: 'until', title: text('协议到期', 'Until'), value: (r) => r.until, phone: 'none' },
      ...(buyer
        ? [
            {
              ...{ key: 'order', title: text('订购', 'Order'), value: () => '' },
              cell: (r: Row) => <a href={`${desk}/new?good=${r.id}`}>{t(`订购 ${r.model}`, `Order ${r.model}`)}</a>,
            },
          ]
        : []),
    ]
    const title = text('协议商品', 'Agreement goods')
    if (q.csv) return csvFile(title, columns, rows, p)
    const mine = frameworks.filter((a) => a.mine)
    const own = all.filter((g) => g.mine)
    const orders = p.actor.kind === 'person' ? (await p.call(cases.myCases, { kind: kind.kind })).cases : []
    const fill = (fields: typeof offering | typeof pricing, name: string, options: object[]) =>
      fields.map((f) => (f.name === name ? { ...f, options } : f)) as never
    return {
      title,
      body: (
        <PortalPage
          p={p}
          title={title[lang]}
          lead={t(
            '框架协议入围供应商的商品和现价，市区各单位直接订购；价格只能降，不能高过上架时的价。',
            'What the suppliers of frameworks offer, at today’s prices, for every unit of the city and its districts; a price goes down, never above its first.',
          )}
          labels={{
            price: t('单价', 'Price'),
            agreement: t('框架协议', 'Framework'),
            id: t('商品', 'Good'),
            words: t('内容', 'Words'),
            agreed: t('承诺', 'Undertaking'),
          }}
          said={[
            [p.query.offered, text('已上架。', 'Offered.')],
            [p.query.repriced, text('已调价。', 'The price is changed.')],
            [p.query.left, text('已退出，不再接新的订单。', 'You have left: no new orders.')],
            [p.query.published, text('已公布。', 'It is published.')],
            [p.query.closed, text('已终止。', 'It is closed.')],
          ]}
        >
          <List
            {...{ lang, title, columns, query: q, rows }}
            filters={[{ name: 'q', kind: 'search', title: text('商品、型号或供应商', 'Good, model or supplier') }]}
            empty={text('还没有协议商品。', 'No goods yet.')}
          />
          {asked.length > 0 && (
            <section>
              <h2>{t('二次竞价', 'Mini-tenders')}</h2>
              <ul class="plain links">
                {asked.slice(0, 20).map((c) => (
                  <li>
                    <a href={`${quotes}/${boxOf(c.agreement, c.number)}`}>
                      {c.good} × {c.count}
                    </a>{' '}
                    · {c.unit[lang]} ·{' '}
                    {p.clock.now() < c.deadline
                      ? t(`报价到 ${sayTime(c.deadline, 'zh')}`, `quotes until ${sayTime(c.deadline, 'en')}`)
                      : t('报价已截止', 'quotes are closed')}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {orders.length > 0 && (
            <section>
              <h2>{t('我的订单', 'My orders')}</h2>
              <ul class="plain links">
                {orders.map((o) => (
                  <li>
                    <a href={`${portal}/${o.number}`}>{o.number}</a> · {o.statusText[lang]}
                  </li>
                ))}
              </ul>
            </section>
          )}
          {mine.length > 0 && (
            <details class="more" open={p.form?.action === 'offer'}>
              <summary>{t('上架商品', 'Offer a good')}</summary>
              <StepForm
                p={p}
                name="offer"
                button={t('上架', 'Offer')}
                fields={fill(
                  offering,
                  'agreement',
                  mine.map((a) => ({ value: a.number, text: a.title })),
                )}
                tells={mine
                  .map((a) => `${a.title[lang]}：${t('限价', 'ceiling')} ${sayYuan(a.ceiling, lang)}`)
                  .join(t('；', '; '))}
              />
            </details>
          )}
          {own.length > 0 && (
            <details class="more" open={p.form?.action === 'reprice'}>
              <summary>{t('调价或下架', 'Change a price, or withdraw')}</summary>
              <StepForm
                p={p}
                name="reprice"
                button={t('调价', 'Change')}
                fields={fill(
                  pricing,
                  'id',
                  own.map((g) => {
                    const said = `${g.name} ${g.model} · ${sayYuan(g.price, lang)}`
                    return { value: g.id, text: text(said, said) }
                  }),
                )}
              />
            </details>
          )}
          {open.length > 0 && (
            <section>
              <h2>{t('开放式框架协议', 'Open frameworks')}</h2>
              <p class="small">
                {t(
                  '价格是公布的，符合条件的供应商随时加入；各单位自己选供应商，验收时评价。',
                  'The price is published and suppliers join at any time; a unit chooses its supplier and grades it at the acceptance.',
                )}
              </p>
              {open.map((a) => (
                <Open a={a} p={p} />
              ))}
            </section>
          )}
          <section>
            <h2>{t('封闭式框架协议', 'Closed frameworks')}</h2>
            <ul>
              {frameworks.map((a) => (
                <li>
                  <a href={`/procurement/${a.number}`}>{a.title[lang]}</a> · {a.from} — {a.to} ·{' '}
                  {a.suppliers
                    .map((s) => (s.removed ? `${s.name}（${t('已清退', 'removed')}）` : s.name))
                    .join(t('、', ', '))}
                </li>
              ))}
            </ul>
          </section>
        </PortalPage>
      ),
    }
  },
})
