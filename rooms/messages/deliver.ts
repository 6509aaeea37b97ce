import { operation, placeOf, systemOnly, type Tx } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { providerOf, type Sent } from './channels.ts'
import { deliver } from './contract.ts'
import { findDelivery, setDelivery } from './message.store.ts'

const MOST_TRIES = 5
const AGAIN = 10 * 60_000

/**
 * The gateway is asked before the transaction begins, so that a slow one holds nothing; what it said is kept. One that is down is asked
 * again, five times in all; the key is the delivery's own, so that an answer that was lost sends nothing twice.
 */
export default operation(deliver, {
  allow: systemOnly,
  async prepare({ db, input }): Promise<Sent | { state: 'queued'; said: string } | undefined> {
    const tx = db as Tx
    const d = await findDelivery(tx, placeOf(input.id) ?? '', input.id)
    if (d?.state !== 'queued') return undefined
    const { channel, address: to, subject, body, id: key } = d
    try {
      return await providerOf(channel).send({ key, channel, to, subject, body }, tx)
    } catch (error) {
      return { state: 'queued', said: (error as Error).message }
    }
  },
  async run({ tx, input, prepared, clock, timer, problem }) {
    const d = await findDelivery(tx, placeOf(input.id) ?? '', input.id)
    if (!d) throw problem('NO_DELIVERY')
    const tries = d.tries + (prepared ? 1 : 0)
    const state = !prepared ? d.state : prepared.state === 'queued' && tries >= MOST_TRIES ? 'failed' : prepared.state
    const now = { ...d, state, tries, said: prepared?.said ?? d.said }
    await setDelivery(tx, now)
    const { jurisdiction, id: subjectId, personId, channel } = d
    if (state === 'queued')
      await timer.set({
        kind: 'messages.deliver',
        jurisdiction,
        subjectId,
        due: new Date(clock.now().getTime() + AGAIN),
      })
    const act = acts['messages.delivered']({
      jurisdiction,
      subject: { kind: 'person', id: personId },
      public: { channel, state, tries },
    })
    return { act, output: { state } }
  },
})
