import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, actsOf, anonymous } from '../../kernel/platform/index.ts'
import { contract as searching } from '../../kernel/search/index.ts'
import * as c from './contract.ts'
import { type DisclosureCity, disclosureCity } from './harness.ts'

let of: DisclosureCity
let city: DisclosureCity['city']
let who: Actor
let head: Actor
let me: Actor
beforeAll(async () => {
  of = await disclosureCity()
  ;({ city, who, head, me } = of)
})
afterAll(() => city.close())

const on: DisclosureCity['on'] = (day) => of.on(day)
const ask: DisclosureCity['ask'] = (...a) => of.ask(...a)
const register: DisclosureCity['register'] = (...a) => of.register(...a)
const search: DisclosureCity['search'] = (...a) => of.search(...a)
const draft: DisclosureCity['draft'] = (...a) => of.draft(...a)
const reply: DisclosureCity['reply'] = (...a) => of.reply(...a)
const serve: DisclosureCity['serve'] = (...a) => of.serve(...a)
const clock: DisclosureCity['clock'] = (...a) => of.clock(...a)

describe('the days', () => {
  test('by internet from when both sides confirm; on paper from that day', async () => {
    on('2026-03-02')
    const { caseId, number } = await ask()
    on('2026-03-04')
    expect(await clock(number)).toBeUndefined()
    await register(caseId)
    expect((await clock(number))!.start).toBe('2026-03-04')
    // Twenty working days after 4 March 2026.
    expect((await clock(number))!.due).toBe('2026-04-01')
    const paper = (channel: string, day = '2026-03-03', as = who) =>
      city.run(
        c.record,
        { channel, on: day, name: '某律师事务所', category: 'legal', asked: '规划许可档案' } as never,
        as,
      )
    const start = async (channel: string) => {
      const made = await paper(channel)
      await register(made.caseId)
      return (await city.run(cases.viewCase, { number: made.number }, who)).clocks['disclosure.reply']!.start
    }
    expect([await start('counter'), await start('registered'), await start('plain'), await start('fax')]).toEqual([
      '2026-03-03',
      '2026-03-03',
      '2026-03-04',
      '2026-03-04',
    ])
    expect(await code(paper('counter', '2026-04-01'))).toBe('AHEAD')
    expect(await code(paper('counter', '2026-03-03', me as never))).toBe('FORBIDDEN')
  })

  test('made clear, it begins anew; said once, in seven working days, with time enough', async () => {
    on('2026-03-02')
    const { caseId, number } = await ask('关于学校的全部文件')
    const unclear = (until?: string) =>
      code(register(caseId, { outcome: 'correct', notice: '请写明哪一所学校。', ...(until ? { until } : {}) }))
    expect(await unclear()).toBe('NOTICE')
    expect(await unclear('2026-03-05')).toBe('TOO_SHORT')
    expect(await unclear('2026-03-20')).toBe('OK')
    // Nothing runs against the unit while it waits.
    on('2026-03-18')
    expect(await clock(number)).toBeUndefined()
    expect(await code(city.run(c.correct, { caseId, asked: '厦门一中 2025 年招生计划' }, citizen()))).toBe('FORBIDDEN')
    await city.run(c.correct, { caseId, asked: '厦门一中 2025 年招生计划' }, me)
    const count = (await clock(number))!
    expect(count.due).toBe('2026-04-16')
    expect(count.used).toBe(0)
    const late = await city.run(
      c.record,
      { channel: 'counter', on: '2026-03-02', name: '甲', category: 'natural', asked: '不清楚的内容' },
      who,
    )
    expect(await code(register(late.caseId, { outcome: 'correct', notice: '请写明。', until: '2026-04-20' }))).toBe(
      'TOO_LATE',
    )
  })

  test('not made clear in time: not gone on with, never before its day', async () => {
    on('2026-03-02')
    const { caseId, number } = await ask('什么都要')
    await register(caseId, { outcome: 'correct', notice: '请写明。', until: '2026-03-20' })
    const drop = () => code(city.run(c.abandon, { caseId, reason: '逾期没有补正。' }, who))
    on('2026-03-20')
    expect(await drop()).toBe('NOT_YET')
    on('2026-03-21')
    expect([await drop(), (await city.run(cases.viewCase, { number }, me)).status]).toEqual(['OK', 'abandoned'])
    expect(await code(city.run(c.abandon, { caseId, reason: '再来。' }, me))).toBe('FORBIDDEN')
  })

  test('a third party’s time is excluded, and who asks is not told; an extension is granted once, in time', async () => {
    on('2026-03-02')
    const { caseId, number } = await ask('某公司的环评报告')
    await register(caseId)
    await search(caseId)
    on('2026-03-06')
    const { document } = await city.run(c.consult, { caseId, item: 1, to: '某公司' }, who)
    expect(await code(city.run(c.consult, { caseId, item: 2, to: '某公司' }, who))).toBe('NO_ITEM')
    await serve(caseId, document)
    const letter = await city.run(documents.getDocument, { number: document }, who)
    expect(JSON.stringify(letter.content)).toContain('环评报告')
    expect(JSON.stringify(letter.content)).not.toContain((me as { name: string }).name)
    expect((await clock(number))!.suspended).toBe(true)
    const heard = (answer: string) =>
      code(city.run(c.heard, { caseId, consultation: 1, answer: answer as 'silent' }, who))
    // Fifteen working days from the letter's service.
    on('2026-03-27')
    expect(await heard('silent')).toBe('NOT_YET')
    on('2026-03-30')
    expect(await code(draft(caseId, '1'))).toBe('NEEDS')
    expect(await heard('silent')).toBe('OK')
    expect(await heard('agrees')).toBe('NOT_ASKED')
    const before = (await clock(number))!
    expect([before.suspended, before.overdue]).toEqual([false, false])
    const extend = (days: number, as = head) => code(city.run(c.extend, { caseId, days, reason: '需要核对。' }, as))
    expect(await extend(21)).toBe('TOO_LONG')
    expect(await extend(20, who as never)).toBe('FORBIDDEN')
    expect(await extend(20)).toBe('OK')
    expect(await extend(5)).toBe('ONCE')
    expect((await clock(number))!.allowed).toBe(40)
    await draft(caseId, '3.4')
    const { document: answer } = await reply(caseId)
    await serve(caseId, answer!)
    const other = await ask('另一份文件')
    await register(other.caseId)
    on('2026-06-30')
    expect(await code(city.run(c.extend, { caseId: other.caseId, days: 5, reason: '太晚了。' }, head))).toBe('LATE')
  })
})

