import { dayOf } from '../calendar/index.ts'
import { type ActDraft, actsOf, newId, type ReadContext } from '../platform/index.ts'
import { acts } from './acts.ts'
import type { Line } from './contract.ts'
import { readNumbers, sameName, WORDS } from './match.rules.ts'
import {
  type Account,
  findRefund,
  giveToOrder,
  insertMovement,
  lockMovement,
  lockOrder,
  type Movement,
  markContradicted,
  movementBySerial,
  type Order,
  refundDone,
} from './money.store.ts'
import { foldOrder, type MoneyEvent } from './order.rules.ts'
import { eventOf, eventsOf } from './standing.ts'

type Ctx = Pick<ReadContext, 'tx' | 'clock'>
export type Taken = { acts: ActDraft[]; lines: number; fresh: number; unmatched: number }

/** The events of orders that this transaction makes, before they are acts. */
class Orders {
  private readonly ctx: Ctx
  private readonly events = new Map<string, MoneyEvent[]>()
  constructor(ctx: Ctx) {
    this.ctx = ctx
  }
  async of(o: Order): Promise<MoneyEvent[]> {
    const have = this.events.get(o.id) ?? eventsOf(await actsOf(this.ctx.tx, o.jurisdiction, o.id))
    this.events.set(o.id, have)
    return have
  }
  async say(o: Order, draft: ActDraft): Promise<void> {
    const event = eventOf(draft, dayOf(this.ctx.clock.now()))
    if (event) (await this.of(o)).push(event)
  }
}

/**
 * Takes lines of a bank into the books. A line counts once by its serial number; one that names exactly one standing order of this
 * account pays it, whatever the amount; one that goes out and names a refund ends it; all else waits for an officer. The caller
 * holds the account.
 */
export async function take(ctx: Ctx, account: Account, lines: readonly Line[]): Promise<Taken> {
  const orders = new Orders(ctx)
  const taken: Taken = { acts: [], lines: lines.length, fresh: 0, unmatched: 0 }
  for (const line of lines.toSorted((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1))) {
    const now = ctx.clock.now()
    const id = newId(now.getTime(), account.jurisdiction)
    const row = { ...line, jurisdiction: account.jurisdiction, account: account.number, id, receivedAt: now }
    if (!(await insertMovement(ctx.tx, row))) {
      const before = await movementBySerial(ctx.tx, account.jurisdiction, account.number, line.serial)
      const draft = await compare(ctx, before, line)
      if (draft) taken.acts.push(draft)
      // A refund is out once the bank shows all of it, though it said something else before.
      const out = draft && line.direction === 'out' ? await payOut(ctx, orders, { ...row, id: before.id }) : undefined
      if (out) taken.acts.push(out)
      continue
    }
    taken.fresh++
    const draft = line.direction === 'in' ? await payIn(ctx, orders, account, row) : await payOut(ctx, orders, row)
    if (!draft) taken.unmatched++
    taken.acts.push(draft ?? unmatched(row))
  }
  return taken
}

/** The same serial number with another amount or direction: what was said first stands, and an officer is shown the second. */
async function compare({ tx }: Ctx, before: Movement, line: Line): Promise<ActDraft | undefined> {
  if (before.amount === line.amount && before.direction === line.direction) return undefined
  if (before.contradicted) return undefined
  await markContradicted(tx, before, line)
  return acts['money.contradicted']({
    jurisdiction: before.jurisdiction,
    subject: { kind: 'payment', id: before.id },
    public: { account: before.account, amount: before.amount, now: line.amount },
    private: { serial: line.serial },
  })
}

type Fresh = Line & { jurisdiction: string; id: string }
async function payIn(ctx: Ctx, orders: Orders, account: Account, line: Fresh): Promise<ActDraft | undefined> {
  const [number, ...others] = readNumbers(line.reference, WORDS.order)
  if (!number || others.length > 0 || !number.startsWith(line.jurisdiction)) return undefined
  const order = await lockOrder(ctx.tx, number)
  if (!order || order.account !== account.number || order.cancelledAt) return undefined
  return received(ctx, orders, order, line)
}

async function received({ tx }: Ctx, orders: Orders, order: Order, line: Fresh, more: { reason?: string } = {}) {
  await giveToOrder(tx, line, order.number)
  const other = !sameName(line.name, order.payer.name)
  const before = await orders.of(order)
  const facts = foldOrder([...before, { what: 'received', on: line.day, amount: line.amount, other }])
  const { as, late } = facts.payments.at(-1)!
  const draft = acts['money.received']({
    jurisdiction: order.jurisdiction,
    subject: { kind: 'payment', id: order.id },
    public: {
      ...saysOrder(order),
      amount: line.amount,
      day: line.day,
      as,
      late,
      other,
      owed: facts.owed,
      settled: facts.owed === 0,
      ...(more.reason ? { assigned: true } : {}),
    },
    private: { from: line.name, serial: line.serial, ...more },
  })
  await orders.say(order, draft)
  return draft
}

/** The same for a line that an officer assigns. */
export const assign = (ctx: Ctx, order: Order, line: Fresh, reason: string): Promise<ActDraft> =>
  received(ctx, new Orders(ctx), order, line, { reason })

async function payOut({ tx }: Ctx, orders: Orders, line: Fresh): Promise<ActDraft | undefined> {
  const [number] = readNumbers(line.reference, WORDS.refund)
  const refund = number?.startsWith(line.jurisdiction) ? await findRefund(tx, number) : undefined
  if (!refund || refund.doneBy || refund.amount + refund.interest !== line.amount) return undefined
  const movement = await lockMovement(tx, refund.movement)
  const order = movement?.orderNumber ? await lockOrder(tx, movement.orderNumber) : undefined
  if (!movement || movement.account !== line.account) return undefined
  await refundDone(tx, refund, line.id)
  const draft = acts['money.refunded']({
    jurisdiction: line.jurisdiction,
    subject: { kind: 'payment', id: order?.id ?? movement.id },
    public: {
      refund: refund.number,
      number: order?.number ?? null,
      case: order?.caseNumber ?? null,
      amount: refund.amount,
      ...(refund.interest > 0 ? { interest: refund.interest } : {}),
      day: line.day,
    },
    private: { serial: line.serial },
  })
  if (order) await orders.say(order, draft)
  return draft
}

const unmatched = (line: Fresh): ActDraft =>
  acts['money.unmatched']({
    jurisdiction: line.jurisdiction,
    subject: { kind: 'payment', id: line.id },
    public: { account: line.account, direction: line.direction, amount: line.amount, day: line.day },
    private: { from: line.name, reference: line.reference, serial: line.serial },
  })

export const saysOrder = (o: Order) => ({ number: o.number, kind: o.kind, unit: o.unit, case: o.caseNumber })
