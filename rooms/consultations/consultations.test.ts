import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import {
  type Actor,
  actsOf,
  anonymous,
  asProblem,
  type Heard,
  type Problem,
  system,
  text,
} from '../../kernel/platform/index.ts'
import { contract as searching, searchRoom } from '../../kernel/search/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import { HANDLER, OFFICE } from './case.kind.ts'
import * as c from './contract.ts'
import consultations from './index.ts'
import { open311 } from './open311.ts'

let city: TestCity
let me: Actor
let hotline: Actor
let streets: Actor
let work: Actor
beforeAll(async () => {
  city = await testCity({ more: [consultations, searchRoom([consultations])] })
  const as: Record<string, Actor> = {}
  for (const [unit, role] of [
    ['350200-zhengfuban', OFFICE],
    ['350200-jiancha', OFFICE],
    ['350200-shizheng', HANDLER],
    ['350200-rensheju', HANDLER],
  ] as const) {
    const post = `${unit}/${role}`
    const login = `t-${unit.slice(7)}`
    await city.run(
      identity.definePost,
      { code: post, unit, title: text('诉求', 'Questions'), role },
      system('founding'),
    )
    const { id } = await city.run(
      identity.enrolPerson,
      { login, name: '办件人', password: 'gnomon-demo', demonstration: true },
      system('founding'),
    )
    await city.run(identity.appoint, { personId: id, post, startsOn: '2026-03-01' }, system('founding'))
    as[unit] = await city.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
  }
  hotline = as['350200-zhengfuban']!
  streets = as['350200-shizheng']!
  work = as['350200-rensheju']!
  me = await city.citizen()
})
afterAll(() => city.close())

const LAMP = { said: '门口的路灯坏了三天，请尽快修。', place: '莲花路 8 号' }
const submit = (more: object = {}, as = me) => city.run(c.submit, { ...LAMP, ...more } as never, as)
const view = (number: string, as = me) => city.run(cases.viewCase, { number }, as)
const assign = (caseId: string, unit = '350200-shizheng', as = hotline) =>
  city.run(c.assign, { caseId, outcome: 'assign', unit }, as)
const sign = (caseId: string, more: object = {}, as = streets) =>
  city.run(c.sign, { caseId, outcome: 'sign', ...more } as never, as)
const answer = (caseId: string, as = streets) =>
  city.run(c.answer, { caseId, answer: '已经修好，换了灯泡和线路。' }, as)
const rate = (caseId: string, outcome: 'satisfied' | 'reopen', words = '', as = me) =>
  city.run(c.rate, { caseId, outcome, words }, as)
let places = 0
const handled = async (more: object = {}) => {
  const made = await submit({ place: `第 ${++places} 号楼`, ...more })
  await city.settle()
  return made
}
const advance = (days: number) => city.clock.advance(days * 86_400_000)

