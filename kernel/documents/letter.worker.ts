import { answers } from '../platform/apart.ts'
import type { DocumentContent } from './kind.ts'
import { documentPdf } from './letterhead.ts'

// A decision that quotes a party's statement is laid out for longer than any request may hold the thread.
answers(({ content, receipt }: { content: DocumentContent; receipt?: Uint8Array }) => documentPdf(content, receipt))
