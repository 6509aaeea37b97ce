import { randomFillSync } from 'node:crypto'

const POOL = 4096
let pool = Buffer.alloc(0)
let used = 0

/** Random bytes from the system's generator, asked for many at a time; each is given out once, and the caller's alone. */
export function randomBytes(n: number): Buffer {
  if (n > POOL) throw new RangeError(`at most ${POOL} random bytes at once`)
  if (used + n > pool.length) {
    pool = randomFillSync(Buffer.allocUnsafeSlow(POOL))
    used = 0
  }
  return pool.subarray(used, (used += n))
}
