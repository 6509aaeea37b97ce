// A project from its proposal to the hand-over on a real database: who may what, what would break the money, what the rules find.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, Problem } from '../../kernel/platform/index.ts'
import watch from '../../kernel/watch/index.ts'
import { PDF, type TestCity, testCity } from '../../test/city.ts'
import rulebook from '../rulebook/index.ts'
import { measuresOfCase } from '../supervision/contract.ts'
import supervision from '../supervision/index.ts'
import * as c from './contract.ts'
import { demo } from './demo.ts'
import projects from './index.ts'
import { sitePicture } from './site-picture.ts'
import { projects as list, project, viewProject } from './views.contract.ts'
import * as w from './works.contract.ts'

const NOW = '2026-11-02T02:00:00Z'
let city: TestCity
let [owner, certifier, approver, finance, filer, auditor, stranger, chief]: Actor[] = []
beforeAll(async () => {
  city = await testCity({ more: [watch, supervision, rulebook, projects], start: '2025-10-01T01:00:00Z' })
  await demo({
    home: '350200',
    now: new Date(NOW),
    perform: (contract: never, input: never, by: { as: Actor; at: Date }) => {
      city.clock.set(by.at)
      return city.run(contract, input, by.as)
    },
    read: (work: never) => city.db.transaction().execute(work),
  } as never)
  city.clock.set(NOW)
  const as = (unit: string, role: string) =>
    city.db.transaction().execute((tx) => actorOfLogin(tx, `${role}-${unit}`, `350200-${unit}/${role}`))
  owner = await as('shizheng', 'project-officer')
  certifier = await as('shizheng', 'project-certifier')
  stranger = await as('jiaotong', 'project-officer')
  approver = await as('fagai', 'project-approver')
  finance = await as('caizheng', 'project-finance')
  filer = await as('jianshe', 'project-filer')
  auditor = await as('shenji', 'project-auditor')
  chief = await city.officer('350200-jiancha', 'chief-supervisor')
})
afterAll(() => city.close())
beforeEach(() => city.clock.set(NOW))

let serial = 0
const FORM = {
  name: '测试桥梁',
  nameEn: 'Test bridge',
  sector: 'roads',
  place: '思明区',
  purpose: '两岸没有直通的路。',
  scale: '主桥 240 米。',
  from: '2026-12-01',
  to: '2027-12-01',
  simplified: 'none',
} as const
const nextCode = () => `2026-350200-48-01-${String(++serial).padStart(6, '9')}`
const propose = (more: object = {}, as: Actor = owner!) =>
  city.run(c.propose, { ...FORM, code: nextCode(), ...more } as never, as)
const decide = (caseId: string, outcome: 'approve' | 'return' | 'restudy' = 'approve', as = approver!) =>
  city.run(c.decide, { caseId, outcome, opinion: '符合规划。' }, as)
const refusal = (run: Promise<unknown>) =>
  run.then(
    () => 'OK',
    (e) => (e instanceof Problem ? `${e.code} ${e.detail?.zh ?? ''}`.trim() : `unexpected: ${e.message}`),
  )
const sign = (caseId: string, more: object = {}, as: Actor = owner!) =>
  city.run(
    w.sign,
    {
      caseId,
      contract: 'C-1',
      lot: '主桥',
      contractor: '某公司',
      amount: 900_00,
      from: '2026-12-01',
      to: '2027-06-01',
      ...more,
    } as never,
    as,
  )
