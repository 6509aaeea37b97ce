// Browser-safe: exact fractions. Nothing is rounded but where a method says so.

export type Q = { readonly n: bigint; readonly d: bigint }

const gcd = (a: bigint, b: bigint): bigint => {
  while (b !== 0n) [a, b] = [b, a % b]
  return a < 0n ? -a : a
}
export function q(n: bigint | number, d: bigint | number = 1n): Q {
  let [a, b] = [BigInt(n), BigInt(d)]
  if (b === 0n) throw new RangeError('division by zero')
  if (b < 0n) [a, b] = [-a, -b]
  const g = gcd(a, b) || 1n
  return { n: a / g, d: b / g }
}
export const ZERO = q(0)

/** A decimal as it is written: `0.97`, `-12`. @throws RangeError */
export function decimal(text: string): Q {
  const m = /^(-?)(\d{1,18})(?:\.(\d{1,12}))?$/.exec(text.trim())
  if (!m) throw new RangeError(`no decimal number: ${text.slice(0, 40)}`)
  const fraction = m[3] ?? ''
  return q(BigInt(`${m[1]}${m[2]}${fraction}`), 10n ** BigInt(fraction.length))
}

export const add = (a: Q, b: Q): Q => q(a.n * b.d + b.n * a.d, a.d * b.d)
export const sub = (a: Q, b: Q): Q => q(a.n * b.d - b.n * a.d, a.d * b.d)
export const mul = (a: Q, b: Q): Q => q(a.n * b.n, a.d * b.d)
export const div = (a: Q, b: Q): Q => q(a.n * b.d, a.d * b.n)
export const abs = (a: Q): Q => (a.n < 0n ? { n: -a.n, d: a.d } : a)
export const compare = (a: Q, b: Q): number => {
  const x = a.n * b.d - b.n * a.d
  return x < 0n ? -1 : x > 0n ? 1 : 0
}
export const least = (list: readonly Q[]): Q => list.reduce((a, b) => (compare(b, a) < 0 ? b : a))
export const mean = (list: readonly Q[]): Q => div(list.reduce(add, ZERO), q(list.length))

/** To so many decimal places: half away from zero (四舍五入), or cut. */
export type Rounding = { places: number; mode: 'half-up' | 'cut' }
export function round(a: Q, { places, mode }: Rounding): Q {
  const scale = 10n ** BigInt(places)
  const scaled = a.n * scale
  const size = scaled < 0n ? -scaled : scaled
  const whole = mode === 'cut' ? size / a.d : (2n * size + a.d) / (2n * a.d)
  return q(scaled < 0n ? -whole : whole, scale)
}

/** As a decimal of so many places, rounded half up: for people to read. */
export function show(a: Q, places: number): string {
  const { n, d } = round(a, { places, mode: 'half-up' })
  const digits = String(((n < 0n ? -n : n) * 10n ** BigInt(places)) / d).padStart(places + 1, '0')
  const sign = n < 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
