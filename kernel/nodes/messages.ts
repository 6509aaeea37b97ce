import type { Contract, Files } from '../platform/index.ts'
import type { Envelope, Receipt } from './envelope.rules.ts'

type Write = Contract<any, any, any, 'write'>
type Body = Envelope['body']

/** What a kind of message does where it comes to, and what its receipt does where it came from; said by the room that knows. */
export type MessageKind = {
  kind: string
  contract: Write
  input(body: Body, of: Envelope, data?: string): unknown
  /**
   * What goes along beside the signed text, in base64: it is read from where it is kept whenever it is sent, so that it is kept once.
   * Its SHA-256 is the `digest` of the body.
   */
  carries?(body: Body, files: Pick<Files, 'get'>): Promise<string>
  /** Numbers and codes that a message of this kind names: each side speaks of its own. */
  numbers(body: Body): { theirs: string[]; ours: string[] }
  /** What of the output goes back in the receipt. */
  result?(output: any): Record<string, unknown>
  heard?: { contract: Write; input(body: Body, receipt: Receipt): unknown }
}

const known = new Map<string, MessageKind>()
export const messageKinds: ReadonlyMap<string, MessageKind> = known
export function defineMessage(kind: MessageKind): MessageKind {
  known.set(kind.kind, kind)
  return kind
}
