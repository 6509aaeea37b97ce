import { z } from 'zod'
import { parseKey, parseNote, verifyNote } from '../ledger/contract.ts'
import { placeOfNumber } from './envelope.rules.ts'

const vkey = z.string().regex(/^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+$/)
/** Another installation, as the operator configured it. */
export const peer = z.strictObject({
  url: z.url(),
  /** By which it signs messages and receipts. */
  key: vkey,
  /** The keys of its ledger: by them the proofs that come along are checked. */
  log: z.array(vkey).min(1),
  places: z.array(z.string().regex(/^[1-9]\d{5}$/)).min(1),
})
export type Peer = z.output<typeof peer>

/** `sign`: the signature lines of a text (`signerIn` of kernel/ledger). */
type Node = { sign(text: string): string; peers: readonly Peer[] }
let node: Node | undefined

/** Which installations this process speaks to, and by which key; with none, no place is far. */
export function connectNodes(of: Node | undefined): void {
  node = of
}

export const peerOf = (place: string): Peer | undefined => node?.peers.find((p) => p.places.includes(place))
/** Whether a place, or the place of a number or code, is another installation's. */
export const isFar = (named: string): boolean => peerOf(placeOfNumber(named)) !== undefined
export const connected = (): readonly Peer[] => node?.peers ?? []

/** The note of a text, by this node. */
export const signNote = (text: string): string => `${text}\n${node!.sign(text)}`

/** The text of a note where this key signed it. */
export async function signedText(note: string, key: string): Promise<string | undefined> {
  try {
    const read = parseNote(note)
    return (await verifyNote(read, await parseKey(key))).holds ? read.text : undefined
  } catch {
    return undefined
  }
}
/** The text of a note, whoever signed it. */
export function textOf(note: string): string | undefined {
  try {
    return parseNote(note).text
  } catch {
    return undefined
  }
}
