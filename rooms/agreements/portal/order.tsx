import { action, type FormValues, type PageContext, text } from '../../../kernel/platform/index.ts'
import { citizenPage, Facts, fieldsOf, readFields, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { order } from '../case.kind.ts'
import { take } from '../contract.ts'
import { boxOf, catalogue, portal, quotes } from '../paths.ts'

type Writer = Pick<PageContext, 't' | 'lang'>
const taking = fieldsOf(take, {
  outcome: {
    label: text('接单吗', 'Do you take it'),
    options: { take: text('接单', 'Take it'), decline: text('不接', 'Decline') },
  },
  words: { label: text('不接的理由', 'Why not'), kind: 'lines', required: false },
})
export type OrderForm = {
  agreement: string
  good: string
  count: number
  measure: string
  deliver: string
  line: string
  /** What is needed, where quotes were asked for. */
  need?: string
  /** Of a direct order. */
  price?: number
}
type Shown = {
  number: string
  form: Record<string, any>
  parties: readonly { role: string; name: string }[]
  acts: readonly { type: string; facts: Record<string, any> }[]
}
/** What is paid for one and in all: as ordered, or as it was quoted and chosen, and of whom. */
export function dealRow(c: Shown, p: Writer): [string, string][] {
  const f = c.form as OrderForm
  const chosen = c.acts.findLast((a) => a.type === 'quotes.awarded' && a.facts.outcome === 'award')
  const price: number | undefined = f.price ?? chosen?.facts.price
  if (price === undefined) return []
  // Who declined is a party still: the last one is whom it is with now.
  const supplier = chosen && c.parties.findLast((x) => x.role === 'supplier')
  return [
    ...(supplier ? ([[p.t('成交供应商', 'Chosen supplier'), supplier.name]] as [string, string][]) : []),
    [p.t('金额', 'Amount'), `${sayYuan(price, p.lang)} × ${f.count} = ${sayYuan(price * f.count, p.lang)}`],
  ]
}
/** Where its quotes are, if it has any. */
export const QuotesLink = ({ c, p }: { c: Shown; p: Writer }) =>
  (c.form as OrderForm).need ? (
    <p class="links-row">
      <a href={`${quotes}/${boxOf((c.form as OrderForm).agreement, c.number)}`}>
        {p.t('二次竞价：报价和结果', 'Mini-tender: quotes and result')}
      </a>
    </p>
  ) : null

/** An order as its supplier sees it: take it or say why not, then its progress. */
export default citizenPage({
  kind: order,
  path: portal,
  back: { href: catalogue, text: text('协议商品', 'Agreement goods') },
  begun: text('下单于', 'ordered'),
  actions: {
    take: action({
      operation: take,
      input: (f: FormValues) => ({ ...readFields(taking, f), caseId: String(f.caseId ?? '') }) as never,
      next: ({ number }) => `${portal}/${number}?done=1`,
    }),
  },
  title: (c) => text(`订单：${(c.form as OrderForm).good}`, `Order: ${(c.form as OrderForm).good}`),
  said: (_, p) => [[p.query.done, text('已记录。', 'It is on record.')]],
  next: ({ c, p }) =>
    c.closed
      ? p.t('已经办结。', 'It is closed.')
      : p.t(`由${c.work[0]?.who.zh ?? ''}办理。`, `With ${c.work[0]?.who.en ?? ''}.`),
  todo: ({ c, p }) => {
    const f = c.form as OrderForm
    return (
      <>
        <Facts
          rows={[
            [p.t('商品', 'Good'), f.good],
            [p.t('数量', 'Count'), `${f.count} ${f.measure}`],
            ...dealRow(c, p),
            [p.t('交付', 'Delivery'), f.deliver],
          ]}
        />
        <QuotesLink c={c} p={p} />
        {c.mine.includes('order.taken') && (
          <StepForm p={p} name="take" button={p.t('答复', 'Answer')} fields={taking}>
            <input type="hidden" name="caseId" value={c.id} />
          </StepForm>
        )}
      </>
    )
  },
})
