import type { CaseAt } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { ReadContext, Text } from '../../kernel/platform/index.ts'
import type { Holder } from './settle.ts'

export type Instalment = { due: string; amount: number }

/**
 * What is still to be paid, in at most two parts: the deposit is the first of the money, so the first part is its share of the price
 * less the deposit (never under one 分), rounded up; the rest comes by the last day.
 */
export function instalmentsOf(
  price: number,
  deposit: number,
  first: { percent: number; due: string },
  rest: string | undefined,
): Instalment[] {
  const owed = price - deposit
  if (first.percent >= 100 || rest === undefined) return [{ due: first.due, amount: owed }]
  const share = Math.min(owed - 1, Math.max(1, Math.ceil((price * first.percent) / 100) - deposit))
  return [
    { due: first.due, amount: share },
    { due: rest, amount: owed - share },
  ]
}

/** The price’s order, and its plan where it is paid in parts; in the transaction of the contract. */
export async function chargePrice(
  { callAsSystem }: Pick<ReadContext, 'callAsSystem'>,
  at: CaseAt,
  of: { holder: Pick<Holder, 'personId' | 'name'>; parts: readonly Instalment[]; purpose: Text },
): Promise<string> {
  const { jurisdiction, id, number, unit } = at.found
  const { name, personId } = of.holder
  const { number: order } = await callAsSystem(money.issueOrder, {
    ...{ jurisdiction, kind: 'price', unit, case: { id, number }, payer: { name, personId }, purpose: of.purpose },
    amount: of.parts.reduce((sum, p) => sum + p.amount, 0),
    due: of.parts.at(-1)!.due,
  })
  if (of.parts.length > 1)
    await callAsSystem(money.reschedule, { number: order, parts: [...of.parts], reason: '按合同分期支付' })
  return order
}
