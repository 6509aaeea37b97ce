import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { listPublished, queryWords, searchItems } from '../../kernel/catalog/index.ts'
import { CITY, type TestCity, testCity } from '../../test/city.ts'
import enforcement from '../enforcement/index.ts'
import { asked, grouped, marked, nearest, weigh } from './search.rules.ts'

describe('what people say', () => {
  test('traditional characters and sayings are asked in the words of the items', () => {
    expect(asked('開飯店')).toBe('开饭店')
    expect(asked('營業執照')).toBe('营业执照')
    expect(asked('餐馆')).toContain('食品经营')
    expect(asked('KTV')).toContain('歌舞娱乐')
  })
  test('highlights whole words and nothing inside others', () => {
    expect(marked('建筑工程施工许可证核发', ['施工', '工许', '许可'])).toEqual([
      { text: '建筑工程', hit: false },
      { text: '施工许可', hit: true },
      { text: '证核发', hit: false },
    ])
    expect(marked('a <b> c', ['<b>'])).toContainEqual({ text: '<b>', hit: true })
    expect(marked('甲', [])).toEqual([{ text: '甲', hit: false }])
  })
  test('a slip of the pen still finds its neighbour; noise finds nothing', () => {
    const names = ['我要开饭店', '我要跑货运', '我要办企业']
    expect(nearest('开范店', names, (n) => n)[0]).toBe('我要开饭店')
    expect(nearest('zzzz', names, (n) => n)).toEqual([])
  })
})

describe('in the demonstration city', () => {
  let city: TestCity
  beforeAll(async () => {
    city = await testCity({ items: readItems(CITY).map((i) => i.code), more: [enforcement] })
  }, 60_000)
  afterAll(() => city?.close())

  const find = (query: string) =>
    city.db.transaction().execute(async (tx) => {
      const words = queryWords(asked(query))
      const found = await searchItems(tx, city.clock.now(), asked(query))
      return grouped(found.sort((a, b) => weigh(b, words) - weigh(a, words))).map((g) => g[0]!.name.zh)
    })
  test.each([
    ['餐馆', '食品经营许可'],
    ['小吃店', '食品经营许可'],
    ['KTV', '娱乐'],
    ['水表', '用水'],
    ['營業執照', '登记'],
    ['施工许可', '施工许可'],
  ])('%s finds %s first', async (query, expected) => expect((await find(query))[0]).toContain(expected))
  test('one item of several districts stands once', async () => {
    const all = await city.db.transaction().execute((tx) => listPublished(tx, city.clock.now()))
    expect(grouped(all).length).toBeLessThan(all.length)
  })
})
