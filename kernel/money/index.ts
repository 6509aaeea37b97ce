import { defineRoom, text } from '../platform/index.ts'
import askBank from './ask-bank.ts'
import assignLine from './assign-line.ts'
import cancelOrder from './cancel-order.ts'
import { ordersCheck } from './checks.ts'
import * as contract from './contract.ts'
import importStatement from './import-statement.ts'
import issueOrder from './issue-order.ts'
import notify from './notify.ts'
import openAccount from './open-account.ts'
import reschedule from './reschedule.ts'
import returnLine from './return-line.ts'
import returnOrder from './return-order.ts'
import { REVENUE } from './role.ts'
import * as views from './views.ts'

export { type Bank, banks, connectBank, connectNotifier, type Notice, signNotice } from './bank.ts'
export * as contract from './contract.ts'
export { KINDS, kinds, type OrderKind } from './kinds.ts'
export { linesPaying, type Order, ordersOfCase, ordersOfPayer } from './money.store.ts'
export { foldOrder, type OrderFacts, overdueOn, type Part, type Plan, planProblem } from './order.rules.ts'
export { REVENUE } from './role.ts'
export { standingOf } from './standing.ts'
export { payBy, type Stay, SURCHARGE, type Surcharge, surcharge } from './surcharge.rules.ts'
export { PAGE } from './views.ts'

export default defineRoom({
  name: 'money',
  title: text('收缴', 'Money'),
  roles: { [REVENUE]: text('收缴管理', 'Revenue') },
  operations: [
    ...[openAccount, issueOrder, reschedule, cancelOrder, notify, importStatement, askBank, assignLine, returnLine],
    returnOrder,
    ...[views.view, views.mine, views.list, views.reconciliation, views.lines, views.refund],
  ],
  checks: [ordersCheck],
  timers: {
    'money.ask-bank': (timer) => ({
      contract: contract.askBank,
      input: { jurisdiction: timer.jurisdiction, account: timer.payload.account },
    }),
  },
})
