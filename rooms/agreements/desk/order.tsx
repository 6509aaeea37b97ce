import { postOf, text } from '../../../kernel/platform/index.ts'
import { fieldsOf, officerPage } from '../../../web/ui/index.ts'
import { answerOrder, openMeasures } from '../../supervision/contract.ts'
import { order } from '../case.kind.ts'
import { accept, deskOrder, pay } from '../contract.ts'
import { desk } from '../paths.ts'
import { dealRow, type OrderForm, QuotesLink } from '../portal/order.tsx'
import { award } from '../quotes.contract.ts'

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
      ...(f.need ? ([[p.t('竞价需求', 'What is needed'), f.need]] as [string, string][]) : []),
      ...dealRow(c, p),
      [p.t('预算项目', 'Budget line'), f.line],
      [p.t('交付', 'Delivery'), f.deliver],
    ]
  },
  more: (c, p) => <QuotesLink c={c} p={p} />,
  measures: { open: openMeasures, answer: answerOrder },
  actions: {
    award: {
      contract: award,
      title: text('确定成交', 'Choose'),
      when: 'quotes.awarded',
      fields: fieldsOf(award, {
        outcome: {
          label: text('结果', 'Outcome'),
          options: {
            award: text('向名次最前的一家下单', 'order from the best'),
            end: text('终止，不买了', 'end it, nothing is bought'),
          },
        },
        reason: { label: text('终止的理由（公开）', 'Why it is ended (published)'), kind: 'lines', required: false },
      }),
      tells: () =>
        text(
          '名次是报价算出来的，不能另选；已经离开协议、没有接单或者被名单禁止参加的，自动轮到下一家，公开写明。没有用到的预算退回。',
          'The ranking follows from the quotes, and no other can be chosen; who left the framework, declined, or is barred by a list is passed over, in public. What is not needed goes back to the budget.',
        ),
    },
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
