import { type CaseKind, caseOfKind } from '../../kernel/cases/index.ts'
import { type Consumer, type Contract, consumer, type ReadContext } from '../../kernel/platform/index.ts'
import type { Outcome } from '../auction/state.shape.ts'
import type { Entry, Move } from './entry.rules.ts'

type Call = Pick<ReadContext, 'callAsSystem'>
export type Ended = { caseId: string; outcome: 'dealt' | 'failed'; bidder: number | null; price: number | null }

/** The end of a sale as its market hears it. */
const ended = (caseId: string, o: Outcome): Ended =>
  o.kind === 'dealt'
    ? { caseId, outcome: 'dealt', bidder: o.bidder, price: o.price }
    : { caseId, outcome: 'failed', bidder: null, price: null }

/**
 * A market hears its sales' ends and what the bank said of its orders: each once, however often the bank repeats itself. `other`: an
 * order of the case that is nobody's deposit (the price).
 */
export function hearMarket<F extends { entries: readonly Entry[]; closed?: unknown }>(of: {
  name: string
  kind: CaseKind<F>
  close: Contract<any, any, any, 'write'>
  hear: Contract<any, any, any, 'write'>
  other?(ctx: Call, caseId: string, facts: F, order: string): Promise<void>
}): Consumer {
  return consumer(of.name, {
    types: ['auction.closed', 'money.received', 'money.refunded'],
    async run({ acts, tx, callAsSystem }) {
      for (const a of acts) {
        const p = a.public
        const number = a.type === 'auction.closed' ? p.number : p.case
        const at = number ? await caseOfKind(tx, of.kind, number) : undefined
        if (!at) continue
        const { found, facts } = at
        if (a.type === 'auction.closed') {
          if (facts.closed) continue
          await callAsSystem(of.close, ended(found.id, p.outcome))
          continue
        }
        const entry = facts.entries.find((e) => e.order === p.number)
        if (!entry) {
          if (a.type === 'money.received' && p.settled) await of.other?.({ callAsSystem }, found.id, facts, p.number)
          continue
        }
        if (a.type === 'money.received' && !p.settled) continue
        const what: Move = a.type === 'money.refunded' ? 'refunded' : p.late ? 'late' : 'paid'
        const known = what === 'refunded' ? entry.refunded : entry.paid || entry.late
        if (!known) await callAsSystem(of.hear, { number, order: p.number, what })
      }
    },
  })
}
