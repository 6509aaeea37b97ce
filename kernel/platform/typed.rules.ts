// What people type, read strictly: exactly, or refused with the reason and the nearest right form. The one reader of forms,
// drafts, try-outs, steps of rules, the API and the command line. Browser-safe.
import { type Text, text } from './text.ts'

export type Read = { value: string } | { problem: Text }
const refused = (zh: string, en: string): Read => ({ problem: text(zh, en) })

/** Marks that nobody sees: zero-width characters and those of writing direction. */
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63]/g

/** All but what NFKC would change in meaning: 10² is no 102, ½ no 12, ③ no 3. */
const WIDTHS = /[^\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209f\u2150-\u218f\u2460-\u24ff\u3220-\u33ff]+/g

/** Full-width letters, digits and marks as their half-width selves (NFKC), every dash as `-`, every space as one of ours. */
export const halfWidth = (typed: string): string =>
  typed
    .replace(WIDTHS, (s) => s.normalize('NFKC'))
    .replace(UNSEEN, '')
    .replace(DASHES, '-')
    .replace(/\s+/g, ' ')
    .trim()

/** A code, an id or a phone number as it is registered: without the spaces and dashes by which people group it. */
export const compactCode = (typed: string): string => halfWidth(typed).replace(/[ -]/g, '').toUpperCase()

const GROUPED = /^([1-9]\d{0,2})((?:,\d{3})+|(?: \d{3})+)(\.\d+)?$/
const PLAIN = /^(?:\d+(?:\.\d+)?|\.\d+)$/
const UNIT = /^([-+]?[\d, .]*\d)\s*(元|圆|万元|亿元|万|亿|千|%|‰|人|个|份|件|平方米|㎡|m2|米|天|年|月|日|吨|kg|km)$/i
const SCALE: Record<string, number> = { 万: 4, 万元: 4, 亿: 8, 亿元: 8, 千: 3 }

/**
 * A decimal number: canonical digits without groups, however many. Commas and spaces stand only between groups of three; no
 * exponents, no other bases, no units.
 */
export function readNumber(typed: string): Read {
  const said = halfWidth(typed)
  const sign = /^[-+] ?/.exec(said)?.[0] ?? ''
  const digits = said.slice(sign.length)
  const grouped = GROUPED.test(digits)
  if (!grouped && !PLAIN.test(digits)) return notNumber(said)
  const [whole = '', fraction] = digits.replace(/[, ]/g, '').split('.')
  const bare = whole.replace(/^0+(?=\d)/, '') || '0'
  const value = fraction === undefined ? bare : `${bare}.${fraction}`
  return { value: sign.startsWith('-') && /[1-9]/.test(value) ? `-${value}` : value }
}

