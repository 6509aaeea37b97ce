// Prequalification on a real database: notice, applications that nobody learns of, the review, the result to each, and who may then bid.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type PersonActor } from '../../kernel/platform/index.ts'
import { AGREEMENT } from '../../trade/entry/index.ts'
import { pdf } from '../../trade/envelope/index.ts'
import * as t from '../tenders/contract.ts'
import * as h from '../tenders/tenders.harness.ts'
import * as c from './contract.ts'
import { conditionsOf, judge } from './review.rules.ts'

beforeAll(h.openTenders, 90_000)
afterAll(h.closeTenders)

const FORM: c.Form = {
  ...{
    title: '隧道资格预审',
    titleEn: 'Tunnel',
    scope: '隧道两公里',
    specialty: 'municipal',
    committee: 5,
    consortium: true,
  },
  conditions: '市政总承包一级\n项目负责人一级建造师\n没有在建',
}
const file = (name: string) => {
  const bytes = pdf(name)
  return { name: `${name}.pdf`, size: bytes.length, bytes }
}
async function announced(form: object = {}) {
  h.city.clock.set(h.onDay(0))
  const { caseId, number } = await h.city.run(c.plan, { ...FORM, ...form }, h.officer)
  await h.city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, h.overseer)
  await h.city.run(c.attach, { caseId, name: '资格预审文件', file: file('documents') }, h.officer)
  await h.city.run(c.announce, { caseId, deadline: h.onDay(11) }, h.officer)
  return { caseId, number }
}
const apply = (number: string, i: number, more: object = {}, as: Actor = h.builders[i]!) =>
  h.city.run(
    c.apply,
    { number, name: `公司${i}`, uscc: `91350200000001000${i}`, agreed: true, file: file(`a${i}`), ...more } as never,
    as,
  )
const seen = (number: string, as?: Actor) => h.city.run(c.prequalification, { number }, as)
/** Drawn after the deadline. */
async function toReview(x: { caseId: string; number: string }): Promise<PersonActor[]> {
  h.city.clock.set(h.onDay(11, 1000))
  await h.city.settle()
  await h.city.run(c.closePool, { caseId: x.caseId, words: '晴天', checkpoint: false }, h.keeper)
  h.city.clock.advance(1000)
  await h.city.run(c.reveal, { caseId: x.caseId }, h.keeper)
  const seats: PersonActor[] = []
  for (const e of h.experts) if ((await seen(x.number, e)).now.expert) seats.push(e)
  return seats
}
const verdicts = async (number: string, seat: Actor, out: Record<string, string> = {}) =>
  (await h.city.run(c.committee, { number }, seat)).applications.map((a) => ({
    bidder: a.no,
    ...(out[a.name] ? { reject: out[a.name], reason: '证书已过期' } : {}),
  }))

test('who passed: a majority, by the conditions of the notice', () => {
  const list = conditionsOf(' 甲 \n\n乙')
  expect(list).toEqual(['甲', '乙'])
  const pass = (bidder: number) => ({ bidder, reason: '' })
  const fail = (bidder: number) => ({ bidder, reject: '2', reason: '没有' })
  expect(
    judge(list, [
      [pass(1), fail(2)],
      [fail(1), fail(2)],
      [pass(1), pass(2)],
    ]),
  ).toEqual([
    { no: 1, passed: true, reasons: [] },
    { no: 2, passed: false, reasons: ['乙：没有'] },
  ])
  // Half is no majority.
  expect(judge(list, [[fail(1)], [pass(1)]])[0]!.passed).toBe(true)
})

test('the plan and the notice: odd committees, documents, ten days', async () => {
  const plan = (more: object, as: Actor = h.officer) => code(h.city.run(c.plan, { ...FORM, ...more }, as))
  expect([await plan({ committee: 6 }), await plan({}, h.keeper)]).toEqual(['COMMITTEE', 'FORBIDDEN'])
  h.city.clock.set(h.onDay(0))
  const { caseId, number } = await h.city.run(c.plan, FORM, h.officer)
  const say = (deadline: string, as: Actor = h.officer) => code(h.city.run(c.announce, { caseId, deadline }, as))
  expect(await say(h.onDay(11))).toBe('NOT_OPEN')
  expect(await code(seen(number, h.builders[0]))).toBe('NONE')
  expect((await h.city.run(c.deskOne, { number }, h.officer)).leads).toBe(true)
  await h.city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, h.overseer)
  expect(await say(h.onDay(11))).toBe('NO_DOCUMENTS')
  const junk = { name: 'x', size: 3, bytes: new Uint8Array([1, 2, 3]) }
  expect(await code(h.city.run(c.attach, { caseId, name: '文件', file: junk }, h.officer))).toBe('FILE')
  await h.city.run(c.attach, { caseId, name: '文件', file: file('d') }, h.officer)
  expect(await say(h.onDay(10, -1))).toBe('TOO_SOON')
  expect(await say(h.onDay(10), h.keeper)).toBe('FORBIDDEN')
  expect(await say(h.onDay(10))).toBe('OK')
})

