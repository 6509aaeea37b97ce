import { describe, expect, test } from 'vitest'
import { exactJson, exactNumber, isMultiple } from './exact.rules.ts'
import { compactCode, readDate, readDateTime, readDuration, readNumber, readTime, readYesNo } from './typed.rules.ts'

const valueIn = (r: object) => ('value' in r ? (r as { value: unknown }).value : undefined)
const reasonOf = (r: object) => ('problem' in r ? (r as { problem: { zh: string; en: string } }).problem : undefined)

describe('numbers as they are typed', () => {
  test.each([
    ['１２３．５', '123.5'],
    ['－5', '-5'],
    ['−5', '-5'],
    ['–5', '-5'],
    ['- 5', '-5'],
    ['+5', '5'],
    ['1,234.56', '1234.56'],
    ['１，２３４．５６', '1234.56'],
    ['1 234 567', '1234567'],
    ['1\u00a0234\u202f567', '1234567'],
    ['\u200b12\ufeff', '12'],
    [' 12 ', '12'],
    ['007', '7'],
    ['.5', '0.5'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['12345678901234567890', '12345678901234567890'],
    ['99999999999999.99', '99999999999999.99'],
  ])('%s is %s', (typed, value) => expect(valueIn(readNumber(typed))).toBe(value))

  test.each([
    ['12,00', '12.00'],
    ['1,23', '1.23'],
    ['12,34,567', '1234567'],
    ['3.5,', undefined],
    ['12.000,50', '12000.50'],
    ['1.234.567', '1234567'],
    ['0x10', undefined],
    ['0b11', undefined],
    ['0o17', undefined],
    ['1e3', '1000'],
    ['1,234,56', undefined],
    ['1,,234', undefined],
    [',123', undefined],
    ['0,123', undefined],
    ['1 23', undefined],
    ['1,234 567', undefined],
    ['5.', undefined],
    ['1.2.3', undefined],
    ['--5', undefined],
    ['5-', undefined],
    ['10²', undefined],
    ['½', undefined],
    ['③', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['十二', undefined],
    ['3万', '30000'],
    ['1.5万元', '15000'],
    ['¥1,200', '1200'],
    ['1,200元', '1200'],
    ['50%', '50'],
    ['', undefined],
    ['-', undefined],
  ])('%s is refused, with a reason in both languages', (typed, near) => {
    const reason = reasonOf(readNumber(typed))
    expect(reason).toBeDefined()
    expect(reason!.zh).not.toBe(reason!.en)
    if (near) for (const said of [reason!.zh, reason!.en]) expect(said).toContain(near)
  })

  test('what is read is what a plain decimal reading gives, whatever the groups, widths and signs', () => {
    // Independent of the reader: the digits are drawn first, then written in one of the ways in which people write them.
    let seed = 20261127
    const random = (n: number) => Math.floor((seed = (seed * 16807) % 2147483647) / 97) % n
    const wide = (s: string) => s.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
    for (let i = 0; i < 3000; i++) {
      const whole = String(random(10 ** (1 + random(9))))
      const fraction = random(2) ? `.${String(random(1000)).padStart(1 + random(3), '0')}` : ''
      const minus = random(2) ? '-' : ''
      const mark = [',', ' ', '，', ''][random(4)]!
      const groups = whole.replace(/\B(?=(\d{3})+$)/g, mark)
      const written = `${minus}${groups}${fraction}`
      const typed = random(3) === 0 ? wide(written) : written
      const zero = !/[1-9]/.test(whole + fraction)
      expect([typed, valueIn(readNumber(typed))]).toEqual([typed, `${zero ? '' : minus}${whole}${fraction}`])
    }
  })
})

describe('exact numbers', () => {
  test.each([
    ['0.1', 0.1],
    ['123.50', 123.5],
    ['1e2', 100],
    ['-0', 0],
    ['9007199254740993', undefined],
    ['12345678901234567890', undefined],
    ['99999999999999.99', undefined],
    ['0.1000000000000000055511151231257827', undefined],
    ['1e400', undefined],
    ['abc', undefined],
  ])('%s → %s', (numeral, n) => expect(exactNumber(numeral)).toBe(n))
  test.each([
    [1.13, 0.01, true],
    [0.3, 0.1, true],
    [99999999999.99, 0.01, true],
    [1.135, 0.01, false],
    [1e21, 7, false],
    [0, 0.5, true],
  ])('%d in steps of %d: %s', (n, step, whole) => expect(isMultiple(n, step)).toBe(whole))
  test('a JSON number that a double would change is handed over as it is written', () => {
    const seen: string[] = []
    const json = '{"a": 12345678901234567890, "b": [1.10, 99999999999999.99], "__proto__": 1}'
    const read = exactJson(json, (n) => {
      seen.push(n)
      return n
    })
    expect(seen).toEqual(['12345678901234567890', '99999999999999.99'])
    expect(JSON.stringify(read)).toBe('{"a":"12345678901234567890","b":[1.1,"99999999999999.99"],"__proto__":1}')
  })
})

describe('days, times, durations, codes', () => {
  test.each([
    [readDate, '2026-3-2', '2026-03-02'],
    [readDate, '2026/03/02', '2026-03-02'],
    [readDate, '2026.3.2', '2026-03-02'],
    [readDate, '２０２６年３月２日', '2026-03-02'],
    [readDate, '20260302', '2026-03-02'],
    [readDate, '2024-02-29', '2024-02-29'],
    [readDate, '2026-02-29', undefined],
    [readDate, '2026-13-01', undefined],
    [readDate, '3/2/2026', undefined],
    [readDate, '26-3-2', undefined],
    [readTime, '9:05', '09:05:00'],
    [readTime, '９：０５', '09:05:00'],
    [readTime, '09:05:30+08:00', '09:05:30+08:00'],
    [readTime, '9时5分', '09:05:00'],
    [readTime, '24:00', undefined],
    [readDateTime, '2026-03-28 02:30', '2026-03-28T02:30:00'],
    [readDateTime, '2026-03-28T02:30:00+08:00', '2026-03-28T02:30:00+08:00'],
    [readDateTime, '2026-03-28T02:30Z', '2026-03-28T02:30:00Z'],
    [readDateTime, '2026-03-28T02:30:00@Asia/Shanghai', '2026-03-28T02:30:00@Asia/Shanghai'],
    [readDateTime, '2026年3月28日 2:30', '2026-03-28T02:30:00'],
    [readDateTime, '2026-03-28', '2026-03-28T00:00:00'],
    [readDateTime, '2026-02-30 02:30', undefined],
    [readDateTime, '2026-03-28 25:00', undefined],
    [readDuration, 'P3D', 'P3D'],
    [readDuration, 'pt5h', 'PT5H'],
    [readDuration, '2年6个月', 'P2Y6M'],
    [readDuration, '3天', 'P3D'],
    [readDuration, '36小时', 'PT36H'],
    [readDuration, 'P', undefined],
    [readDuration, 'P1Y1D', undefined],
    [readYesNo, '是', true],
    [readYesNo, 'No', false],
    [readYesNo, '1', undefined],
  ] as [(typed: string) => object, string, unknown][])('%o %s → %s', (read, typed, value) => {
    const got = read(typed)
    expect(valueIn(got)).toBe(value)
    if (value === undefined) expect(reasonOf(got)!.en).toBeTruthy()
  })
  test.each([
    ['91350100 M000100Y 43', '91350100M000100Y43'],
    ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43'],
    ['91350100m000100y43', '91350100M000100Y43'],
    ['11010119900307862Ｘ', '11010119900307862X'],
    ['440308 19990110 1512', '440308199901101512'],
    ['440308-19990110–1512', '440308199901101512'],
  ])('%s is the code %s', (typed, code) => expect(compactCode(typed)).toBe(code))
})
