// Numbers of orders and refunds, and how they are found again in what a payer wrote to the bank.

export const WORDS = { order: 'JK', refund: 'TK' } as const
export type Word = (typeof WORDS)[keyof typeof WORDS]

/** ISO 7064 mod 97-10 over the digits: a wrong digit, or two that changed places, is seen. */
const check = (digits: string): string => String(98 - Number((BigInt(digits) * 100n) % 97n)).padStart(2, '0')

/** 350200-JK2026-000123-36: place, year, running number, check digits. */
export function sayNumber(jurisdiction: string, word: Word, year: number, n: number): string {
  const serial = String(n).padStart(6, '0')
  return `${jurisdiction}-${word}${year}-${serial}-${check(`${jurisdiction}${year}${serial}`)}`
}

/** Every number of the kind in a text, each once, as it is written properly: people leave out hyphens, write full width, add spaces. */
export function readNumbers(reference: string, word: Word): string[] {
  const plain = reference
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
  const found = [...plain.matchAll(new RegExp(`(\\d{6})${word}(\\d{4})(\\d{6})(\\d{2})`, 'g'))]
    .filter(([, place, year, n, digits]) => check(`${place}${year}${n}`) === digits)
    .map(([, place, year, n]) => sayNumber(place!, word, Number(year), Number(n)))
  return [...new Set(found)]
}

const bare = (name: string) => name.normalize('NFKC').replace(/[\s()（）·.]/g, '')
/** Whether the bank's line names the payer; brackets, spaces and width tell no one apart. */
export const sameName = (a: string, b: string): boolean => bare(a) === bare(b)
