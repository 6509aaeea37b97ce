import { REVENUE } from '../../kernel/money/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { demo } from './demo.ts'
import { books } from './desk/books.tsx'
import { order, orders } from './desk/orders.tsx'
import * as paths from './paths.ts'
import { find, order as toPay } from './portal/pay.tsx'

const group = text('收缴', 'Money')

/** The pages of `kernel/money`. */
export default defineRoom({
  name: 'money-pages',
  title: text('收缴的页面', 'Pages of money'),
  menu: {
    portal: [{ group: text('互动', 'Contact'), title: text('缴款', 'Pay'), path: paths.pay, order: 50 }],
    desk: [
      { group, title: text('缴款通知', 'Orders to pay'), path: paths.desk, roles: [REVENUE, 'auditor'], order: 60 },
      { group, title: text('对账', 'Reconciliation'), path: paths.books, roles: [REVENUE, 'auditor'], order: 61 },
    ],
  },
  // Before the page of one order, whose address would take it for a number.
  pages: [books, orders, order, find, toPay],
  demo,
})
