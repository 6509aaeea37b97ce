// What people type, in their own words, over every item of the city: the first item found is the one that they need.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../apps/demonstration/found-city.ts'
import { contract as search, searchRoom } from '../kernel/search/index.ts'
import enforcement from '../rooms/enforcement/index.ts'
import legality from '../rooms/legality/index.ts'
import { CITY, type TestCity, testCity } from './city.ts'

const wishes: [typed: string, first: string][] = [
  ['开饭馆', '食品经营许可'],
  ['我想开个小吃店', '食品经营许可'],
  ['注册个公司', '市场主体设立登记'],
  ['公司换法人', '市场主体变更登记'],
  ['公司不开了', '市场主体注销登记'],
  ['刻个公章', '公章刻制备案'],
  ['给员工上社保', '用人单位社会保险参保登记'],
  ['领发票要先办什么', '税务登记'],
  ['盖栋厂房要什么手续', '建设工程规划许可证'],
  ['挖马路', '占用、挖掘城市道路'],
  ['农村盖房子', '乡村建设规划许可'],
  ['批宅基地', '农村宅基地用地审批'],
  ['搭工棚', '临时建设工程规划许可'],
  ['工地要开工', '施工许可证核发'],
  ['挖沙子', '采矿许可'],
  ['歇业一阵子', '歇业备案'],
  ['开业前消防检查', '公众聚集场所投入使用、营业前消防安全检查'],
  ['开KTV', '娱乐场所经营许可'],
  ['卖煤气', '燃气经营许可'],
  ['家里接自来水', '用水报装'],
  ['把水管接到市政管网', '城市供水管网接入'],
  ['往下水道排污水', '污水排入排水管网许可'],
  ['买了新车上牌', '机动车注册登记'],
  ['驾照到期了', '驾驶证期满换证'],
  ['货车跑运输', '道路货物运输'],
  ['包车跑旅游', '道路旅客运输经营许可'],
  ['二手房过户', '房屋买卖转移登记'],
  ['房贷办抵押', '不动产抵押登记'],
  ['失业了去登记', '就业失业登记'],
  ['学个手艺有补贴吗', '职业培训补贴'],
  ['刚创业能领钱吗', '创业补贴'],
  ['店里装摄像头', '公共安全视频'],
]

let city: TestCity
beforeAll(async () => {
  const items = readItems(CITY).map((i) => i.code)
  city = await testCity({ items, more: [enforcement, searchRoom([legality])] })
  await city.settle()
})
afterAll(() => city.close())

test('thirty wishes', () => expect(wishes.length).toBeGreaterThanOrEqual(30))
test.each(wishes)('%s: first %s', async (typed, first) => {
  const found = await city.run(search.find, { q: typed })
  const items = found.hits.filter((h) => h.kind === 'item').map((h) => h.title.zh)
  expect(items[0], items.join(' | ')).toContain(first)
})