describe('one form', () => {
  test('sure where it goes: there by itself at once, signed for, answered, rated, closed', async () => {
    const { caseId, number } = await handled()
    const sent = await view(number, streets)
    expect([sent.status, sent.unit, sent.acts[1]!.facts.how]).toEqual(['sent', '350200-shizheng', 'words'])
    expect(await code(answer(caseId))).toBe('NOT_OPEN')
    expect(await code(sign(caseId, {}, work))).toBe('FORBIDDEN')
    await sign(caseId)
    await answer(caseId)
    const mine = await view(number)
    expect(mine.acts.findLast((a) => a.type === 'ticket.answered')!.why).toContain('已经修好')
    expect(await code(rate(caseId, 'satisfied', '', citizen()))).toBe('FORBIDDEN')
    await rate(caseId, 'satisfied')
    expect((await view(number)).closed).toBe(true)
  })
  test('what was said, where, and by whom stands nowhere in public', async () => {
    const { caseId } = await handled({ said: '路灯坏了，我的电话 13800138000。' })
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    const out = JSON.stringify(acts.map((a) => a.public))
    for (const hidden of ['13800138000', '路灯坏了', (me as { personId: string }).personId])
      expect(out).not.toContain(hidden)
    expect(await code(city.run(cases.viewCase, { number: '350200-2026-000001' }, citizen()))).not.toBe('OK')
  })
  test('doubtful: a person of the office says where', async () => {
    const { caseId, number } = await handled({ said: '说不清楚应该找谁来管这件事。' })
    expect([(await view(number, hotline)).status, (await view(number, hotline)).unit]).toEqual([
      'received',
      '350200-zhengfuban',
    ])
    expect(await code(assign(caseId, '350200-shizheng', streets))).toBe('FORBIDDEN')
    expect(await code(assign(caseId, '350200-fazhi'))).toBe('NO_UNIT')
    expect(await code(assign(caseId, '350200-shizheng'))).toBe('OK')
    expect(await code(assign(caseId, '350200-shizheng'))).toBe('NOT_OPEN')
  })
  test('returned once, with a reason; the office decides, and then nobody returns it', async () => {
    const { caseId, number } = await handled()
    expect(await code(sign(caseId, { outcome: 'return' }))).toBe('REASON')
    await sign(caseId, { outcome: 'return', reason: '这段路由开发商养护。' })
    expect((await view(number, hotline)).status).toBe('disputed')
    const designate = (unit: string, as = hotline) =>
      code(city.run(c.designate, { caseId, unit, reason: '由市政先修复。' }, as))
    expect(await designate('350200-shizheng', streets)).toBe('FORBIDDEN')
    expect(await designate('350200-fazhi')).toBe('NO_UNIT')
    expect(await designate('350200-shizheng')).toBe('OK')
    expect(await code(sign(caseId, { outcome: 'return', reason: '还是不归我们。' }))).toBe('FINAL')
    expect(await code(sign(caseId))).toBe('OK')
  })
  test('not satisfied: done anew by way of the office, once; then a complaint is the way', async () => {
    const { caseId, number } = await handled()
    await sign(caseId)
    await answer(caseId)
    expect(await code(rate(caseId, 'reopen'))).toBe('WHY')
    await rate(caseId, 'reopen', '晚上还是不亮。')
    expect([(await view(number)).status, (await view(number, hotline)).unit]).toEqual(['received', '350200-zhengfuban'])
    await assign(caseId)
    await sign(caseId)
    await answer(caseId)
    expect(await code(rate(caseId, 'reopen', '还是不亮。'))).toBe('ENOUGH')
  })
  test('limits: an enquiry two days, signing one, extended once, told why; unrated it closes after its days', async () => {
    city.clock.set('2026-03-09T02:00:00Z')
    const asked = await handled({ said: '请问路灯的开灯时间是几点？' })
    const wanted = await handled()
    const due = async (n: string) => (await view(n)).clocks['ticket.answer']!.due
    expect([await due(asked.number), await due(wanted.number)]).toEqual(['2026-03-11', '2026-03-16'])
    expect((await view(wanted.number)).clocks['ticket.sign']!.due).toBe('2026-03-10')
    await sign(wanted.caseId)
    const extend = (days: number, as = streets) =>
      code(city.run(c.extend, { caseId: wanted.caseId, days, reason: '要换地下电缆。' }, as))
    expect([await extend(16), await extend(5, work), await extend(5), await extend(5)]).toEqual([
      'TOO_LONG',
      'FORBIDDEN',
      'OK',
      'ONCE',
    ])
    expect(await due(wanted.number)).toBe('2026-03-23')
    await answer(wanted.caseId)
    advance(8)
    await city.settle()
    expect((await view(wanted.number)).closed).toBe(false)
    advance(8)
    await city.settle()
    expect((await view(wanted.number)).status).toBe('closed')
    expect((await view(asked.number)).clocks['ticket.sign']!.overdue).toBe(true)
  })
})