test('the documents are clarified three days before the deadline, or it moves; an objection is answered, and until then it stands still', async () => {
  const { caseId, number } = await announced()
  const clarify = (more: object = {}, as: Actor = h.officer) =>
    code(h.city.run(c.clarify, { caseId, words: '业绩以合同为准。', affects: true, ...more }, as))
  const object = (as: Actor | undefined) =>
    code(h.city.run(c.object, { caseId, words: '条件一指向特定企业。' }, as as never))
  expect([await clarify({}, h.keeper), await clarify({ words: '' })]).toEqual(['FORBIDDEN', 'INVALID'])
  expect(await clarify({ deadline: h.onDay(9) })).toBe('EARLIER')
  expect(await clarify()).toBe('OK')
  expect([await object(anonymous), await object(h.officer)]).toEqual(['LOGIN_REQUIRED', 'OWN'])
  h.city.clock.set(h.onDay(8, 1000))
  expect(await clarify()).toBe('POSTPONE')
  expect(await clarify({ affects: false })).toBe('OK')
  expect((await seen(number, h.builders[0])).now.object).toBe(true)
  expect(await object(h.builders[0])).toBe('OK')
  const mine = await seen(number, h.builders[0])
  expect(mine.objections[0]).toMatchObject({ words: '条件一指向特定企业。', answer: null })
  expect((await seen(number, h.builders[1])).objections[0]!.words).toBeNull()
  const said = await h.city.database
    .owner`select public::text as said, actor::text as actor from platform.act where published and subject_id = ${caseId}::uuid`
  expect(said.some((r) => `${r.said}${r.actor}`.includes(h.builders[0]!.personId))).toBe(false)
  for (const i of [0, 1, 2]) await apply(number, i)
  // Two days before the end nobody objects any more; the end moves to the fifteenth, and the old one closes nothing.
  h.city.clock.set(h.onDay(9, 1000))
  expect(await object(h.builders[1])).toBe('NOT_NOW')
  expect(await clarify({ deadline: h.onDay(15) })).toBe('OK')
  h.city.clock.set(h.onDay(12))
  await h.city.settle()
  expect((await seen(number)).status).toBe('open')
  h.city.clock.set(h.onDay(15, 1000))
  await h.city.settle()
  expect((await seen(number)).status).toBe('closed')
  expect(await clarify()).toBe('NOT_NOW')
  const pool = () => code(h.city.run(c.closePool, { caseId, words: '晴天', checkpoint: false }, h.keeper))
  expect(await pool()).toBe('STANDSTILL')
  const answer = (n: number, as: Actor = h.officer) =>
    code(h.city.run(c.answer, { caseId, objection: n, words: '已经改为同类业绩。' }, as))
  expect([await answer(2), await answer(1, h.keeper)]).toEqual(['NONE', 'FORBIDDEN'])
  const { clocks } = await h.city.run(c.deskOne, { number }, h.officer)
  expect(clocks['prequalification.answer']!.due).toBe('2026-03-13')
  expect([await answer(1), await answer(1)]).toEqual(['OK', 'NONE'])
  expect(await pool()).not.toBe('STANDSTILL')
  expect((await seen(number)).objections[0]!.answer).toBe('已经改为同类业绩。')
})

describe('applications', () => {
  test('whole, by outsiders, until the deadline, again; nothing published says who or how many', async () => {
    const { number } = await announced()
    const say = (i: number, more: object = {}, as?: Actor) => code(apply(number, i, more, as))
    expect(await say(0, {}, anonymous)).toBe('LOGIN_REQUIRED')
    expect(await say(0, {}, h.officer)).toBe('OWN')
    expect(await say(0, { uscc: '9135' })).toBe('INVALID')
    expect(await say(0, { file: { name: 'x', size: 2, bytes: new Uint8Array([1, 2]) } })).toBe('FILE')
    expect(await say(0, { members: '某公司' })).toBe('MEMBERS')
    expect(await say(0, { members: '公司9 913502000000010090 机电' })).toBe('AGREEMENT')
    const plain = await announced({ consortium: false })
    expect(await code(apply(plain.number, 0, { members: '公司9 913502000000010090 机电', agreement: file('g') }))).toBe(
      'NO_CONSORTIUM',
    )
    expect(await say(0, { members: '公司9 913502000000010090 机电', agreement: file('g') })).toBe('OK')
    expect((await seen(number, h.builders[0])).now.mine!.files).toEqual(['a0.pdf', AGREEMENT])
    expect(await say(0)).toBe('OK')
    const again = await seen(number, h.builders[0])
    expect([again.now.mine!.files, again.now.mine!.passed]).toEqual([['a0.pdf'], null])
    expect((await seen(number, h.builders[1])).now.mine).toBeNull()
    const said = await h.city.database
      .owner`select public::text as said, actor::text as actor from platform.act where published`
    expect(said.some((r) => `${r.said}${r.actor}`.includes(h.builders[0]!.personId) || r.said.includes('公司0'))).toBe(
      false,
    )
    h.city.clock.set(h.onDay(11))
    expect(await say(1)).toBe('NOT_NOW')
  })
  test('fewer than three: it failed', async () => {
    const { number } = await announced()
    for (const i of [0, 2]) await apply(number, i)
    h.city.clock.set(h.onDay(11, 1000))
    await h.city.settle()
    expect((await seen(number)).status).toBe('failed')
  })
  test('three of whom one does not pass: too few, and each is told all the same', async () => {
    const x = await announced()
    for (const i of [0, 2, 3]) await apply(x.number, i)
    const seats = await toReview(x)
    for (const s of seats)
      await h.city.run(c.review, { caseId: x.caseId, verdicts: await verdicts(x.number, s, { 公司3: '1' }) }, s)
    await h.city.run(c.report, { caseId: x.caseId }, seats[0]!)
    await h.city.run(c.notify, { caseId: x.caseId }, h.officer)
    expect((await seen(x.number)).status).toBe('failed')
    expect((await seen(x.number, h.builders[0])).now.mine!.passed).toBe(true)
    expect(await code(h.plan({ prequalified: x.number, consortium: true }))).toBe('NOT_PREQUALIFIED')
  })
})

