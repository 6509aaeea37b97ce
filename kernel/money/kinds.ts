// Browser-safe.
import { type Text, text } from '../platform/text.ts'

export const KINDS = ['fine', 'surcharge', 'confiscation', 'fee', 'deposit', 'price'] as const
export type OrderKind = (typeof KINDS)[number]

/** `treasury`: collected apart from whoever decides it (行政处罚法 arts. 67, 74): the account is not that unit's. */
export const kinds: Record<OrderKind, { title: Text; treasury: boolean }> = {
  fine: { title: text('罚款', 'Fine'), treasury: true },
  surcharge: { title: text('加处罚款', 'Surcharge'), treasury: true },
  confiscation: { title: text('没收违法所得', 'Confiscated gains'), treasury: true },
  fee: { title: text('行政事业性收费', 'Fee'), treasury: true },
  deposit: { title: text('保证金', 'Deposit'), treasury: false },
  price: { title: text('成交价款', 'Price'), treasury: false },
}