/** As far as its budget: estimate 1000.00, design 1050.00, budget 1050.00 yuan. */
async function budgeted(more: object = {}) {
  const made = await propose(more)
  const { caseId } = made
  await decide(caseId)
  await city.run(c.study, { caseId, amount: 1000_00, summary: '可行。' }, owner!)
  await decide(caseId)
  await city.run(c.estimate, { caseId, amount: 1050_00 }, owner!)
  await decide(caseId)
  await city.run(c.budget, { caseId, amount: 1050_00, fund: '市级资金' }, finance!)
  return made
}
async function building() {
  const made = await budgeted()
  await city.run(w.tender, { caseId: made.caseId, lot: '主桥', market: '350200-2026-000077' }, owner!)
  await sign(made.caseId)
  return made
}
const photo = (caseId: string, as: Actor = owner!) => {
  const bytes = sitePicture(40)
  return city.run(cases.addPaper, { caseId, slot: 'progress', file: { name: 'a.png', size: bytes.length, bytes } }, as)
}
const lights = async (number: string) => {
  await city.settle()
  const { lights: found } = await city.run(measuresOfCase, { number }, chief!)
  // A test does its steps in no time, and no office answers: rules on bursts and on supervisors are others' to test.
  return [...new Set(found.filter((l) => l.ruleId.startsWith('iv')).map((l) => `${l.ruleId} ${l.light}`))].sort()
}

describe('what is read', () => {
  test('everybody reads acts, sums and photographs’ digests; opinions and reasons nobody outside', async () => {
    const { number } = (await city.run(list, {}, anonymous)).rows.find((r) => r.name.startsWith('杏林湾'))!
    const seen = await city.run(project, { number }, anonymous)
    expect(seen.acts.length).toBeGreaterThan(15)
    expect(seen.ledger.photos.map((x) => x.sha256.length)).toEqual([64, 64])
    expect(JSON.stringify(seen)).not.toContain('重新报送可行性研究报告。')
    expect(await code(city.run(viewProject, { number }, citizen()))).toBe('FORBIDDEN')
    expect(await code(city.run(project, { number: '350200-2026-999999' }, anonymous))).toBe('NO_PROJECT')
    const mine = await city.run(viewProject, { number }, finance!)
    expect(mine.may).toEqual(['pay', 'rebudget'])
  })
  test('the four of the demonstration: one without a flag from end to end, one in order, two with flags', async () => {
    const { rows: all } = await city.run(list, {}, anonymous)
    const of = async (name: string) => lights(all.find((r) => r.name.startsWith(name))!.number)
    expect(await of('滨北')).toEqual([])
    expect(await of('环岛')).toEqual([])
    expect(await of('杏林湾')).toEqual(['iv2 red', 'iv3-changed-near yellow', 'iv4 yellow', 'iv7 red', 'iv7-audit red'])
    expect(await of('筼筜')).toEqual(['iv1 red'])
    expect(all.filter((r) => r.late).map((r) => r.name.slice(0, 3))).toEqual(['杏林湾'])
  })
})

test('a proposal: by a project officer, under a code of its own, in order of time', async () => {
  expect(await code(propose({}, approver!))).toBe('FORBIDDEN')
  expect(await code(propose({}, anonymous))).toBe('LOGIN_REQUIRED')
  expect(await code(propose({ to: '2026-11-30' }))).toBe('TIMES')
  expect(await code(propose({ code: '2026-1' }))).toBe('INVALID')
  const taken = nextCode()
  await propose({ code: taken })
  expect(await code(propose({ code: taken }))).toBe('CODE_TAKEN')
  const rivals = nextCode()
  const both = await Promise.all([code(propose({ code: rivals })), code(propose({ code: rivals }, stranger!))])
  expect(both.sort()).toEqual(['CODE_TAKEN', 'OK'])
})

