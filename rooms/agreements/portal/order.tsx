import { action, type FormValues, text } from '../../../kernel/platform/index.ts'
import { citizenPage, Facts, fieldsOf, readFields, StepForm, sayYuan } from '../../../web/ui/index.ts'
import { order } from '../case.kind.ts'
import { take } from '../contract.ts'
import { catalogue, portal } from '../paths.ts'

const taking = fieldsOf(take, {
  outcome: {
    label: text('接单吗', 'Do you take it'),
    options: { take: text('接单', 'Take it'), decline: text('不接', 'Decline') },
  },
  words: { label: text('不接的理由', 'Why not'), kind: 'lines', required: false },
})
export type OrderForm = {
  good: string
  supplier: string
  price: number
  count: number
  amount: number
  measure: string
  deliver: string
  line: string
}

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
            [p.t('金额', 'Amount'), `${sayYuan(f.price, p.lang)} × ${f.count} = ${sayYuan(f.amount, p.lang)}`],
            [p.t('交付', 'Delivery'), f.deliver],
          ]}
        />
        {c.mine.includes('order.taken') && (
          <StepForm p={p} name="take" button={p.t('答复', 'Answer')} fields={taking}>
            <input type="hidden" name="caseId" value={c.id} />
          </StepForm>
        )}
      </>
    )
  },
})
