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
  /** To which all that it is told is sealed: nobody on the way, and no log of a machine, reads a case. */
  seal: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .optional(),
})
export type Peer = z.output<typeof peer>

/**
 * `sign`: the signature lines of a text (`signerIn` of kernel/ledger). `seal`: for a key and a place, what that key alone opens;
 * `open`: what was sealed to this node, undefined where it was not, or for another place.
 */
type Node = {
  sign(text: string): string
  peers: readonly Peer[]
  seal?(key: string, place: string, text: string): Promise<string>
  open?(place: string, sealed: string): Promise<string | undefined>
}
let node: Node | undefined

/** Which installations this process speaks to, and by which key; with none, no place is far. */
export function connectNodes(of: Node | undefined): void {
  node = of
}

export const peerOf = (place: string): Peer | undefined => node?.peers.find((p) => p.places.includes(place))
/** Whether a place, or the place of a number or code, is another installation's. */
export const isFar = (named: string): boolean => peerOf(placeOfNumber(named)) !== undefined
export const connected = (): readonly Peer[] => node?.peers ?? []

const SEALED = /^gnomon-sealed\/1 ([1-9]\d{5}) ([A-Za-z0-9+/=.]+)$/
/** Of what is sealed, the place that it is for. */
export const sealedFor = (sent: string): string | undefined => SEALED.exec(sent)?.[1]

/** As it goes over the line to a place: sealed where its node has a key for that. */
export async function shut(place: string, text: string): Promise<string> {
  const { seal } = peerOf(place) ?? {}
  return seal && node?.seal ? `gnomon-sealed/1 ${place} ${await node.seal(seal, place, text)}` : text
}
/** What came over the line; undefined where it is sealed, and not to this node. */
export async function opened(sent: string): Promise<string | undefined> {
  const [, place, sealed] = SEALED.exec(sent) ?? []
  return place ? node?.open?.(place, sealed!) : sent
}

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
