import { defineRoom, text } from '../platform/index.ts'
import getDocument from './get-document.ts'
import serveDocument from './serve-document.ts'

export * as contract from './contract.ts'
export { documentDigest, issueDocument } from './issue.ts'
export {
  type Body,
  type BodyContext,
  type DocumentContent,
  type DocumentKind,
  defineDocument,
  documentKinds,
  type Issued,
} from './kind.ts'
export { makeLetter } from './letter.ts'
export { png } from './redact/png.ts'
export { lookAtPage, type Region, type Removed, readRegions, redact } from './redact/redact.ts'
export { lastDays } from './remedies.rules.ts'
export { effectiveOn, ways } from './service.rules.ts'
export { WAYS, type Way } from './ways.ts'

export default defineRoom({
  name: 'documents',
  title: text('文书', 'Documents'),
  operations: [serveDocument, getDocument],
})
