import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage, sayYuan } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { order } from '../case.kind.ts'
import { accept, deskOrder, pay } from '../contract.ts'
import { desk } from '../paths.ts'
import type { OrderForm } from '../portal/order.tsx'

export default officerPage({
  view: deskOrder,
  kind: order,
  path: desk,
  list: text('协议订单', 'Framework orders'),
  allow: ({ actor }) => postOf(actor) !== undefined,
  facts: (c, p) => {
    const f = c.form as OrderForm
    return [
      [p.t('商品', 'Good'), f.good],
      [p.t('数量', 'Count'), `${f.count} ${f.measure}`],
      [p.t('金额', 'Amount'), `${sayYuan(f.price, p.lang)} × ${f.count} = ${sayYuan(f.amount, p.lang)}`],
      [p.t('预算项目', 'Budget line'), f.line],
      [p.t('交付', 'Delivery'), f.deliver],
    ]
  },
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    accept: {
      contract: accept,
      title: text('验收', 'Accept'),
      when: 'order.accepted',
      fields: fieldsOf(accept, {
        grade: { label: text('履约评价（1–5）', 'Performance, 1–5'), kind: 'number' },
        words: { label: text('验收意见', 'What was found'), kind: 'lines' },
      }),
    },
    pay: {
      contract: pay,
      title: text('支付', 'Pay'),
      when: 'order.paid',
      fields: fieldsOf(pay, { voucher: text('支付凭证号', 'Voucher') }),
    },
  },
})
