import { describe, expect, test } from 'vitest'
import { usccWarning } from '../../kernel/identity/index.ts'
import { embedPoints } from '../../kernel/parties/index.ts'
import { csvRows, decodeText } from '../../kernel/platform/index.ts'
import { figures, lists, usable } from './lists.ts'
import { guessMapping, readRow } from './register.rules.ts'
import { lastDay, repairFrom, termProblem } from './term.rules.ts'

describe('a term counts from the document, both ends included', () => {
  test.each([
    ['2026-03-02', 12, '2027-03-01'],
    ['2026-01-31', 1, '2026-02-27'],
    ['2024-02-29', 12, '2025-02-27'],
    ['2026-08-31', 6, '2027-02-27'],
  ])('%s, %i months: %s', (from, months, last) => expect(lastDay(from, months)).toBe(last))
  test.each([
    ['ends before it starts', '2026-03-01', 'BACKWARDS'],
    ['a day short', '2027-02-28', 'TERM'],
    ['the least', '2027-03-01', undefined],
    ['the most', '2029-03-01', undefined],
    ['a day over', '2029-03-02', 'TERM'],
  ])('%s', (_, to, code) => expect(termProblem('2026-03-02', to, { least: 12, most: 36 })?.code).toBe(code))
  test('repair from the day after the least term', () => {
    expect(repairFrom('2026-03-02', 12)).toBe('2027-03-02')
  })
})

describe('the lists as data', () => {
  test('what has no confirmed basis, or is a city’s own without a regulation, cannot be used', () => {
    expect(lists.filter((l) => !usable(l)).map((l) => l.id)).toEqual(['market-supervision-serious', 'local-arrears'])
    const [law] = lists
    expect(usable({ ...law!, level: 'local' })).toBe(false)
    expect(usable({ ...law!, level: 'local', authority: 'local-regulation' })).toBe(true)
    expect(usable({ ...law!, basis: [] })).toBe(false)
  })
  test('every list has an exit, a term that is no empty one, and purposes that some act checks', () => {
    for (const l of lists) {
      expect(l.exit.zh).not.toBe('')
      expect(l.term.most).toBeGreaterThanOrEqual(l.term.least)
      for (const p of l.purposes) expect(embedPoints.map((e) => e.purpose)).toContain(p)
    }
  })
  test('the least terms changed on 1 April 2026, and what was not confirmed says so', () => {
    expect(figures.at('least-serious', '2026-03-31').confirmed).toBe(false)
    expect(figures.at('least-serious', '2026-04-01').confirmed).toBe(true)
  })
})

describe('a row of a register', () => {
  const mapping = { uscc: 0, name: 1, document: 2, on: 3, until: 4 }
  const row = (...cells: string[]) => readRow(cells, mapping, usccWarning)
  test.each([
    ['whole', ['91350200000001000X', '甲', 'A1', '2024-05-06', ''], undefined],
    ['a spreadsheet’s ="…"', ['="91350200000001000X"', '甲', 'A1', '20240506', '长期'], undefined],
    ['Chinese dates', ['91350200000001000X', '甲', 'A1', '2024年5月6日', '2029年5月5日'], undefined],
    ['no code', ['123', '甲', 'A1', '2024-05-06', ''], ['18']],
    ['a day that is none', ['91350200000001000X', '甲', 'A1', '2024-02-30', ''], ['日期']],
    ['ends before it starts', ['91350200000001000X', '甲', 'A1', '2024-05-06', '2023-05-06'], ['早于']],
    ['several at once', ['', '', '', '', ''], ['18', '名称', '编号', '日期']],
  ])('%s', (_, cells, why) => {
    const read = row(...cells)
    if (!why) expect(read).toHaveProperty('taken')
    else {
      const said = 'reasons' in read ? read.reasons.map((r) => r.zh) : []
      expect(said.length).toBe(why.length)
      for (const [i, word] of why.entries()) expect(said[i]).toContain(word)
    }
  })
  test('a wrong check digit warns and is taken', () => {
    const read = row('913502000000099999', '甲', 'A1', '2024-05-06', '')
    expect(read).toHaveProperty('taken')
    expect(read).toHaveProperty('warning')
  })
  test('GB 18030, with or without a mark, quotes and line ends in them', () => {
    const gb = Uint8Array.from([0xc3, 0xfb, 0xb3, 0xc6, 0x2c, 0x22, 0x61, 0x0a, 0x22, 0x22, 0x22])
    expect(csvRows(decodeText(gb))).toEqual([['名称', 'a\n"']])
    expect(csvRows(decodeText(new TextEncoder().encode('\ufeff名称,b\r\n\r\n1,2')))).toEqual([
      ['名称', 'b'],
      ['1', '2'],
    ])
    // GB 18030's own mark.
    expect(csvRows(decodeText(Uint8Array.from([0x84, 0x31, 0x95, 0x33, 0xc3, 0xfb])))).toEqual([['名']])
    expect(csvRows('"open')).toBeUndefined()
  })
  test('columns are found by what offices call them', () => {
    expect(
      guessMapping(['序号', '企业名称', '社会信用代码', '资质证书编号', '发证日期', '有效期至', '资质等级']),
    ).toEqual({
      name: 1,
      uscc: 2,
      document: 3,
      on: 4,
      until: 5,
      title: 6,
    })
    expect(guessMapping(['x'])).toEqual({})
  })
})