describe('never by whom it is about', () => {
  test('against a unit: another handles it, and it sees neither words nor name', async () => {
    const { caseId, number } = await submit({ said: '路灯坏了半年没有人管。', unit: '350200-shizheng', against: true })
    await city.settle()
    expect((await view(number, hotline)).status).toBe('received')
    expect(await code(assign(caseId, '350200-shizheng'))).toBe('OWN_MATTER')
    const seen = await view(number, streets).catch((e) => e.code)
    expect(JSON.stringify(seen)).not.toContain('半年')
    await assign(caseId, '350200-rensheju')
    await sign(caseId, { outcome: 'return', reason: '不归我们管的。' }, work)
    expect(await code(city.run(c.designate, { caseId, unit: '350200-shizheng', reason: '请自查。' }, hotline))).toBe(
      'OWN_MATTER',
    )
  })
  test('against the office itself: the supervision takes it', async () => {
    const { number } = await submit({ said: '热线的人态度不好。', unit: '350200-zhengfuban', against: true })
    const seen = await view(number)
    expect(seen.unit).toBe('350200-jiancha')
    expect(await code(submit({ against: true }))).toBe('NO_UNIT')
    expect(await code(submit({ unit: 'nowhere' }))).toBe('NO_UNIT')
  })
})

describe('the same matter', () => {
  test('merged, nobody is lost: each gets the answer, rates it, and may have it done anew', async () => {
    const main = await submit({ place: '嘉禾路 1 号' })
    await city.settle()
    const other = await city.citizen('citizen')
    const again = await submit({ said: '嘉禾路的路灯又不亮了。', place: '嘉禾路1号' }, other)
    await city.settle()
    // What may be one is for a person to say, and is shown.
    const shown = await view(again.number, hotline)
    expect([shown.status, shown.acts[0]!.why]).toEqual(['received', expect.stringContaining(main.number)])
    const merge = (caseId: string, into: string) =>
      code(city.run(c.assign, { caseId, outcome: 'merge', into }, hotline))
    expect(await merge(again.caseId, '350200-2026-999999')).toBe('NO_SAME')
    expect(await merge(again.caseId, again.number)).toBe('NO_SAME')
    expect(await merge(again.caseId, main.number)).toBe('OK')
    await city.settle()
    expect((await view(again.number, other)).status).toBe('merged')
    await sign(main.caseId)
    await answer(main.caseId)
    await city.settle()
    const told = await view(again.number, other)
    expect([told.status, told.acts.at(-1)!.why]).toEqual(['answered', expect.stringContaining('已经修好')])
    // Into an answered one nothing is merged any more: it would wait for an answer that was given.
    const late = await submit({ said: '嘉禾路的路灯还是不亮。', place: '嘉禾路1号' })
    await city.settle()
    const where = await view(late.number, hotline)
    if (where.status === 'received') expect(await merge(late.caseId, main.number)).toBe('NO_SAME')
    await rate(again.caseId, 'reopen', '我家门口还是不亮。', other)
    expect((await view(again.number, other)).status).toBe('received')
  })
  test('ten at once: ten tickets, none lost, none answered twice', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, (_, i) => submit({ place: `仙岳路 ${i} 号` })))
    expect(new Set(made.map((m) => m.number)).size).toBe(10)
    await city.settle()
    const one = made[0]!
    const both = await Promise.all([code(sign(one.caseId)), code(sign(one.caseId))])
    expect(both.sort()).toEqual(['NOT_OPEN', 'OK'])
  })
  test('what belongs to another way is told it, with its address', async () => {
    const { caseId, number } = await handled({ said: '举报隔壁无证经营餐馆。' })
    expect(await code(city.run(c.assign, { caseId, outcome: 'elsewhere' }, hotline))).toBe('NO_WAY')
    await city.run(c.assign, { caseId, outcome: 'elsewhere', way: 'inform' }, hotline)
    const told = await view(number)
    expect([told.status, told.acts.at(-1)!.why]).toEqual(['answered', expect.stringContaining('/inform')])
  })
})

