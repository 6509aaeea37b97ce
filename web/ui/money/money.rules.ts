import { halfWidth, readNumber } from '../../../kernel/platform/typed.rules.ts'

type Lang = 'zh' | 'en'

/** 123456789 分 → 1,234,567.89 元; exact, without floating point. Numbers beyond 2^53 come as bigint. */
export function sayYuan(fen: number | bigint, lang: Lang): string {
  if (typeof fen === 'number' && !Number.isSafeInteger(fen)) throw new RangeError(`money is integer 分, not ${fen}`)
  const whole = BigInt(fen)
  const positive = whole < 0n ? -whole : whole
  const yuan = (positive / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',')
  const said = `${whole < 0n ? '−' : ''}${yuan}.${(positive % 100n).toString().padStart(2, '0')}`
  return lang === 'zh' ? `${said} 元` : `¥${said}`
}

/** What somebody typed as yuan, in 分; undefined where it is no amount or has more than two decimals. */
export function readFen(typed: string): bigint | undefined {
  const said = readNumber(
    halfWidth(typed)
      .replace(/^([+-]?) ?¥ ?/, '$1')
      .replace(/ ?元$/, ''),
  )
  const found = 'value' in said ? /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(said.value) : null
  if (!found) return undefined
  const fen = BigInt(found[2]!) * 100n + BigInt((found[3] ?? '').padEnd(2, '0'))
  return found[1] === '-' ? -fen : fen
}
