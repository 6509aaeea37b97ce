import { actsOf, type Check, type Mismatch, sql, text } from '../platform/index.ts'
import { foldOrder } from './order.rules.ts'
import { eventsOf } from './standing.ts'

const START = '00000000-0000-0000-0000-000000000000'

/** What an order got by its acts is what the bank's lines say; so is what went back. */
export const ordersCheck: Check = {
  name: 'money',
  async piece(tx, after, limit) {
    const [jurisdiction, id] = after === '' ? ['', START] : (after.split(' ') as [string, string])
    const { rows } = await sql<{
      jurisdiction: string
      id: string
      number: string
      amount: number
      received: number
      back: number
    }>`
      select o.jurisdiction, o.id, o.number, o.amount, coalesce(sum(m.amount), 0)::bigint as received,
        coalesce(sum((select sum(r.amount) from money.refund r where r.jurisdiction = m.jurisdiction and r.movement = m.id)), 0)::bigint as back
      from money.order o left join money.movement m on m.jurisdiction = o.jurisdiction and m.order_number = o.number
      where (o.jurisdiction, o.id) > (${jurisdiction}, ${id}::uuid)
      group by o.jurisdiction, o.id, o.number, o.amount order by o.jurisdiction, o.id limit ${limit}`.execute(tx)
    const found: Mismatch[] = []
    for (const row of rows) {
      const events = eventsOf(await actsOf(tx, row.jurisdiction, row.id))
      const facts = events[0]?.what === 'ordered' ? foldOrder(events) : undefined
      const same = facts?.amount === row.amount && facts.received === row.received && facts.refundOrdered === row.back
      if (!same)
        found.push({
          name: row.id,
          said: text(
            `缴款通知 ${row.number} 的账与行为不一致。`,
            `The books of order ${row.number} differ from its acts.`,
          ),
        })
    }
    const last = rows.at(-1)
    return { found, next: rows.length < limit || !last ? null : `${last.jurisdiction} ${last.id}` }
  },
}