describe('published questions', () => {
  const SAID = {
    title: '路灯坏了找谁',
    question: '门口的路灯坏了，怎么报修？',
    answer: '在网上或者拨打热线报修，五个工作日内修好。',
  }
  test('written anew, without anybody in it, found by the search', async () => {
    const { caseId, number } = await handled()
    const share = (more: object = {}, as = streets) => code(city.run(c.share, { caseId, ...SAID, ...more }, as))
    expect(await share()).toBe('NOT_OPEN')
    await sign(caseId)
    await answer(caseId)
    expect(await share({}, work)).toBe('FORBIDDEN')
    for (const more of [
      { question: '我的电话 138 0013 8000' },
      { answer: `${(me as { name: string }).name}的路灯已经修好` },
      { title: '350200199001010018 的路灯' },
    ])
      expect(await share(more), JSON.stringify(more)).toBe('PERSONAL')
    expect([await share(), await share()]).toEqual(['OK', 'SHARED'])
    await city.settle()
    expect((await city.run(searching.find, { q: '路灯坏了找谁' })).hits[0]).toMatchObject({
      kind: 'question',
      href: `/consult/answers/${number}`,
    })
    expect((await city.run(c.answers, { q: '报修' })).total).toBe(1)
    expect((await city.run(c.answers, { q: '%' })).total).toBe(0)
    expect((await city.run(c.openAnswers, {}))[0]).toMatchObject({ number, title: SAID.title })
  })
})