describe('the answer', () => {
  test('one outcome an item, and none without what it stands on', async () => {
    on('2026-07-01')
    const { caseId, number } = await ask('第一份文件\n第二份文件\n第三份文件')
    expect(await code(search(caseId))).toBe('NOT_OPEN')
    await register(caseId)
    await search(caseId, [1])
    for (const [codes, why] of [
      [['1'], 'EACH'],
      [['1', '9.9', '4.1'], 'CODE'],
      [['4.1', '4.1', '4.1'], 'NEEDS'],
      [['1', '3.4', '4.1'], 'NEEDS'],
      [['1', '4.3', '4.1'], 'NEEDS'],
      [['1', '5.1', '4.1'], 'OK'],
    ] as const)
      expect(await code(draft(caseId, ...codes)), codes.join()).toBe(why)
    expect(await code(reply(caseId, {}, who as never))).toBe('FORBIDDEN')
    await reply(caseId, { outcome: 'return' })
    await draft(caseId, '1', '5.1', '4.1')
    const { document } = await reply(caseId, { share: '第一份文件' })
    expect(document).toMatch(/^厦府办公答〔2026〕\d+号$/)
    const { content } = await city.run(documents.getDocument, { number: document! }, me)
    const said = JSON.stringify(content)
    for (const word of ['第一份文件', '信访举报投诉类', '不掌握', '行政复议']) expect(said).toContain(word)
    expect(await code(city.run(documents.getDocument, { number: document! }, citizen()))).toBe('NO_DOCUMENT')
    expect(await code(city.run(c.close, { caseId }, who))).toBe('NOT_SERVED')
    await serve(caseId, document!)
    await city.run(c.close, { caseId }, who)
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    const out = JSON.stringify(acts.map((a) => a.public))
    // Who asked is nobody's; what was shared is everybody's.
    for (const hidden of ['第二份文件', (me as { name: string; personId: string }).personId])
      expect(out).not.toContain(hidden)
    await city.settle()
    expect((await city.run(searching.find, { q: '第一份文件' })).hits[0]!.title.zh).toBe('第一份文件')
    expect((await city.run(cases.viewCase, { number }, me)).status).toBe('closed')
  })
  test('nothing granted cannot be shared', async () => {
    const { caseId } = await ask('内部讨论的记录')
    await register(caseId)
    await search(caseId, [1])
    await draft(caseId, '3.6')
    expect(await code(reply(caseId, { share: '不行' }))).toBe('NOT_SHARED')
    expect(await code(reply(caseId))).toBe('OK')
  })
  test('who may ask, and what is no request', async () => {
    expect(await code(ask('一份文件', anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(ask('一'))).toBe('INVALID')
    expect(await code(ask(Array(31).fill('一份').join('\n')))).toBe('INVALID')
    expect(
      await code(city.run(c.request, { unit: '350200-jianshe', category: 'natural', asked: '一份文件' }, me)),
    ).toBe('NO_UNIT')
    const { number, caseId } = await ask(Array(30).fill('一份文件').join('\n'))
    const view = await city
      .run(cases.viewCase, { number }, await city.officer('350200-jianshe', 'clerk'))
      .catch((e) => e.code)
    expect(view).not.toHaveProperty('number')
    expect(await code(register(caseId, {}, head as never))).toBe('FORBIDDEN')
  })
})

test('the yearly report adds up in every cell, from the requests themselves', async () => {
  const report = await city.run(c.annual, { year: 2026 })
  expect(report.wrong).toEqual([])
  expect(report.fresh.total).toBe((report.total.total ?? 0) + (report.carriedOut.total ?? 0))
  expect(report.rows['2']!.natural).toBe(1)
  expect(report.rows['6.1']!.natural).toBe(1)
  expect(report.rows['3.4']!.natural).toBe(1)
  expect(report.fresh.legal).toBe(4)
  expect((await city.run(c.annual, { year: 2027 })).carriedIn).toEqual(report.carriedOut)
  expect(await code(city.run(c.annual, { year: 1900 }))).toBe('INVALID')
})