test('each stage by its own post; refused, returned, sent back to the study, or simplified', async () => {
  const { caseId, number } = await propose()
  expect(await code(decide(caseId, 'approve', finance!))).toBe('FORBIDDEN')
  expect(await code(decide(caseId, 'restudy'))).toBe('RESTUDY')
  await decide(caseId)
  expect(await code(city.run(c.study, { caseId, amount: 1000_00, summary: '可行。' }, stranger!))).toBe('FORBIDDEN')
  await city.run(c.study, { caseId, amount: 1000_00, summary: '可行。' }, owner!)
  await decide(caseId, 'return')
  await city.run(c.study, { caseId, amount: 900_00, summary: '压缩规模。' }, owner!)
  await decide(caseId)
  const estimate = (amount: number, over?: string) =>
    city.run(c.estimate, { caseId, amount, ...(over ? { over } : {}) }, owner!)
  expect(await code(estimate(990_01))).toBe('OVER')
  await estimate(990_01, '地质变化。')
  expect(await lights(number)).toEqual(['iv2 red'])
  await decide(caseId, 'restudy')
  expect(await code(estimate(950_00))).toBe('NOT_OPEN')
  await city.run(c.study, { caseId, amount: 950_00, summary: '补勘后重编。' }, owner!)
  await decide(caseId)
  await estimate(1000_00)
  await decide(caseId)
  const budget = (amount: number, as = finance!) => city.run(c.budget, { caseId, amount, fund: '市级资金' }, as)
  expect(await code(budget(1000_00, approver!))).toBe('FORBIDDEN')
  expect(await refusal(budget(1000_01))).toContain('LINK 预算 1,000.01 元会超过核定概算 1,000.00 元，差 0.01 元')
  await budget(1000_00)
  expect((await city.run(project, { number })).status).toBe('building')

  const simple = await propose({ simplified: 'small' })
  await decide(simple.caseId)
  await city.run(c.estimate, { caseId: simple.caseId, amount: 500_00 }, owner!)
  await decide(simple.caseId)
  expect((await city.run(project, { number: simple.number })).status).toBe('budgeting')

  const refused = await propose()
  await decide(refused.caseId, 'return')
  expect((await city.run(cases.viewCase, { number: refused.number }, owner!)).closed).toBe(true)
})

test('a contract has its tender, keeps to the budget, and tells what it should not hold', async () => {
  const { caseId, number } = await budgeted()
  expect(await code(sign(caseId))).toBe('NO_TENDER')
  const tender = (more: object, as = owner!) => code(city.run(w.tender, { caseId, lot: '主桥', ...more } as never, as))
  expect(await tender({})).toBe('EITHER')
  expect(await tender({ market: '350200-2026-000001', exempt: '小额。' })).toBe('EITHER')
  expect(await tender({ market: '招标第一号' })).toBe('INVALID')
  expect(await tender({ market: '350200-2026-000001' }, stranger!)).toBe('FORBIDDEN')
  expect(await tender({ market: '350200-2026-000001' })).toBe('OK')
  expect(await code(sign(caseId, { amount: 1050_01 }))).toBe('LINK')
  expect(await code(sign(caseId, { payWithin: 61 }))).toBe('TOO_LONG')
  expect(await code(sign(caseId, { advance: 900_01 }))).toBe('ADVANCE')
  expect(await code(sign(caseId, { to: '2026-12-01' }))).toBe('TIMES')
  expect(await code(sign(caseId, {}, certifier!))).toBe('FORBIDDEN')
  await sign(caseId, { afterAudit: true, prefinanced: true, amount: 1000_00 })
  expect(await code(sign(caseId))).toBe('EXISTS')
  expect(await lights(number)).toEqual(['iv3-near yellow', 'iv7-audit red', 'iv7-prefinanced red'])
})

