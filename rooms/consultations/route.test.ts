import { describe, expect, test } from 'vitest'
import { asksOnly, placeKey, route, type Told } from './route.rules.ts'
import { routes, ways } from './routes.ts'
import { element, xml } from './xml.rules.ts'

const home = '350200'
const handlers = ['350200-shizheng', '350200-jianshe', '350200-rensheju', '350200-shichang', '350203-shichang'].map(
  (unit) => ({
    unit,
    jurisdiction: unit.slice(0, 6),
  }),
)
const districts = [
  { code: '350203', name: '思明区' },
  { code: '350206', name: '湖里区' },
]
const to = (said: string, more: Partial<Told> & { against?: string } = {}) => {
  const { against, ...told } = more
  return route({ said, place: '', ...told }, { routes, ways, handlers, home, districts, against })
}

describe('where it goes', () => {
  test.each([
    ['门口的路灯坏了三天', {}, '350200-shizheng', true],
    ['工地夜间施工太吵', {}, '350200-jianshe', true],
    ['买到过期食品，不给退款', {}, '350200-shichang', true],
    // By the district that is named or chosen, where it has an office of its own.
    ['思明区莲花路买到过期食品', {}, '350203-shichang', true],
    ['买到过期食品', { district: '350203' }, '350203-shichang', true],
    ['湖里区买到过期食品', {}, '350200-shichang', true],
    // Two kinds of matter fit alike: a person looks.
    ['路灯和公园', {}, '350200-shizheng', false],
    ['不知道找谁', {}, undefined, false],
    // Nobody there takes it.
    ['公交末班车太早', {}, undefined, false],
    ['不知道找谁', { unit: '350200-rensheju' }, '350200-rensheju', true],
    // The unit that was named, and another that the words name.
    ['路灯坏了', { unit: '350200-rensheju' }, '350200-rensheju', false],
    // Against a unit: never to it, and never without a person.
    ['路灯坏了没有人修', { unit: '350200-shizheng', against: '350200-shizheng' }, undefined, false],
    ['补贴窗口乱收费', { unit: '350200-rensheju', against: '350200-rensheju' }, undefined, false],
  ] as const)('%s %j: %s', (said, more, unit, sure) => {
    const routed = to(said, more)
    expect([routed.unit, routed.sure]).toEqual([unit, sure])
  })
  test.each([
    ['举报有人无证经营', 'inform'],
    ['窗口办事人员推诿', 'grievance'],
    ['我要申请公开规划文件', 'information'],
    ['对罚款不服，想申请行政复议', 'review'],
  ])('%s belongs to a way of its own, and is never lost in a mailbox', (said, way) =>
    expect(to(said)).toMatchObject({ elsewhere: way, sure: false }),
  )
  test.each([
    ['请问社保怎么转移？', true],
    ['营业执照多久能办下来', true],
    ['路灯坏了，什么时候能修？请尽快处理', false],
    ['井盖破损', false],
    ['How do I apply for a licence', true],
  ])('%s asks only: %s', (said, asks) => expect(asksOnly(said)).toBe(asks))
  test('the same place, however written', () => {
    expect(placeKey('莲花路 8 号')).toBe(placeKey('莲花路８号，'))
    expect(placeKey('  ')).toBe('')
  })
})

test('XML holds what it can, and nothing that breaks it', () => {
  expect(xml(element('a', { b: 'x<y>&"\u0000\ud800', c: '', d: [1, 2] }))).toBe(
    '<?xml version="1.0" encoding="utf-8"?>\n<a><b>x&lt;y&gt;&amp;&quot;</b><c/><d><item>1</item><item>2</item></d></a>',
  )
})
