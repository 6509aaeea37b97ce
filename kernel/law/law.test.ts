import { describe, expect, test } from 'vitest'
import { chineseNumber, citationProblem, cite, findStatute, formatCitation, statutes } from './index.ts'

describe('citations', () => {
  test.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [45, '四十五'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [154, '一百五十四'],
  ])('%i is %s', (n, expected) => expect(chineseNumber(n)).toBe(expected))

  test.each([
    [{ law: '行政许可法', article: 42 }, undefined],
    [{ law: '行政许可法', article: 42, paragraph: 2 }, undefined],
    [{ law: '行政许可法', article: 84 }, '83'],
    [{ law: '行政许可法', article: 42, paragraph: 9 }, '款'],
    [{ law: '没有的法', article: 1 }, '没有收录'],
  ])('%j', (citation, problem) => {
    const found = citationProblem(citation)
    if (problem === undefined) expect(found).toBeUndefined()
    else expect(found!.zh).toContain(problem)
  })

  test('a wrong one cannot be made', () => expect(() => cite('建筑法', 86)).toThrow('85'))
  test('both languages', () => {
    expect(formatCitation(cite('行政许可法', 42, 2), 'zh')).toBe('《行政许可法》第四十二条第二款')
    expect(formatCitation(cite('建筑法', 8), 'en')).toBe('Construction Law, art. 8')
  })
  test('every statute has a full name, a version and articles', () => {
    expect(statutes().length).toBe(50)
    for (const s of statutes()) expect(s.paragraphs.length, s.name).toBeGreaterThan(10)
    expect(findStatute('食品安全法')!.paragraphs.length).toBe(154)
  })
})
