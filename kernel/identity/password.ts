import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { standardProblem } from '../platform/index.ts'

/** Two at a time: more would only fill the threads that files and addresses wait for, too. The others wait in line. */
const AT_ONCE = 2
const MOST_WAITING = 2000
const line: (() => void)[] = []
let running = 0

const derivation = promisify(argon2)
const derive: typeof derivation = async (...args) => {
  if (line.length >= MOST_WAITING) throw standardProblem('BUSY')
  if (running >= AT_ONCE) await new Promise<void>((turn) => line.push(turn))
  else running++
  try {
    return await derivation(...args)
  } finally {
    const next = line.shift()
    if (next) next()
    else running--
  }
}
// OWASP's minimum for argon2id: 19 MiB, two passes, one lane.
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** argon2id (RFC 9106) in PHC form with the cost in it, so that the cost can rise later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { ...COST, message: Buffer.from(password.normalize('NFC')), nonce })
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${nonce.toString('base64url')}$${Buffer.from(tag).toString('base64url')}`
}

const demonstrated = new Map<string, Promise<string>>()
/** A demonstration's password is on its log-in page: one hash serves all who have it, and a city is founded a second sooner. */
export function hashDemonstrationPassword(password: string): Promise<string> {
  const known = demonstrated.get(password) ?? hashPassword(password)
  demonstrated.set(password, known)
  return known
}

/** True when the password is the one that was hashed; takes as long for an unknown person (`hash` undefined). */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, , , cost, nonce, tag] = (hash ?? NOBODY).split('$')
  const [memory, passes, parallelism] = [...cost!.matchAll(/\d+/g)].map(Number)
  const expected = Buffer.from(tag!, 'base64url')
  const found = await derive('argon2id', {
    memory: memory!,
    passes: passes!,
    parallelism: parallelism!,
    tagLength: expected.length,
    message: Buffer.from(password.normalize('NFC')),
    nonce: Buffer.from(nonce!, 'base64url'),
  })
  return timingSafeEqual(Buffer.from(found), expected) && hash !== undefined
}

const NOBODY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=1$${Buffer.alloc(16).toString('base64url')}$${Buffer.alloc(32).toString('base64url')}`
