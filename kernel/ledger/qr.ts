import { deflateRawSync } from 'node:zlib'
import { compactReceipt } from './verifier/index.ts'

/** A receipt for the part of an address behind the #: deflated, in base64url. The verification page reads it there. */
export const qrFragment = (file: string): string =>
  `r=${deflateRawSync(Buffer.from(compactReceipt(file)), { level: 9 }).toString('base64url')}`
