// The log's side of tlog-witness: asks one witness to cosign one checkpoint.
import type { Clock } from '../../platform/index.ts'
import { parseCheckpoint, parseKey, parseNote, verifyNote } from '../verifier/index.ts'
import { type Answer, answerTo, type Witness } from './witness.ts'

/** A witness as the log reaches it: over HTTP, or in this process (the demonstration). Throws where it gives no answer. */
export interface WitnessEnd {
  /** The witness's name in the policy. */
  name: string
  vkey: string
  addCheckpoint(body: string): Promise<{ status: number; type: string; body: string }>
}

export const localWitness = (witness: Witness, clock: Clock, name = witness.signer.name): WitnessEnd => ({
  name,
  vkey: witness.vkey,
  addCheckpoint: (body): Promise<Answer> => answerTo(witness, body, clock.now()),
})

const MOST_BYTES = 64 * 1024

/** `url` is the submission prefix. No answer within `timeout` milliseconds, a redirect or a longer body than 64 KiB throws. */
export function httpWitness(at: { name: string; vkey: string; url: string }, timeout = 5000): WitnessEnd {
  return {
    name: at.name,
    vkey: at.vkey,
    async addCheckpoint(body) {
      const response = await fetch(`${at.url.replace(/\/$/, '')}/add-checkpoint`, {
        method: 'POST',
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeout),
      })
      const parts: Uint8Array[] = []
      let length = 0
      for await (const part of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
        parts.push(part)
        length += part.length
        if (length > MOST_BYTES) throw new Error('an answer of more than 64 KiB')
      }
      return {
        status: response.status,
        type: response.headers.get('content-type') ?? '',
        body: Buffer.concat(parts).toString('utf8'),
      }
    },
  }
}

/**
 * `ahead`: the witness cosigned a larger log than ours; `fork`: it knows another tree of a size that we have. Either says that
 * this is not the log that it saw: a copied data directory, a restored old backup, or a lying witness.
 */
export type Outcome =
  | { kind: 'cosigned'; line: string; time: number }
  | { kind: 'ahead'; size: number }
  | { kind: 'fork'; size: number }
  | { kind: 'unknown-log' | 'key-refused' | 'unreachable' | 'bad-answer'; what: string }

export type Question = {
  note: string
  size: number
  /** What the witness last cosigned, as far as we know; it corrects us. */
  known: number
  consistency(old: number): Promise<Uint8Array[]>
}

/** Asks; where the witness is at another size than we thought, asks again with the proof from there. Never throws. */
export async function ask(end: WitnessEnd, q: Question): Promise<Outcome> {
  let old = Math.min(q.known, q.size)
  for (let tries = 0; tries < 3; tries++) {
    const proof = old === 0 || old === q.size ? [] : await q.consistency(old)
    const lines = proof.map((h) => Buffer.from(h).toString('base64'))
    let answer: { status: number; type: string; body: string }
    try {
      answer = await end.addCheckpoint([`old ${old}`, ...lines, '', q.note].join('\n'))
    } catch (error) {
      const { message, cause } = error as Error
      return { kind: 'unreachable', what: cause instanceof Error ? `${message}: ${cause.message}` : message }
    }
    const what = `${answer.status} ${answer.body.slice(0, 200).trim()}`
    switch (answer.status) {
      case 200:
        return taken(end, q.note, answer.body)
      case 403:
        return { kind: 'key-refused', what }
      case 404:
        return { kind: 'unknown-log', what }
      case 422:
        // The proof is from our own tiles: what the witness holds at `old` is not our tree.
        return { kind: 'fork', size: old }
      case 409: {
        const size = /^(0|[1-9]\d{0,15})\n$/.exec(answer.body)?.[1]
        if (size === undefined || !answer.type.startsWith('text/x.tlog.size')) return { kind: 'bad-answer', what }
        if (Number(size) > q.size) return { kind: 'ahead', size: Number(size) }
        if (Number(size) === old) return old === q.size ? { kind: 'fork', size: old } : { kind: 'bad-answer', what }
        old = Number(size)
        break
      }
      default:
        return answer.status >= 500 || answer.status === 429
          ? { kind: 'unreachable', what }
          : { kind: 'bad-answer', what }
    }
  }
  return { kind: 'bad-answer', what: 'the witness named another size three times' }
}

/** The line of the witness's own key, if it holds; whatever else it sent is ignored. */
async function taken(end: WitnessEnd, note: string, body: string): Promise<Outcome> {
  const key = await parseKey(end.vkey)
  for (const line of body.split('\n')) {
    if (!line.startsWith(`— ${key.name} `)) continue
    try {
      const text = `${note.slice(0, note.lastIndexOf('\n\n') + 2)}${line}\n`
      const parsed = parseNote(text)
      parseCheckpoint(parsed.text)
      const said = await verifyNote(parsed, key)
      if (said.holds && said.time !== undefined) return { kind: 'cosigned', line: `${line}\n`, time: said.time }
    } catch {}
  }
  return { kind: 'bad-answer', what: 'no cosignature of its key in the answer' }
}
