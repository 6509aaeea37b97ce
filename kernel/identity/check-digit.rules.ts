import { type Text, text } from '../platform/text.ts'
import { compactCode } from '../platform/typed.rules.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** The resident ID's check character (GB 11643): Σ of 17 weighted digits, mod 11, indexes 10X98765432. */
export const residentIdCheck = (first17: string): string =>
  '10X98765432'[WEIGHTS.reduce((sum, w, i) => sum + w * Number(first17[i]), 0) % 11]!

/** GB/T 2260, the first two digits: provinces and what ranks with them; 81–83 on the permits of residents of 港澳台. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
)
/** Nobody who has a number was born before; a day after `at`, or past this century, is to come. */
const EARLIEST = '18700101'

function birthWarning(value: string, at: Date | undefined): Text | undefined {
  const [year, month, day] = [value.slice(6, 10), value.slice(10, 12), value.slice(12, 14)]
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const exists = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days
  const today = at ? new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '') : '20991231'
  const born = `${year}${month}${day}`
  if (exists && born >= EARLIEST && born <= today) return undefined
  return text(
    `身份证号第 7 到 14 位是出生日期，${year} 年 ${month} 月 ${day} 日不可能。请核对。`,
    `Digits 7 to 14 of a resident ID are the date of birth; ${year}-${month}-${day} is impossible. Please check it.`,
  )
}

/** Why a resident ID (GB 11643) looks wrong, or undefined. A warning, not a refusal: papers with odd numbers exist. */
export function residentIdWarning(id: string, at?: Date): Text | undefined {
  const value = compactCode(id)
  if (!/^\d{17}[\dX]$/.test(value))
    return text(
      '身份证号应为 18 位：17 位数字加一位数字或 X。请核对。',
      'A resident ID has 18 characters: 17 digits and a digit or X. Please check it.',
    )
  const expected = residentIdCheck(value)
  if (value[17] !== expected)
    return text(
      `身份证号最后一位按前 17 位算应为 ${expected}，您填的是 ${value[17]}。请核对是否有一位写错。`,
      `By its first 17 digits the resident ID should end in ${expected}, not ${value[17]}. Please check for a mistyped digit.`,
    )
  if (!PROVINCES.has(value.slice(0, 2)) || (value < '7' && value.slice(2, 4) === '00'))
    return text(
      `身份证号前 6 位是行政区划，没有 ${value.slice(0, 6)}。请核对。`,
      `The first 6 digits of a resident ID are a place; there is no ${value.slice(0, 6)}. Please check it.`,
    )
  return birthWarning(value, at)
}

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** The unified social credit code's check character (GB 32100): weights 3^(i−1) mod 31, (31 − Σ mod 31) mod 31. */
export function usccCheck(first17: string): string {
  let sum = 0
  let weight = 1
  for (const c of first17) {
    sum += USCC.indexOf(c) * weight
    weight = (weight * 3) % 31
  }
  return USCC[(31 - (sum % 31)) % 31]!
}

/** Why a unified social credit code looks wrong, or undefined. A warning: some codes in use fail the check. */
export function usccWarning(code: string): Text | undefined {
  const value = compactCode(code)
  if (value.length !== 18 || [...value].some((c) => !USCC.includes(c)))
    return text(
      '统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z）。请核对。',
      'A unified social credit code has 18 digits or capitals (without I, O, S, V, Z). Please check it.',
    )
  const expected = usccCheck(value.slice(0, 17))
  if (value[17] !== expected)
    return text(
      `统一社会信用代码最后一位按前 17 位算应为 ${expected}，您填的是 ${value[17]}。请核对；少数旧代码确实不符，可以继续。`,
      `By its first 17 characters the code should end in ${expected}, not ${value[17]}. Please check; a few old codes really differ, and you may go on.`,
    )
  return undefined
}

/** Why the code of an organisation (credit code) or of a person (identity number) cannot be right. */
export const codeWarning = ({ kind, code }: { kind: 'organisation' | 'person'; code: string }): Text | undefined =>
  kind === 'organisation' ? usccWarning(code) : residentIdWarning(code)
