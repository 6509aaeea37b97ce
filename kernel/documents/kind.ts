import type { CaseAt } from '../cases/index.ts'
import type { Citation, Clock, Text, Tx } from '../platform/index.ts'

/** What is said in a document, from the facts of its case and what was decided now. */
export type Body = {
  /** To whom it is addressed. */
  to: string
  paragraphs: Text[]
  lines?: [label: Text, value: Text][]
  basis?: Citation[]
  /** Names the ways of redress (行政复议法 art. 20, 行政诉讼法 art. 46): decisions do, notices do not. */
  remedies?: boolean
}
export type BodyContext<F, I> = { at: CaseAt<F>; input: I; on: Date }

/** A kind of document, said once by the room that issues it. */
export type DocumentKind<F = any, I = any> = {
  kind: string
  title: Text
  /** The word of its number series: 受 in 厦建受〔2026〕12号. */
  series: string
  /** Only for the file: served on nobody, and not among what parties see. */
  inside?: boolean
  body(of: BodyContext<F, I>): Body
}

const known = new Map<string, DocumentKind>()
/** Every kind that a room of this process declares. */
export const documentKinds: ReadonlyMap<string, DocumentKind> = known

export function defineDocument<F, I = unknown>(kind: DocumentKind<F, I>): DocumentKind<F, I> {
  known.set(kind.kind, kind)
  return kind
}

/** A document as it was issued; committed to in the act that issued it, and printed from this alone. */
export type DocumentContent = {
  number: string
  kind: string
  title: Text
  to: string
  paragraphs: Text[]
  lines: [label: Text, value: Text][]
  basis: Text[]
  remedies: Text[]
  issuedBy: Text
  /** 2026-03-02 */
  issuedOn: string
  caseNumber: string
  inside?: true
  demonstration: boolean
}

export type IssueContext = { tx: Tx; clock: Clock }
/** What the issuing act says: the first is public, the second goes into its private field `document`. */
export type Issued = { said: { number: string; kind: string; sha256: string }; content: DocumentContent }