function notNumber(said: string): Read {
  const near = nearNumber(said)
  const hint = near === undefined ? text('', '') : text(`，是不是 ${near}？`, `; did you mean ${near}?`)
  const shown = said.slice(0, 40)
  const say = (zh: string, en: string) =>
    refused(`「${shown}」${zh}${hint.zh || '。'}`, `“${shown}” ${en}${hint.en || '.'}`)
  if (said === '') return refused('请填数字。', 'Please enter a number.')
  if (/^[-+]?0[xbo]/i.test(said)) return say('不是十进制数', 'is not a decimal number')
  if (/^[-+]?[\d., ]*\de[-+]?\d+$/i.test(said))
    return say('是科学记数法，请写全', 'is in scientific notation; please write it out')
  if (UNIT.test(said) || /^[¥$€]/.test(said))
    return say('带了单位或符号，只填数字', 'has a unit or a sign; write only the number')
  if (/^[-+]?[\d., ']+$/.test(said))
    return say(
      '里的逗号、空格或小数点放得不对（千位每三位一组，小数点只有一个）',
      'has a comma, space or point in the wrong place (groups of three digits, one point)',
    )
  return say('不是数字', 'is not a number')
}

/** What somebody who typed this most likely means, where there is one such number. */
function nearNumber(said: string): string | undefined {
  const unit = UNIT.exec(said)
  if (unit) {
    const read = readNumber(unit[1]!)
    if (!('value' in read)) return undefined
    const zeros = SCALE[unit[2]!]
    if (zeros === undefined) return read.value
    const [whole = '', fraction = ''] = read.value.split('.')
    if (fraction.length > zeros) return undefined
    return `${whole}${fraction.padEnd(zeros, '0')}`.replace(/^(-?)0+(?=\d)/, '$1')
  }
  const money = /^[¥$€]\s*(.+)$/.exec(said)
  if (money) {
    const read = readNumber(money[1]!)
    return 'value' in read ? read.value : undefined
  }
  const exponent = /^([-+]?\d+)e\+?(\d{1,2})$/i.exec(said)
  if (exponent) return `${exponent[1]}${'0'.repeat(Number(exponent[2]))}`
  if (!/^[-+]?\d[\d., ']*$/.test(said)) return undefined
  // The last mark with one or two digits behind it is the decimal mark; all others only group.
  const decimal = /^(.*)[.,](\d{1,2})$/.exec(said)
  const near = decimal ? `${decimal[1]!.replace(/[., ']/g, '')}.${decimal[2]}` : said.replace(/[., ']/g, '')
  return /^[-+]?\d+(\.\d+)?$/.test(near) ? near : undefined
}

const pad = (n: string, to = 2): string => n.padStart(to, '0')
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** A day as 2026-03-02; the orders of year, month and day that leave no doubt are read. */
export function readDate(typed: string): Read {
  const said = halfWidth(typed)
  const match =
    /^(\d{4}) ?([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})$/.exec(said) ??
    /^(\d{4}) ?(年) ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?$/.exec(said) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(said)
  if (!match)
    return refused(
      `「${said.slice(0, 40)}」不是日期。请按 2026-03-02 这样填。`,
      `“${said.slice(0, 40)}” is no date. Please write the date like 2026-03-02.`,
    )
  const [year, month, day] = [match[1]!, pad(match[3]!), pad(match[4]!)]
  if (Number(month) < 1 || Number(month) > 12)
    return refused(
      `没有 ${Number(month)} 月。请核对日期。`,
      `There is no month ${Number(month)}. Please check the date.`,
    )
  const last = daysIn(Number(year), Number(month))
  if (Number(day) < 1 || Number(day) > last)
    return refused(
      `${year} 年 ${Number(month)} 月没有 ${Number(day)} 日，最后一天是 ${year}-${month}-${pad(String(last))}。`,
      `${year}-${month} has no day ${Number(day)}; its last is ${year}-${month}-${pad(String(last))}.`,
    )
  return { value: `${year}-${month}-${day}` }
}

const ZONE = /( ?Z|[+-]\d{2}:?\d{2}|@[A-Za-z_]+(?:\/[A-Za-z_+-]+)*)?$/

/** A time of day as 09:05:00, with its offset where one was typed. */
export function readTime(typed: string): Read {
  const said = halfWidth(typed)
  const zone = ZONE.exec(said)![0]
  const clock = said.slice(0, said.length - zone.length)
  const match =
    /^T?(\d{1,2}) ?: ?(\d{2})(?: ?: ?(\d{2})(\.\d{1,9})?)?$/.exec(clock) ??
    /^(\d{1,2}) ?[时点] ?(?:(\d{1,2}) ?分?)?()()$/.exec(clock)
  const [hour = '', minute = '0', second = '0'] = match ? match.slice(1, 4).map((x) => x || '0') : []
  if (!match || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return refused(
      `「${said.slice(0, 40)}」不是时刻。请按 09:05 这样填。`,
      `“${said.slice(0, 40)}” is no time of day. Please write it like 09:05.`,
    )
  const offset = zone.trim().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
  return { value: `${pad(hour)}:${pad(minute)}:${pad(second)}${match[4] ?? ''}${offset}` }
}

/** A day and a time of day as 2026-03-02T09:05:00; a day alone begins at midnight. */
export function readDateTime(typed: string): Read {
  const said = halfWidth(typed)
  const match =
    /^(\d{4} ?年.*?日|\d{8}|\d{4} ?([-/.]) ?\d{1,2} ?\2 ?\d{1,2})(?: ?T ?| |(?=\d{1,2} ?[时点])|$)(.*)$/i.exec(said)
  const day = readDate(match?.[1] ?? said)
  if (!('value' in day))
    return match
      ? day
      : refused(
          `「${said.slice(0, 40)}」不是日期和时刻。请按 2026-03-02 09:05 这样填。`,
          `“${said.slice(0, 40)}” is no date and time. Please write it like 2026-03-02 09:05.`,
        )
  if (!match?.[3]) return { value: `${day.value}T00:00:00` }
  const time = readTime(match[3])
  return 'value' in time ? { value: `${day.value}T${time.value}` } : time
}

/** A duration in ISO 8601; “3天”, “2 年 6 个月” are the same said in words. */
export function readDuration(typed: string): Read {
  const said = halfWidth(typed)
  const iso = said.toUpperCase().replace(/ /g, '')
  if (/^-?P(?=[\dT])(\d+Y)?(\d+M)?$/.test(iso)) return { value: iso }
  if (/^-?P(?=[\dT])(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(iso)) return { value: iso }
  const words = /^(?:(\d+) ?年)? ?(?:(\d+) ?个?月)?$/.exec(said)
  if (words && (words[1] || words[2]))
    return { value: `P${words[1] ? `${words[1]}Y` : ''}${words[2] ? `${words[2]}M` : ''}` }
  const time = /^(?:(\d+) ?[天日])? ?(?:(\d+) ?个?(?:小时|时))? ?(?:(\d+) ?分钟?)?$/.exec(said)
  if (time && (time[1] || time[2] || time[3])) {
    const clock = `${time[2] ? `${time[2]}H` : ''}${time[3] ? `${time[3]}M` : ''}`
    return { value: `P${time[1] ? `${time[1]}D` : ''}${clock ? `T${clock}` : ''}` }
  }
  return refused(
    `「${said.slice(0, 40)}」不是时长。请写成 3天、2年6个月，或 P3D、P2Y6M。`,
    `“${said.slice(0, 40)}” is no duration. Please write P3D, PT5H or P2Y6M.`,
  )
}

const YES = /^(true|yes|y|是|有|对)$/i
const NO = /^(false|no|n|否|无|不是|没有)$/i
/** Yes or no, in the words of either language. */
export function readYesNo(typed: string): { value: boolean } | { problem: Text } {
  const said = halfWidth(typed)
  if (YES.test(said)) return { value: true }
  if (NO.test(said)) return { value: false }
  return {
    problem: text(`「${said.slice(0, 40)}」不是“是”或“否”。`, `“${said.slice(0, 40)}” is neither yes nor no.`),
  }
}
