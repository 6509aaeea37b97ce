// Decimal numbers as they are written. A number is kept as a double only where the double's own shortest text is that number
// again, so nothing is ever rounded on the way; all else is refused or kept as text. Browser-safe.

/** Sign, digits and the number of decimal places of a decimal numeral; undefined where it is none. */
export function parts(numeral: string): { digits: bigint; places: number } | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(numeral)
  if (!match || (match[2] === '' && !match[3])) return undefined
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  let digits = BigInt(`${whole}${fraction}`)
  let places = fraction.length - Number(exponent)
  while (digits !== 0n && places > 0 && digits % 10n === 0n) {
    digits /= 10n
    places--
  }
  if (digits === 0n) places = 0
  if (places < 0) {
    digits *= 10n ** BigInt(-places)
    places = 0
  }
  return { digits: sign === '-' ? -digits : digits, places }
}

/** The number that a double can carry exactly, or undefined: 0.1 can (it is written 0.1), 99999999999999.99 cannot. */
export function exactNumber(numeral: string): number | undefined {
  const n = Number(numeral)
  const [written, kept] = [parts(numeral), parts(String(n))]
  if (!written || !kept || written.digits !== kept.digits || written.places !== kept.places) return undefined
  return n === 0 ? 0 : n
}

/** Whether `n` is a whole number of `step`s, by their decimal texts: 1.13 is 113 times 0.01. */
export function isMultiple(n: number, step: number): boolean {
  const [a, b] = [parts(String(n)), parts(String(step))]
  if (!a || !b || b.digits === 0n) return false
  const places = Math.max(a.places, b.places)
  const scaled = (p: { digits: bigint; places: number }) => p.digits * 10n ** BigInt(places - p.places)
  return scaled(a) % scaled(b) === 0n
}

/** JSON whose numbers are exact; what a double would change is given to `otherwise`, as it is written. @throws SyntaxError */
export function exactJson(json: string, otherwise: (numeral: string) => unknown): unknown {
  const reviver = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && context?.source !== undefined && exactNumber(context.source) === undefined
      ? otherwise(context.source)
      : value
  return JSON.parse(json, reviver as (key: string, value: unknown) => unknown)
}
