import { describe, expect, test } from 'vitest'
import { readFen, sayYuan } from './money.rules.ts'

describe('money', () => {
  test.each([
    [0, '0.00 元'],
    [5, '0.05 元'],
    [-5, '−0.05 元'],
    [123456789, '1,234,567.89 元'],
    [90071992547409930n, '900,719,925,474,099.30 元'],
  ])('%s 分 is said exactly', (fen, said) => expect(sayYuan(fen, 'zh')).toBe(said))
  test('a fraction of 分 is refused, not rounded', () => expect(() => sayYuan(1.5, 'zh')).toThrow('integer'))
  test.each([
    ['1,200', 120000n],
    ['１２００．５', 120050n],
    ['¥ 0.05', 5n],
    ['-3 元', -300n],
    ['1.234', undefined],
    ['12,00', undefined],
    ['1,23', undefined],
    ['0x10', undefined],
    ['10²', undefined],
    ['abc', undefined],
    ['', undefined],
  ])('“%s” is read as %s', (typed, fen) => expect(readFen(typed)).toBe(fen))
  test('what is said is read again', () => {
    for (const fen of [0n, 1n, 99n, 100n, 12345678901234567n, -42n]) expect(readFen(sayYuan(fen, 'zh'))).toBe(fen)
  })
})
