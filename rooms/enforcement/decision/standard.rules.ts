import { compileExpression, fromJson, Run, Scope, toText } from '../../../kernel/decision/index.ts'
import { type Text, text } from '../../../kernel/platform/text.ts'
import type { PenaltyItem } from '../item.rules.ts'

/** How a rule is called for people; acts of before titles were kept name it by its row. */
export const ruleTitle = ({ rule, title }: { rule: string; title?: Text | undefined }): Text => {
  const row = /(\d+)$/.exec(rule)?.[1]
  return title ?? (row ? text(`第 ${row} 条`, `rule ${row}`) : text(rule, rule))
}

export type Range = { from: number; to: number }
export type Version = PenaltyItem['statute'][number]

/** Yuan as FEEL writes a number → 分: a part of a 分 is rounded into the range (lower ends up, upper ends down), once, here. */
export function fenOf(yuan: string, end: 'low' | 'high'): number {
  const found = /^(-?\d+)(?:\.(\d+))?$/.exec(yuan)
  if (!found) throw new Error(`${yuan} is no amount`)
  const [, whole, part = ''] = found
  const scaled = BigInt(whole + part.padEnd(2, '0'))
  const cut = 10n ** BigInt(Math.max(0, part.length - 2))
  const down = scaled / cut
  return Number(end === 'low' && scaled % cut !== 0n ? down + 1n : down)
}

/** The value of a FEEL expression over the facts, in 分. */
function amount(expression: string, facts: Record<string, unknown>, end: 'low' | 'high'): number {
  const vars = new Map(Object.entries(facts).map(([name, value]) => [name, fromJson(value)]))
  const value = compileExpression(expression, { scope: vars.keys() })(new Scope(vars, null, new Run()))
  return fenOf(toText(value), end)
}

/** The range that the law of one version allows for these facts, in 分. */
export const rangeOf = (v: Version, facts: Record<string, unknown>): Range => ({
  from: amount(v.low, facts, 'low'),
  to: amount(v.high, facts, 'high'),
})

const inForce = (list: Version[], day: string) => list.find((v) => v.from <= day && (v.to === undefined || day <= v.to))

export type Applied = { version: Version; range: Range; why: Text }
/**
 * 从旧兼从轻 (行政处罚法 art. 37): the law of the day of the act; a law that came since, where it punishes less. “Less” is the lower
 * upper end, then the lower lower end. Undefined where no version covers the day of the act.
 */
export function lawFor(
  list: Version[],
  days: { act: string; decision: string },
  facts: Record<string, unknown>,
): Applied | undefined {
  const then = inForce(list, days.act)
  if (!then) return undefined
  const range = rangeOf(then, facts)
  const now = inForce(list, days.decision)
  if (!now || now === then)
    return {
      version: then,
      range,
      why: text('行为发生时的法律，至今没有变。', 'The law of the day of the act, which has not changed.'),
    }
  const newer = rangeOf(now, facts)
  const milder = newer.to < range.to || (newer.to === range.to && newer.from < range.from)
  return milder
    ? {
        version: now,
        range: newer,
        why: text('新的规定处罚较轻，适用新的规定。', 'The new rule punishes less and applies.'),
      }
    : {
        version: then,
        range,
        why: text(
          '新的规定不更轻，适用行为发生时的规定。',
          'The new rule punishes no less; that of the day of the act applies.',
        ),
      }
}

/** The standard's answer: { 处理, 下限, 上限 } in yuan → a band in 分, cut to the statute's range, as no standard goes beyond the law. */
export function bandOf(value: unknown): { treatment: string; band: Range } | undefined {
  const v = value as Record<string, unknown>
  if (typeof v !== 'object' || v === null || v.下限 === undefined || v.上限 === undefined) return undefined
  return {
    treatment: String(v.处理 ?? ''),
    band: { from: fenOf(String(v.下限), 'low'), to: fenOf(String(v.上限), 'high') },
  }
}

/** Where in the band a fine lies, in ten-thousandths, rounded down; null where the band has no width or the fine is outside. */
export const positionOf = (fine: number, { from, to }: Range): number | null =>
  to > from && fine >= from && fine <= to ? Number((BigInt(fine - from) * 10_000n) / BigInt(to - from)) : null

export type Judged = { problem: Text } | { deviation: boolean; position: number | null }
/**
 * Whether a fine can be proposed: never above the statute; below it only by mitigation (行政处罚法 art. 32), which like everything
 * outside the band is a deviation that needs reasons, review and discussion.
 */
export function judge(fine: number, band: Range, range: Range): Judged {
  if (!Number.isSafeInteger(fine) || fine < 0)
    return { problem: text('罚款要是不小于零的金额，精确到分。', 'A fine is an amount of zero or more, to the 分.') }
  if (fine > range.to)
    return {
      problem: text(
        `超过法律规定的上限 ${yuan(range.to)} 元。`,
        `It is above the statute’s upper end of ${yuan(range.to)} yuan.`,
      ),
    }
  return { deviation: fine < band.from || fine > band.to, position: positionOf(fine, band) }
}

const yuan = (fen: number): string => (fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2))
