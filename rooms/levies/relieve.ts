import { dayOf } from '../../kernel/calendar/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { postOf } from '../../kernel/platform/index.ts'
import { relieved } from './amount.rules.ts'
import { act, HEAD } from './case.kind.ts'
import { relieve } from './contract.ts'
import { groundsOf, itemOf, reliefOf } from './items.ts'
import { orderOf } from './order.ts'

/** On a ground that the item's row lists, by whoever decides; what is owed no more is cancelled in the same transaction. */
export default act(relieve, {
  act: 'levy.relieved',
  who: (at, actor) => postOf(actor, HEAD)?.unitCode === at.found.unit,
  async prepare(ctx) {
    const { at, input, clock, problem, callAsSystem } = ctx
    const { facts } = at
    if (facts.status !== 'owed' || facts.relieved) throw problem('NOT_NOW')
    const item = itemOf(facts.item)!
    const ground = reliefOf(item, input.ground, dayOf(clock.now()))
    if (!ground) throw problem('NO_GROUND')
    const before = facts.amount!
    const amount = relieved(before, ground.percent)
    await callAsSystem(money.cancelOrder, { number: facts.order!, reason: `减免：${ground.name.zh}` })
    const order = amount > 0 ? (await orderOf(ctx, at, item, amount)).number : undefined
    return { ground, before, amount, order }
  },
  ends: ({ made }) => made.amount === 0,
  says: ({ input, made: { ground, before, amount, order } }) => ({
    basis: ground.basis,
    public: {
      ground: ground.id,
      grounds: groundsOf(ground.basis, ground.grounds),
      percent: ground.percent,
      before,
      amount,
      ...(order ? { order } : {}),
    },
    private: { said: input.said },
  }),
  output: ({ made }) => ({ order: made.order ?? null }),
})
