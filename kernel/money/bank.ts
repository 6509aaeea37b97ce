import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { type Db, type Text, type Tx, text } from '../platform/index.ts'
import type { Line } from './contract.ts'
import type { Day } from './order.rules.ts'

export type BankContext = { db: Db | Tx; jurisdiction: string }
/**
 * A bank that collects. It tells of lines by itself (`money.notify`, under its secret), can be asked (`query`), or neither: then its
 * statements are imported. What it tells twice counts once; nothing is lost that a later query or statement still shows.
 */
export type Bank = {
  name: string
  title: Text
  /** Lines of the account booked on or after a day. Throws where it cannot be asked now. */
  query?(ctx: BankContext, account: string, since: Day): Promise<Line[]>
  /** What its notices are signed with; none: it sends none. */
  secret?(ctx: BankContext): Promise<string | undefined>
}

const known = new Map<string, Bank>()
/** Every bank that this process is connected to. */
export const banks: ReadonlyMap<string, Bank> = known
export function connectBank(bank: Bank): Bank {
  known.set(bank.name, bank)
  return bank
}

/** Any bank whose statements are imported as files, and that is connected in no other way. */
connectBank({ name: 'statements', title: text('以对账单入账的银行', 'A bank by its statements') })

/** A bank that tells of its lines by signed notices alone (`money.notify`). */
export const connectNotifier = (name: string, secret: string): Bank =>
  connectBank({ name, title: text(`银行 ${name}`, `Bank ${name}`), secret: async () => secret })

export type Notice = { jurisdiction: string; bank: string; time: string; nonce: string; body: string }
/** Hex of HMAC-SHA256 over bank, place, time, nonce and the SHA-256 of the body, a line each. */
export function signNotice(secret: string, n: Notice): string {
  const digest = createHash('sha256').update(n.body).digest('hex')
  return createHmac('sha256', secret).update([n.bank, n.jurisdiction, n.time, n.nonce, digest].join('\n')).digest('hex')
}
export const noticeHolds = (secret: string, n: Notice, signature: string): boolean =>
  timingSafeEqual(Buffer.from(signNotice(secret, n), 'hex'), Buffer.from(signature, 'hex'))
