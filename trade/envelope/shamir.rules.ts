// Browser-safe: Shamir's sharing over GF(2^8), x^8 + x^4 + x^3 + x + 1, byte by byte, with coefficients that are given.
// A library chooses them at random; here whoever knows the secret must be able to make every share again (deal.rules.ts).

const EXP = new Uint8Array(510)
const LOG = new Uint8Array(256)
for (let i = 0, x = 1; i < 255; i++) {
  EXP[i] = x
  EXP[i + 255] = x
  LOG[x] = i
  // Times the generator 3.
  x ^= (x << 1) ^ (x & 0x80 ? 0x11b : 0)
  x &= 0xff
}
const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : EXP[LOG[a]! + LOG[b]!]!)
const over = (a: number, b: number): number => (a === 0 ? 0 : EXP[LOG[a]! + 255 - LOG[b]!]!)

export type Share = { no: number; value: Uint8Array }

/** Share `no` (1 … 255) of the polynomial secret + c₁·x + c₂·x² + … */
export function shareOf(secret: Uint8Array, coefficients: readonly Uint8Array[], no: number): Uint8Array {
  if (!Number.isInteger(no) || no < 1 || no > 255) throw new RangeError(`no share ${no}`)
  return secret.map((byte, i) => {
    let y = 0
    for (let j = coefficients.length - 1; j >= 0; j--) y = times(y, no) ^ coefficients[j]![i]!
    return times(y, no) ^ byte
  })
}

/** The secret out of as many shares as the polynomial has coefficients, the secret counted; from fewer it says something else. */
export function combine(shares: readonly Share[]): Uint8Array {
  const length = shares[0]?.value.length ?? 0
  if (length === 0 || new Set(shares.map((s) => s.no)).size < shares.length)
    throw new RangeError('shares are missing or double')
  const secret = new Uint8Array(length)
  for (const { no, value } of shares) {
    let weight = 1
    for (const other of shares) if (other.no !== no) weight = times(weight, over(other.no, other.no ^ no))
    for (let i = 0; i < length; i++) secret[i]! ^= times(value[i]!, weight)
  }
  return secret
}
