import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import type { CaseAt } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { ReadContext } from '../../kernel/platform/index.ts'
import type { Levy } from './case.kind.ts'
import type { LevyItem } from './items.ts'

/** Days to pay: the notice says them; no source of law was found for a number. */
const DAYS = 30

/** To the treasury's account, never to the unit (预算法 art. 55): money refuses an account of the unit that decides. */
export async function orderOf(
  ctx: Pick<ReadContext, 'callAsSystem' | 'clock'>,
  at: CaseAt<Levy>,
  item: LevyItem,
  amount: number,
): Promise<{ number: string; due: string }> {
  const payer = at.parties.find((p) => p.role === 'payer')!
  const due = addDays(dayOf(ctx.clock.now()), DAYS)
  const { number } = await ctx.callAsSystem(money.issueOrder, {
    jurisdiction: at.found.jurisdiction,
    kind: 'fee',
    unit: at.found.unit,
    case: { id: at.found.id, number: at.found.number },
    payer: { name: payer.name, ...(payer.personId ? { personId: payer.personId } : {}) },
    purpose: item.name,
    amount,
    due,
    basis: item.basis,
  })
  return { number, due }
}
