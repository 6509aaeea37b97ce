import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { CITY } from '../../test/city.ts'
import { answersTo, neededBy, scenarioShape } from './scenario.shape.ts'

const all = scenarioShape.array().parse(JSON.parse(readFileSync(`${CITY}/scenarios.json`, 'utf8')))
const guideOf = (id: string) => all.find((s) => s.id === id)!.guide!

describe('guided questions', () => {
  test.each([
    [
      'restaurant',
      { where: '350203', have: 'no', size: 'large', water: 'no' },
      [['350203-07-0001'], ['350200-07-0002', '350203-01-0101'], ['350203-01-0301']],
      '350203-20-0001',
    ],
    ['restaurant', { where: '350213', have: 'yes', size: 'small', water: 'no' }, [['350213-01-0101']], undefined],
    ['close', { how: 'pause' }, [['350203-10-0001']], undefined],
    ['close', { how: 'close' }, [['350200-07-0007'], ['350203-07-0003']], undefined],
  ] as const)('%s %j', (id, answers, steps, joint) => {
    expect(neededBy(guideOf(id), answers)).toEqual({ steps, joint })
  })
  test('an answer that no question has is none', () => {
    expect(answersTo(guideOf('restaurant'), { where: '110000', have: 'no', other: 'x' })).toEqual({ have: 'no' })
  })
  test('every answer leads to items of the city', () => {
    const codes = new Set(readItems(CITY).map((i) => i.code))
    for (const { id, items, guide } of all) {
      expect(
        items.some((code) => codes.has(code)),
        id,
      ).toBe(true)
      for (const { code } of [...guide!.steps.flatMap((s) => s.items), ...guide!.joint])
        expect(
          [...codes].some((c) => c.endsWith(code.replace(/^\*/, ''))),
          `${id} ${code}`,
        ).toBe(true)
    }
    expect(all.filter((s) => s.guide).length).toBeGreaterThanOrEqual(5)
  })
})