test('the review: alone and once, by the conditions; each reads his own result; only who passed bids, as who passed', async () => {
  const x = await announced()
  await apply(x.number, 0)
  await apply(x.number, 2, { members: '公司9 913502000000010090 机电', agreement: file('g') })
  for (const i of [3, 4]) await apply(x.number, i)
  const seats = await toReview(x)
  expect(seats).toHaveLength(5)
  const { caseId, number } = x
  const review = async (as: Actor, list: unknown) => code(h.city.run(c.review, { caseId, verdicts: list as never }, as))
  const all = await verdicts(number, seats[0]!, { 公司3: '2' })
  expect(await review(h.builders[0]!, all)).toBe('FORBIDDEN')
  expect(await review(seats[0]!, all.slice(1))).toBe('ALL')
  expect(
    await review(
      seats[0]!,
      all.map((v) => (v.reject ? { ...v, reject: '4' } : v)),
    ),
  ).toBe('NO_CONDITION')
  expect(
    await review(
      seats[0]!,
      all.map((v) => (v.reject ? { ...v, reason: '' } : v)),
    ),
  ).toBe('REASON')
  expect(await code(h.city.run(c.report, { caseId }, seats[0]!))).toBe('WAITING')
  for (const s of seats) expect(await review(s, all)).toBe('OK')
  expect(await review(seats[0]!, all)).toBe('ONCE')
  const { applications } = await h.city.run(c.committee, { number }, seats[0]!)
  const sha256 = applications[0]!.files[0]!.sha256
  expect((await h.city.run(c.readFile, { number, sha256 }, seats[0]!)).bytes.length).toBeGreaterThan(100)
  for (const as of [h.builders[1], h.officer])
    expect(await code(h.city.run(c.readFile, { number, sha256 }, as))).toBe('NONE')
  await h.city.run(c.report, { caseId }, seats[1]!)
  // Not before the notices.
  expect((await seen(number, h.builders[3])).now.mine!.passed).toBeNull()
  await h.city.run(c.notify, { caseId }, h.officer)
  const told = async (i: number) => (await seen(number, h.builders[i])).now.mine!
  expect([(await told(0)).passed, (await told(3)).passed]).toEqual([true, false])
  expect((await told(3)).reasons).toEqual(['项目负责人一级建造师：证书已过期'])
  expect(await code(h.city.run(c.passed, { number }, h.officer))).toBe('FORBIDDEN')

  expect(await code(h.plan({ prequalified: number }))).toBe('NOT_PREQUALIFIED')
  const tender = await h.announced({ prequalified: number, consortium: true })
  expect(await code(h.city.run(t.register, { number: tender.number, agreed: true }, h.builders[3]))).toBe('NOT_PASSED')
  const right = { identity: { members: '公司9 913502000000010090 机电' }, files: [AGREEMENT, '技术标.pdf'] }
  const alone = await h.bid(tender, 2, 960)
  await h.bid(tender, 0, 950)
  await h.bid(tender, 4, 955)
  const judges = await h.toEvaluation(tender)
  const faults = (await h.city.run(t.committee, { number: tender.number }, judges[0]!)).bids.map((b) => [
    b.bidder,
    b.faults.length,
  ])
  // The second passed as a consortium and bids alone.
  expect(faults.filter(([, n]) => n! > 0)).toEqual([[alone, 1]])
  const other = await h.announced({ prequalified: number, consortium: true })
  const whole = await h.bid(other, 2, 960, 1, right)
  await h.bid(other, 0, 950)
  await h.bid(other, 4, 955)
  const seats2 = await h.toEvaluation(other)
  const fine = (await h.city.run(t.committee, { number: other.number }, seats2[0]!)).bids.find(
    (b) => b.bidder === whole,
  )
  expect(fine!.faults).toEqual([])
})