test('changes: within the budget, jointly checked or with a light; the budget moves only within the estimates', async () => {
  const { caseId, number } = await building()
  const change = (amount: number, joint = true, as = owner!) =>
    city.run(w.change, { caseId, contract: 'C-1', amount, ground: 'design', joint, reason: '图纸会审。' }, as)
  expect(await code(change(10_00, true, certifier!))).toBe('FORBIDDEN')
  expect(
    await code(
      city.run(w.change, { caseId, contract: 'C-9', amount: 1, ground: 'site', reason: '现场签证。' } as never, owner!),
    ),
  ).toBe('NO_CONTRACT')
  expect(await code(change(0))).toBe('INVALID')
  await change(90_00, false)
  expect(await lights(number)).toEqual([])
  await change(1, false)
  expect(await lights(number)).toEqual(['iv4 yellow'])
  expect(await code(change(60_00))).toBe('LINK')
  const rebudget = (amount: number, as = finance!) => code(city.run(c.rebudget, { caseId, amount, fund: '追加' }, as))
  expect(await rebudget(1060_00)).toBe('LINK')
  expect(await rebudget(900_00)).toBe('LINK')
  const adjust = (amount: number, as = approver!) =>
    code(city.run(c.adjust, { caseId, amount, ground: 'prices', reason: '钢材涨价。' }, as))
  expect(await adjust(1200_00, finance!)).toBe('FORBIDDEN')
  expect(await adjust(1049_99)).toBe('LINK')
  expect(await adjust(1200_00)).toBe('OK')
  expect(await rebudget(1200_00, approver!)).toBe('FORBIDDEN')
  expect(await rebudget(1200_00)).toBe('OK')
  expect(await code(change(60_00))).toBe('OK')
  const seen = await city.run(project, { number })
  expect(seen.ledger.links.every((l) => l.holds)).toBe(true)
  expect(seen.ledger.money).toMatchObject({ budget: 1200_00, contracts: 900_00, changes: 150_01, adjusted: true })
})

test('certified by another post than who reports, paid by the treasury, never more; overdue payment gets its light', async () => {
  const { caseId, number } = await building()
  const certify = (amount: number, as = certifier!, what: 'progress' | 'advance' = 'progress') =>
    city.run(w.certify, { caseId, what, contract: 'C-1', amount }, as)
  const pay = (amount: number, as = finance!) =>
    city.run(w.pay, { caseId, contract: 'C-1', amount, voucher: 'ZF01' }, as)
  expect(await code(certify(1, owner!))).toBe('FORBIDDEN')
  expect(await code(certify(1, certifier!, 'advance'))).toBe('LINK')
  expect(await code(certify(900_01))).toBe('LINK')
  expect(await code(pay(1))).toBe('LINK')
  expect((await certify(400_00)).payBy).toBe('2026-12-02')
  expect(await code(pay(100, owner!))).toBe('FORBIDDEN')
  expect(await refusal(pay(400_01))).toContain('LINK 已支付 400.01 元会超过已核定 400.00 元')
  // Two payments at once: only what was certified is paid.
  const both = await Promise.all([code(pay(300_00)), code(pay(300_00))])
  expect(both.sort()).toEqual(['LINK', 'OK'])
  city.clock.set('2026-12-04T02:00:00Z')
  expect(await lights(number)).toEqual(['iv7 red'])
  await pay(100_00)
  await city.settle()
  const { lights: after } = await city.run(measuresOfCase, { number }, chief!)
  expect(after.filter((l) => l.ruleId === 'iv7').map((l) => l.clearedAt !== null)).toEqual([true])
})

test('progress needs a photograph, is not told backwards, and is late by the contract’s days', async () => {
  const { caseId, number } = await building()
  const report = (percent: number, as = owner!) => city.run(w.report, { caseId, percent, said: '打桩。' }, as)
  const start = (on: string, as = owner!) => city.run(w.start, { caseId, on, permit: 'SG-1' }, as)
  expect(await code(report(10))).toBe('NOT_NOW')
  expect(await code(start('2026-11-03'))).toBe('DAY')
  expect(await code(start('2026-11-02', certifier!))).toBe('FORBIDDEN')
  await start('2026-11-02')
  expect(await code(start('2026-11-02'))).toBe('ONCE')
  expect(await lights(number)).toEqual([])
  expect(await code(report(10))).toBe('NO_PHOTO')
  const pdf = { name: 'a.pdf', size: PDF.length, bytes: PDF }
  await city.run(cases.addPaper, { caseId, slot: 'progress', file: pdf }, owner!)
  expect(await code(report(10))).toBe('NO_PHOTO')
  expect(await code(photo(caseId, stranger!))).not.toBe('OK')
  await photo(caseId)
  expect(await code(report(10, stranger!))).toBe('FORBIDDEN')
  expect(await code(report(101))).toBe('INVALID')
  expect((await report(10)).late).toBe(false)
  expect(await code(report(12))).toBe('NO_PHOTO')
  city.clock.set('2027-03-03T02:00:00Z')
  expect(await lights(number)).toEqual(['iv9-silent yellow'])
  await photo(caseId)
  expect(await code(report(9))).toBe('BACKWARDS')
  expect((await report(30)).late).toBe(true)
  await city.settle()
  const { measures } = await city.run(measuresOfCase, { number }, chief!)
  expect(measures.map((m) => m.kind)).toEqual(['reminder'])
})

