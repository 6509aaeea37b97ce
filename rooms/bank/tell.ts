import { dayOf } from '../../kernel/calendar/index.ts'
import { contract as money, type Notice, signNotice } from '../../kernel/money/index.ts'
import { consumer, newId } from '../../kernel/platform/index.ts'
import { entries, insertEntry, openState, type State } from './bank.store.ts'
import { DEMO_BANK } from './demo-bank.ts'

/**
 * The bank's side: tells the city of what was paid, signed as any bank's notice, and pays out the refunds that the city orders. Late: it
 * tells nothing, and the city finds it when it asks in the morning. Wrong: it tells of one 分 too little. Down: neither.
 */
export const tell = consumer('demo-bank', {
  types: ['bank.paid', 'money.refund-ordered'],
  async run({ tx, acts, jurisdiction, clock, callAsSystem }) {
    const state = await openState(tx, jurisdiction)
    for (const act of acts) {
      const serials =
        act.type === 'bank.paid' ? (act.public.serials as string[]) : await payOut(act.public.refund as string)
      if (serials.length === 0 || ['late', 'down'].includes(state.mode)) continue
      const lines = await entries(tx, jurisdiction, serials)
      const said = lines.map((l) => (state.mode === 'wrong' && l.amount > 1 ? { ...l, amount: l.amount - 1 } : l))
      await callAsSystem(money.notify, sign(state, jurisdiction, clock.now(), said))
    }
    async function payOut(number: string): Promise<string[]> {
      const refund = await callAsSystem(money.viewRefund, { number })
      if (refund.bank !== DEMO_BANK || refund.done) return []
      const { account, amount, name, counterAccount } = refund
      const day = dayOf(clock.now())
      // One that doubles pays out twice, too.
      const times = state.mode === 'double' ? 2 : 1
      const serials = Array.from({ length: times }, () => newId(clock.now().getTime(), jurisdiction))
      for (const serial of serials)
        await insertEntry(tx, jurisdiction, {
          ...{ account, serial, direction: 'out', amount, day, name, counterAccount, reference: number },
        })
      return serials
    }
  },
})

function sign({ secret }: State, jurisdiction: string, at: Date, lines: money.Line[]) {
  const notice: Notice = {
    jurisdiction,
    bank: DEMO_BANK,
    time: at.toISOString(),
    nonce: newId(),
    body: JSON.stringify({ lines }),
  }
  return { ...notice, signature: signNotice(secret, notice) }
}
