import { units } from '../../../kernel/identity/index.ts'
import { KINDS, kinds, contract as money, REVENUE } from '../../../kernel/money/index.ts'
import { action, holdsPost, type Output, page, postOf, text } from '../../../kernel/platform/index.ts'
import {
  type Column,
  csvFile,
  DeskPage,
  fieldsOf,
  Light,
  List,
  listQuery,
  Money,
  oneOf,
  readFields,
  StepForm,
  sayDay,
  sayYuan,
  words,
} from '../../../web/ui/index.ts'
import { OrderFacts } from '../order-facts.tsx'
import * as paths from '../paths.ts'
import { stateWords } from '../words.ts'

const STATES = ['open', 'overdue', 'partly', 'paid', 'over', 'cancelled'] as const
const query = listQuery({ q: words, state: oneOf(STATES), kind: oneOf(KINDS) })
const title = text('缴款通知', 'Orders to pay')
const ROLES = [REVENUE, 'clerk', 'reviewer', 'approver', 'chief-supervisor', 'auditor']
type Row = Output<typeof money.listOrders>['rows'][number]

export const orders = page({
  path: paths.desk,
  shell: 'desk',
  allow: holdsPost(ROLES),
  async render(p) {
    const { t, lang } = p
    const q = query(p)
    const { q: typed, state, kind } = q.filters
    const { jurisdiction } = postOf(p.actor)!
    const size = Math.min(q.size, 5000)
    const found = await p.call(money.listOrders, { jurisdiction, state, kind, text: typed, page: q.page, size })
    const nameOf = new Map((await units(p.tx)).map((u) => [u.code, u.name]))
    const today = p.clock.now().toISOString().slice(0, 10)
    const columns: Column<Row>[] = [
      { key: 'number', title: text('编号', 'Number'), value: (r) => r.number, phone: 'heading' },
      { key: 'kind', title: text('种类', 'Kind'), value: (r) => kinds[r.kind].title[lang] },
      { key: 'payer', title: text('缴款人', 'Payer'), value: (r) => r.payer },
      {
        key: 'unit',
        title: text('开出单位', 'Ordered by'),
        value: (r) => nameOf.get(r.unit)?.[lang] ?? r.unit,
        phone: 'none',
      },
      { key: 'case', title: text('办件', 'Case'), value: (r) => r.caseNumber, phone: 'none' },
      {
        key: 'amount',
        title: text('金额', 'Amount'),
        number: true,
        value: (r) => sayYuan(r.amount, lang),
        cell: (r) => <Money fen={r.amount} lang={lang} />,
      },
      {
        key: 'received',
        title: text('已到账', 'Received'),
        number: true,
        value: (r) => sayYuan(r.received, lang),
        cell: (r) => <Money fen={r.received} lang={lang} />,
      },
      { key: 'due', title: text('最后一日', 'Last day'), value: (r) => r.due, cell: (r) => sayDay(r.due, lang) },
      {
        key: 'state',
        title: text('状态', 'State'),
        value: (r) => stateWords[r.state][lang],
        cell: (r) =>
          isLate(r, today) ? <Light colour="red">{t('逾期未缴', 'overdue')}</Light> : stateWords[r.state][lang],
      },
    ]
    if (q.csv) return csvFile(title, columns, found.rows, p)
    return {
      title,
      body: (
        <DeskPage p={p} title={title[lang]} actions={<a href={paths.books}>{t('对账', 'Reconciliation')}</a>}>
          <List
            lang={lang}
            title={title}
            query={q}
            rows={found.rows}
            total={found.total}
            columns={columns}
            href={(r) => paths.orderOnDesk(r.number)}
            edge={(r) => (isLate(r, today) ? 'red' : r.state === 'over' ? 'yellow' : 'off')}
            filters={[
              { name: 'q', title: text('编号、办件、缴款人', 'Number, case, payer'), kind: 'search' },
              {
                name: 'state',
                title: text('状态', 'State'),
                kind: 'choice',
                options: STATES.map((value) => ({
                  value,
                  text: value === 'overdue' ? text('逾期未缴', 'Overdue') : stateWords[value],
                })),
              },
              {
                name: 'kind',
                title: text('种类', 'Kind'),
                kind: 'choice',
                options: KINDS.map((value) => ({ value, text: kinds[value].title })),
              },
            ]}
          />
        </DeskPage>
      ),
    }
  },
})

const isLate = (r: Row, today: string) => ['open', 'partly'].includes(r.state) && r.due < today

const returnFields = fieldsOf(money.returnLine, {
  id: { label: text('流水', 'Line'), kind: 'hidden' },
  amount: { label: text('退多少', 'How much'), kind: 'money' },
  reason: text('为什么', 'Why'),
})

/** One order; who keeps the books returns from here what is not owed. */
export const order = page({
  path: `${paths.desk}/:number`,
  shell: 'desk',
  allow: holdsPost(ROLES),
  actions: {
    return: action({
      operation: money.returnLine,
      input: (form) => readFields(returnFields, form),
      next: ({ refund }, p) => `${paths.orderOnDesk(p.params.number!)}?refund=${refund}`,
    }),
  },
  async render(p) {
    const { t, lang } = p
    const number = p.params.number!
    const found = await p.call(money.viewOrder, { number })
    const keeps = postOf(p.actor, REVENUE) !== undefined
    const { rows, returnable } = keeps ? await p.call(money.linesOfOrder, { number }) : { rows: [], returnable: 0 }
    return {
      title,
      body: (
        <DeskPage
          p={p}
          title={`${title[lang]} ${number}`}
          back={{ href: paths.desk, text: title[lang] }}
          said={[
            [
              p.query.refund,
              text(`已通知银行退款，编号 ${p.query.refund}。`, `The bank is told to return it: ${p.query.refund}.`),
            ],
          ]}
        >
          <OrderFacts order={found} lang={lang} />
          {returnable > 0 &&
            rows
              .filter((r) => r.amount > r.back)
              .map((r) => (
                <section>
                  <h2>
                    {t('退款：流水 ', 'Return from line ')}
                    {r.serial}
                  </h2>
                  <StepForm
                    p={p}
                    name="return"
                    button={t('通知银行退款', 'Tell the bank to return it')}
                    tells={t(
                      `只退到原账户 ${r.counterAccount}（${r.name}）。`,
                      `Only to the account it came from: ${r.counterAccount} (${r.name}).`,
                    )}
                    fields={returnFields}
                    values={{ id: r.id, amount: Math.min(returnable, r.amount - r.back) }}
                  />
                </section>
              ))}
        </DeskPage>
      ),
    }
  },
})