test('works that began before their approvals are recorded, and get a red light; an emergency does not', async () => {
  const early = await propose()
  await city.run(w.start, { caseId: early.caseId, on: '2026-10-30' }, owner!)
  expect(await lights(early.number)).toEqual(['iv1 red'])
  const urgent = await propose({ simplified: 'emergency' })
  await city.run(w.start, { caseId: urgent.caseId, on: '2026-10-30' }, owner!)
  expect(await lights(urgent.number)).toEqual([])
})

test('accepted, filed, settled, audited, handed over', async () => {
  const { caseId, number } = await building()
  const accept = (on: string, as = owner!) => code(city.run(c.accept, { caseId, on, said: '合格。' }, as))
  expect(await accept('2026-11-02')).toBe('NOT_STARTED')
  await city.run(w.start, { caseId, on: '2026-11-02' }, owner!)
  expect(await accept('2026-11-01')).toBe('DAY')
  expect(await accept('2026-11-03')).toBe('DAY')
  expect(await accept('2026-11-02', certifier!)).toBe('FORBIDDEN')
  expect(await accept('2026-11-02')).toBe('OK')
  await city.run(w.certify, { caseId, what: 'progress', contract: 'C-1', amount: 800_00 }, certifier!)
  city.clock.set('2026-11-18T02:00:00Z')
  expect(await lights(number)).toEqual(['iv8 yellow'])
  expect(await code(city.run(c.file, { caseId, record: '备-1' }, owner!))).toBe('FORBIDDEN')
  await city.run(c.file, { caseId, record: '备-1' }, filer!)
  const settle = (amount: number, as = finance!) => code(city.run(c.settle, { caseId, amount, opinion: '审减。' }, as))
  expect(await settle(799_99)).toBe('LINK')
  expect(await settle(900_01)).toBe('LINK')
  expect(await settle(880_00, auditor!)).toBe('FORBIDDEN')
  expect(await settle(880_00)).toBe('OK')
  expect(await code(city.run(w.certify, { caseId, what: 'progress', contract: 'C-1', amount: 1 }, certifier!))).toBe(
    'NOT_NOW',
  )
  // An opinion of the auditors is no condition of payment (保障中小企业款项支付条例 art. 12).
  await city.run(w.pay, { caseId, contract: 'C-1', amount: 800_00, voucher: 'ZF02' }, finance!)
  expect(await code(city.run(c.audit, { caseId, found: 1, opinion: '基本真实。' }, finance!))).toBe('FORBIDDEN')
  await city.run(c.audit, { caseId, found: 1, opinion: '基本真实。' }, auditor!)
  await city.run(c.handOver, { caseId, to: '市桥隧中心', returned: false }, owner!)
  expect(await lights(number)).toEqual(['iv8 yellow', 'iv8-surplus yellow'])
  const seen = await city.run(project, { number })
  expect([seen.status, seen.ledger.handed]).toEqual(['done', { to: '市桥隧中心', surplus: 170_00, returned: false }])
})
