import { verifyReceipt } from '../ledger/contract.ts'
import { anyone, newId, operation, Problem, type RunContext, systemOnly, type Tx, text } from '../platform/index.ts'
import { acts } from './acts.ts'
import { receive, refuse } from './contract.ts'
import {
  digestOf,
  type Envelope,
  envelope,
  noteText,
  placeOfNumber,
  type Receipt,
  readText,
  standing,
} from './envelope.rules.ts'
import { type MessageKind, messageKinds } from './messages.ts'
import { lastHeard, take, takenAs } from './nodes.store.ts'
import { isFar, opened, peerOf, sealedFor, signedText, signNote, textOf } from './peers.ts'

type Sent = { note: string; proof: string; data?: string | undefined }
type Judged = { e: Envelope; digest: string } & ({ before: string } | { kind: MessageKind; data?: string })

/**
 * Whether a message may be carried out: signed by the peer whose place it comes from, for a place of ours, the next of its direction,
 * speaking of each side's own cases, with the proof that the act it follows from stands in the peer's ledger. The direction stays locked.
 */
async function judge(tx: Tx, sent: Sent, problem: RunContext<typeof receive>['problem']): Promise<Judged> {
  const { proof } = sent
  const note = await opened(sent.note)
  const data = sent.data === undefined ? undefined : await opened(sent.data)
  if (note === undefined || (sent.data !== undefined && data === undefined)) throw problem('SEALED')
  const said = textOf(note)
  const e = said === undefined ? undefined : readText(envelope, said)
  if (!e) throw problem('ENVELOPE')
  const peer = peerOf(e.from)
  if (!peer) throw problem('UNKNOWN_NODE')
  if ((await signedText(note, peer.key)) !== said) throw problem('SIGNATURE')
  if (isFar(e.to) || (sealedFor(sent.note) ?? e.to) !== e.to) throw problem('NOT_OURS')
  const digest = digestOf(said!)
  const last = await lastHeard(tx, e.from, e.to)
  const stands = standing(e.number, last)
  if (stands === 'gap')
    throw problem('GAP', { detail: text(`下一条应是第 ${last + 1} 条。`, `The next is number ${last + 1}.`) })
  if (stands === 'before') {
    const known = (await takenAs(tx, e.from, e.to, e.number))!
    if (known.digest !== digest) throw problem('CONFLICT')
    return { e, digest, before: known.receipt }
  }
  const kind = messageKinds.get(e.kind)
  if (!kind) throw problem('UNKNOWN_KIND')
  if (typeof e.body.digest === 'string' && e.body.digest !== digestOf(Buffer.from(data ?? '', 'base64')))
    throw problem('DATA')
  const { theirs, ours } = kind.numbers(e.body)
  const strange =
    theirs.some((n) => typeof n !== 'string' || placeOfNumber(n) !== e.from) ||
    ours.some((n) => typeof n !== 'string' || placeOfNumber(n) !== e.to)
  if (strange) throw problem('FOREIGN_NUMBER')
  const { proven, entry } = await verifyReceipt(proof, { log: peer.log })
  if (!proven || entry?.act !== e.act || entry?.jurisdiction !== e.from) throw problem('PROOF')
  return { e, digest, kind, ...(data === undefined ? {} : { data }) }
}

const receiptOf = (
  { from, to, number }: Envelope,
  digest: string,
  at: Date,
  of: Pick<Receipt, 'outcome' | 'result'> & { code?: string },
): string => signNote(noteText({ v: 'gnomon-node-receipt/1', from, to, number, digest, at: at.toISOString(), ...of }))

const told = ({ from, to, number, kind }: Envelope, outcome: 'taken' | 'refused' | 'repeated', now: Date) =>
  acts['message.taken']({
    jurisdiction: to,
    subject: { kind: 'system', id: newId(now.getTime(), to) },
    public: { from, to, number, kind, outcome },
  })

/** Carried out and recorded in one transaction; sent again, it is answered by the receipt that was given. */
export default operation(receive, {
  allow: anyone,
  async run({ tx, input, clock, callAsSystem, problem }) {
    const now = clock.now()
    const judged = await judge(tx, input, problem)
    const { e, digest } = judged
    if ('before' in judged) return { act: told(e, 'repeated', now), output: { receipt: judged.before } }
    const { contract, input: inputOf, result } = judged.kind
    const done = await callAsSystem(contract, inputOf(e.body, e, judged.data) as never).catch((error: unknown) => {
      // What is only away or full now is asked again; a refusal stands.
      if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error
      const refused = problem('REFUSED', { detail: error.detail ?? error.title })
      refused.leaves = { operation: refuse.id, input: { ...input, code: error.code } }
      throw refused
    })
    const receipt = receiptOf(e, digest, now, { outcome: 'taken', result: result?.(done) ?? {} })
    const { from, to, number, kind } = e
    await take(tx, { from, to, number, kind, digest, receipt, proof: input.proof, at: now })
    return { act: told(e, 'taken', now), output: { receipt } }
  },
})

export const refused = operation(refuse, {
  allow: systemOnly,
  async run({ tx, input, clock, problem }) {
    const now = clock.now()
    const judged = await judge(tx, input, problem as never)
    const { e, digest } = judged
    if (!('before' in judged)) {
      const receipt = receiptOf(e, digest, now, { outcome: 'refused', code: input.code, result: {} })
      const { from, to, number, kind } = e
      await take(tx, { from, to, number, kind, digest, receipt, proof: input.proof, at: now })
    }
    return { act: told(e, 'refused', now), output: {} }
  },
})