describe('Open311 GeoReport v2', () => {
  let key: string
  let client: string
  const ask = async (
    method: 'get' | 'post',
    path: string,
    more: { query?: Record<string, string>; form?: Record<string, string> } = {},
  ) => {
    const parts = path.split('/')
    const heard: Heard = {
      params: parts.length === 2 ? { kind: parts[0]!, file: parts[1]! } : { file: parts[0]! },
      query: more.query ?? {},
      form: more.form ?? {},
      home: '350200',
      site: 'http://localhost',
      now: city.clock.now(),
      call: (contract, input) => city.run(contract, input, anonymous),
    }
    const spoken = open311.find(
      (s) => s.method === method && s.path.split('/').length === (parts.length === 2 ? 5 : 4),
    )!
    const said = await spoken.says(heard).catch((e) => spoken.refuses(asProblem(e) ?? (e as Problem), heard))
    return { ...said, status: said.status ?? 200, json: path.endsWith('json') ? JSON.parse(said.body) : undefined }
  }
  beforeAll(async () => {
    ;({ key, client } = await city.run(c.admitClient, { name: '社区小程序' }, hotline))
  })
  test('services and their definitions, in JSON and XML', async () => {
    const { json, type } = await ask('get', 'services.json')
    expect(type).toContain('application/json')
    expect(json[0]).toMatchObject({ service_code: 'streetlight', metadata: false, type: 'realtime' })
    const { body, type: xmlType } = await ask('get', 'services.xml')
    expect([xmlType, body]).toEqual([
      'text/xml; charset=utf-8',
      expect.stringContaining('<services><service><service_code>streetlight</service_code>'),
    ])
    expect((await ask('get', 'services/streetlight.xml')).body).toContain(
      '<service_definition><service_code>streetlight</service_code><attributes></attributes>',
    )
    expect((await ask('get', 'services/none.json')).status).toBe(404)
    expect((await ask('get', 'discovery.json')).json.endpoints[0].specification).toContain('GeoReport_v2')
    expect((await ask('get', 'services')).status).toBe(404)
    expect((await ask('get', 'services.json', { query: { jurisdiction_id: 'boston.gov' } })).status).toBe(404)
  })
  test('a request: sent with a key, routed like any other, read by number, never with words or place', async () => {
    const form = {
      api_key: key,
      service_code: 'streetlight',
      description: '五缘湾的灯不亮，请修。',
      lat: '24.52731',
      long: '118.17244',
      phone: '13800138000',
      first_name: '小明',
    }
    const made = await ask('post', 'requests.json', { form })
    expect(made.status).toBe(201)
    const number = made.json[0].service_request_id
    await city.settle()
    const read = (await ask('get', `requests/${number}.json`)).json[0]
    expect(read).toMatchObject({
      status: 'open',
      service_code: 'streetlight',
      description: '',
      lat: 24.527,
      long: 118.172,
    })
    expect(JSON.stringify(read)).not.toMatch(/13800138000|小明|五缘湾/)
    expect((await ask('get', `tokens/${number}.json`)).json[0].service_request_id).toBe(number)
    // The handler reads how to reach who asked.
    expect((await view(number, streets)).acts[0]!.why).toContain('13800138000')
    const { body } = await ask('get', 'requests.xml', { query: { service_request_id: number } })
    expect(body).toContain(
      `<service_requests><request><service_request_id>${number}</service_request_id><status>open</status>`,
    )
    const list = await ask('get', 'requests.json', { query: { status: 'open,closed', service_code: 'streetlight' } })
    expect(list.json.length).toBeGreaterThan(1)
    expect(
      (
        await ask('get', 'requests.json', { query: { status: 'closed', start_date: '2026-01-01T00:00:00Z' } })
      ).json.every((r: { status: string }) => r.status === 'closed'),
    ).toBe(true)
  })
  test.each([
    [{}, 400],
    [{ service_code: 'streetlight' }, 400],
    [{ service_code: 'streetlight', description: '路灯不亮了，请修。', address_string: '某处' }, 403],
    [{ api_key: 'k', service_code: 'nothing', description: '路灯不亮了，请修。', address_string: '某处' }, 404],
    [{ api_key: 'k', service_code: 'streetlight', description: '路灯不亮了，请修。' }, 400],
    [{ api_key: 'k', service_code: 'streetlight', description: '短', address_string: '某处' }, 400],
    [{ api_key: 'k', service_code: 'streetlight', description: '路灯不亮了，请修。', lat: 'x', long: '1' }, 400],
    [{ api_key: 'k', service_code: 'streetlight', description: '路灯不亮了，请修。', lat: '91', long: '1' }, 400],
    [
      {
        api_key: 'k',
        service_code: 'streetlight',
        description: '路灯不亮了，请修。',
        address_string: '某处',
        email: 'x',
      },
      400,
    ],
  ])('%j: %i, in the words of the specification', async (form: Record<string, string>, status) => {
    const sent = form.api_key ? { ...form, api_key: key } : form
    const said = await ask('post', 'requests.json', { form: sent })
    expect([said.status, said.json[0].code]).toEqual([status, status])
    expect((await ask('post', 'requests.xml', { form: sent })).body).toContain(`<errors><error><code>${status}</code>`)
  })
  test('bad dates and states are said; a client that was ended sends no more', async () => {
    expect((await ask('get', 'requests.json', { query: { start_date: 'yesterday' } })).status).toBe(400)
    expect((await ask('get', 'requests.json', { query: { status: 'fixed' } })).status).toBe(400)
    expect((await ask('get', 'requests/350200-2026-999999.json')).status).toBe(404)
    expect(await code(city.run(c.admitClient, { name: '别的' }, streets))).toBe('FORBIDDEN')
    await city.run(c.endClient, { client }, hotline)
    expect(await code(city.run(c.endClient, { client }, hotline))).toBe('NO_CLIENT')
    const form = {
      api_key: key,
      service_code: 'streetlight',
      description: '路灯不亮了，请修。',
      address_string: '某处',
    }
    expect((await ask('post', 'requests.json', { form })).status).toBe(403)
  })
})

test('who may what', async () => {
  expect(await code(submit({}, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(submit({ said: '灯' }))).toBe('INVALID')
  expect(await code(city.run(c.record, { channel: 'phone', ...LAMP, contact: {} }, me))).toBe('FORBIDDEN')
  const { number } = await city.run(
    c.record,
    { channel: 'phone', ...LAMP, place: '湖滨南路 99 号', contact: { name: '王女士', phone: '0592-123' } },
    hotline,
  )
  // It went on by itself: who recorded it reads it all the same.
  await city.settle()
  expect(await view(number, hotline)).toMatchObject({ status: 'sent', unit: '350200-shizheng' })
  expect(JSON.stringify(await view(number, hotline))).toContain(LAMP.said)
  const [row] = await city.run(c.requests, { numbers: [number] })
  expect(row).toMatchObject({ number, status: 'open', shared: null })
  expect(JSON.stringify(row)).not.toContain('王女士')
  expect(await code(city.run(c.tell, { caseId: (await submit()).caseId, from: number, answer: 'x' }, hotline))).toBe(
    'FORBIDDEN',
  )
})
