import { defineDocument } from '../../kernel/documents/index.ts'
import { text } from '../../kernel/platform/index.ts'
import type { Levy } from './case.kind.ts'
import type { LevyItem } from './items.ts'

const yuan = (fen: number) => (fen / 100).toFixed(2)
const payerOf = (at: { parties: { role: string; name: string }[] }) =>
  at.parties.find((p) => p.role === 'payer')?.name ?? ''

export const notice = defineDocument<
  Levy,
  { item: LevyItem; quantity: number; amount: number; due: string; order: string }
>({
  kind: 'levy-notice',
  title: text('行政征收缴款通知书', 'Notice of a levy'),
  series: '征',
  body: ({ at, input: { item, quantity, amount, due, order } }) => ({
    to: payerOf(at),
    paragraphs: [
      text(
        `征收项目：${item.name.zh}；数量 ${quantity} ${item.of.zh}，标准每${item.of.zh} ${yuan(item.standard)} 元，应缴 ${yuan(amount)} 元。`,
        `Item: ${item.name.en}; ${quantity} ${item.of.en} at ¥${yuan(item.standard)} each: ¥${yuan(amount)}.`,
      ),
      text(
        `请在 ${due} 以前凭缴款通知 ${order} 缴入国库代收账户；本机关不收现款。`,
        `Please pay by ${due} under the number ${order} to the treasury’s account; this office takes no cash.`,
      ),
    ],
    basis: item.basis,
    remedies: true,
  }),
})

export const receipt = defineDocument<Levy, { order: string; amount: number; on: string }>({
  kind: 'levy-receipt',
  title: text('非税收入缴款凭证', 'Receipt of the treasury'),
  series: '征据',
  signed: true,
  body: ({ at, input }) => ({
    to: payerOf(at),
    paragraphs: [
      text(
        `缴款通知 ${input.order}，${input.on} 缴入国库 ${yuan(input.amount)} 元。`,
        `Under ${input.order}, ¥${yuan(input.amount)} was paid to the treasury on ${input.on}.`,
      ),
    ],
  }),
})
