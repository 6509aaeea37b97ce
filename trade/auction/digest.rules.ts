// Browser-safe: the reserve is digested where it is typed.
import { sha256 as sha } from '@noble/hashes/sha2'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils'

const sha256 = (s: string) => bytesToHex(sha(utf8ToBytes(s)))

/** What is published of a reserve or a sealed bid before it is opened: nothing can be read from it, nothing else opens it. */
export const reserveDigest = (number: string, reserve: number, salt: string): string =>
  sha256(`${['gnomon-auction/1 reserve', number, reserve, salt].join('\n')}\n`)
export const sealDigest = (number: string, bidder: number, amount: number, salt: string): string =>
  sha256(`${['gnomon-auction/1 seal', number, bidder, amount, salt].join('\n')}\n`)
