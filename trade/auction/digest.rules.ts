import { createHash } from 'node:crypto'

const sha256 = (s: string) => createHash('sha256').update(s).digest('hex')

/** What is published of a reserve or a sealed bid before it is opened: nothing can be read from it, nothing else opens it. */
export const reserveDigest = (number: string, reserve: number, salt: string): string =>
  sha256(`${['gnomon-auction/1 reserve', number, reserve, salt].join('\n')}\n`)
export const sealDigest = (number: string, bidder: number, amount: number, salt: string): string =>
  sha256(`${['gnomon-auction/1 seal', number, bidder, amount, salt].join('\n')}\n`)
