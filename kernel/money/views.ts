import { dayOf } from '../calendar/index.ts'
import {
  anyone,
  type HeldPost,
  holdsPost,
  type PersonActor,
  postOf,
  query,
  type ReadContext,
  systemOnly,
} from '../platform/index.ts'
import { banks } from './bank.ts'
import { linesOfOrder, listOrders, myOrders, reconcile, viewOrder, viewRefund } from './contract.ts'
import { orderRows, refundsUnderway, sumsOfAccounts, suspense } from './list.store.ts'
import {
  accountsOf,
  findMovement,
  findOrder,
  findRefund,
  movementsOfOrder,
  type Order,
  ordersOfPayer,
} from './money.store.ts'
import { REVENUE } from './role.ts'
import { standingOf, viewOf } from './standing.ts'

export const PAGE = 30
/** Five days: the shortest limit of those by which deposits go back (招标投标法实施条例 arts. 35, 57). */
const LATE = 5 * 86_400_000

const organisationsOf = (actor: PersonActor): string[] =>
  actor.interests?.organisations ?? (actor.organisationId ? [actor.organisationId] : [])
const isPayer = (actor: PersonActor, { payer }: Order): boolean =>
  (payer.personId !== undefined && payer.personId === actor.personId) ||
  (payer.organisationId !== undefined && organisationsOf(actor).includes(payer.organisationId))

/** Whom an order concerns: its payer, the unit that ordered it, the treasury of the place, whoever supervises the city. */
function concerns({ actor }: Pick<ReadContext, 'actor'>, o: Order): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind !== 'person') return false
  if (isPayer(actor, o)) return true
  const post = postOf(actor)
  if (!post) return false
  if (post.role === REVENUE) return post.jurisdiction === o.jurisdiction
  return post.unitCode === o.unit || ['chief-supervisor', 'auditor'].includes(post.role)
}

/** Whoever has the number may see what is to be paid, so that anybody can pay it; not by whom. */
export const view = query(viewOrder, {
  allow: anyone,
  async run(ctx) {
    const order = await findOrder(ctx.tx, ctx.input.number)
    if (!order) throw ctx.problem('NO_ORDER')
    const account = (await accountsOf(ctx.tx, order.jurisdiction)).find((a) => a.number === order.account)
    return viewOf(ctx, order, account?.bank ?? '', concerns(ctx, order))
  },
})

export const mine = query(myOrders, {
  allow: ({ actor }) => actor.kind === 'person',
  async run(ctx) {
    const actor = ctx.actor as PersonActor
    const orders = await ordersOfPayer(ctx.tx, { personId: actor.personId, organisations: organisationsOf(actor) })
    const bankOf = new Map<string, string>()
    for (const jurisdiction of new Set(orders.map((o) => o.jurisdiction)))
      for (const a of await accountsOf(ctx.tx, jurisdiction)) bankOf.set(`${jurisdiction} ${a.number}`, a.bank)
    const views = []
    for (const o of orders) views.push(await viewOf(ctx, o, bankOf.get(`${o.jurisdiction} ${o.account}`) ?? '', true))
    return views
  },
})

const OVERSEES = ['chief-supervisor', 'auditor']
const ofPlace = (post: HeldPost, jurisdiction: string) =>
  post.jurisdiction === jurisdiction || OVERSEES.includes(post.role)

/** The treasury sees all orders of its place; another unit its own. */
export const list = query(listOrders, {
  allow: holdsPost<{ jurisdiction: string }>(
    [REVENUE, 'clerk', 'reviewer', 'approver', ...OVERSEES],
    (post, { input }) => ofPlace(post, input.jurisdiction),
  ),
  async run({ tx, actor, input, clock }) {
    const post = postOf(actor)!
    const whole = post.role === REVENUE || OVERSEES.includes(post.role)
    const { page = 1, size = PAGE, ...filter } = input
    const unit = whole ? undefined : post.unitCode
    return orderRows(tx, { ...filter, page, size, today: dayOf(clock.now()), unit })
  },
})

export const reconciliation = query(reconcile, {
  allow: holdsPost<{ jurisdiction: string }>([REVENUE, ...OVERSEES], (post, { input }) =>
    ofPlace(post, input.jurisdiction),
  ),
  async run({ tx, input, clock }) {
    const [accounts, sums, { rows, total }, refunds] = await Promise.all([
      accountsOf(tx, input.jurisdiction),
      sumsOfAccounts(tx, input.jurisdiction),
      suspense(tx, input.jurisdiction, input.page ?? 1, PAGE),
      refundsUnderway(tx, input.jurisdiction),
    ])
    const late = new Date(clock.now().getTime() - LATE)
    return {
      accounts: accounts.map((a) => {
        const { received = 0, assigned = 0 } = sums.get(a.number) ?? {}
        const { number, holder, answeredAt, awaySince, awayWhy, nextAsk } = a
        const bank = banks.get(a.bank)?.title ?? { zh: a.bank, en: a.bank }
        const suspense = received - assigned
        return { number, bank, holder, answeredAt, awaySince, awayWhy, nextAsk, received, assigned, suspense }
      }),
      rows,
      total,
      refunds: refunds.map((r) => ({ ...r, late: r.orderedAt < late })),
    }
  },
})

export const lines = query(linesOfOrder, {
  allow: holdsPost([REVENUE, ...OVERSEES]),
  async run({ tx, actor, input, problem }) {
    const order = await findOrder(tx, input.number)
    if (!order || !ofPlace(postOf(actor)!, order.jurisdiction)) throw problem('NO_ORDER')
    const [rows, { excess }] = await Promise.all([movementsOfOrder(tx, order), standingOf(tx, order)])
    return { rows: rows.map((m) => ({ ...m, contradicted: m.contradicted !== null })), returnable: excess }
  },
})

export const refund = query(viewRefund, {
  allow: systemOnly,
  async run({ tx, input, problem }) {
    const found = await findRefund(tx, input.number)
    const at = found && (await findMovement(tx, found.movement))
    if (!found || !at) throw problem('NO_LINE')
    const account = (await accountsOf(tx, found.jurisdiction)).find((a) => a.number === at.account)
    return {
      ...{ number: found.number, amount: found.amount + found.interest, interest: found.interest },
      done: found.doneBy !== null,
      ...{ account: at.account, bank: account?.bank ?? '', name: at.name, counterAccount: at.counterAccount },
    }
  },
})
