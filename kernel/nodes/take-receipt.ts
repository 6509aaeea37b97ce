import { newId, operation, systemOnly } from '../platform/index.ts'
import { acts } from './acts.ts'
import { takeReceipt } from './contract.ts'
import { digestOf, envelope, readText, receipt } from './envelope.rules.ts'
import { messageKinds } from './messages.ts'
import { keepReceipt, postedAs } from './nodes.store.ts'
import { peerOf, signedText } from './peers.ts'

/** The other side has it, by its signature; what follows from that here commits with it. Told twice, nothing follows twice. */
export default operation(takeReceipt, {
  allow: systemOnly,
  async run({ tx, input, clock, callAsSystem, problem }) {
    const { from, to, number } = input
    const sent = await postedAs(tx, from, to, number)
    const peer = peerOf(to)
    const text = peer && (await signedText(input.receipt, peer.key))
    const said = text === undefined ? undefined : readText(receipt, text)
    const whose = said && said.from === from && said.to === to && said.number === number
    if (!sent || !whose || said.digest !== digestOf(sent.text)) throw problem('RECEIPT')
    const before = sent.receiptAt !== null
    if (!before) {
      await keepReceipt(tx, sent, input.receipt, clock.now())
      const { heard } = messageKinds.get(sent.kind) ?? {}
      const { body } = readText(envelope, sent.text)!
      if (heard) await callAsSystem(heard.contract, heard.input(body, said) as never)
    }
    const act = acts['message.receipted']({
      jurisdiction: from,
      subject: { kind: 'system', id: newId(clock.now().getTime(), from) },
      public: { from, to, number, outcome: before ? 'repeated' : said.outcome },
    })
    return { act, output: {} }
  },
})
