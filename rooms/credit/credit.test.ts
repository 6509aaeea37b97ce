import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin, contract as identity } from '../../kernel/identity/index.ts'
import { ledgerRoom, memoryTiles, openLog } from '../../kernel/ledger/index.ts'
import parties, { contract as marks } from '../../kernel/parties/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, actsOf, anonymous, newId, system, text } from '../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'
import { endFact } from './end-fact.ts'
import credit from './index.ts'
import { reportDigest } from './make-report.ts'
import { lastDay } from './term.rules.ts'

const DAY = 86_400_000
const log = openLog({
  origin: 'credit.example/350200',
  store: memoryTiles(),
  signer: { name: 'x', vkey: '', vkeys: () => [], keys: () => [], align: () => {}, sign: () => '' },
})
const UNIT = '350200-jianshe'
const OWN = '91350200000001000X'
let city: TestCity
let who: Actor
let head: Actor
let me: Actor
let serial = 0
beforeAll(async () => {
  city = await testCity({ more: [parties, credit, ledgerRoom(log)] })
  const set = system('founding')
  await city.run(
    identity.definePost,
    { code: `${UNIT}/credit`, unit: UNIT, title: text('信用', 'Credit'), role: 'credit-officer' },
    set,
  )
  const { id } = await city.run(
    identity.enrolPerson,
    { login: 'credit', name: '黄信', password: 'gnomon-demo', demonstration: true },
    set,
  )
  await city.run(identity.appoint, { personId: id, post: `${UNIT}/credit`, startsOn: '2026-03-01' }, set)
  who = await city.db.transaction().execute((tx) => actorOfLogin(tx, 'credit', `${UNIT}/credit`))
  head = await city.officer(UNIT, 'approver')
  me = await city.citizen()
})
afterAll(() => city.close())

const today = () => new Date(city.clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
const fact = (more: object = {}, as: Actor = who) =>
  city.run(
    c.recordFact,
    {
      subject: { uscc: OWN },
      name: '鹭岛建设有限公司（演示）',
      kind: 'decision',
      title: text('串通投标', 'Collusion'),
      document: `厦建监决〔2026〕${++serial}号`,
      on: today(),
      ...more,
    } as never,
    as,
  )
const open = async (list = 'tender-ban', more: object = {}) =>
  city.run(c.openListing, { factId: (await fact(more)).id, list, reason: '符合认定条件。' }, who)
const serve = (caseId: string, document: string, as: Actor = who) =>
  city.run(documents.serveDocument, { caseId, document, how: 'in-person', on: today(), receiver: '王经理' }, as)
const noticed = async (list?: string, more?: object) => {
  const made = await open(list, more)
  const { document } = await city.run(c.notice, { caseId: made.caseId, reasons: '约定报价。' }, who)
  await serve(made.caseId, document)
  return made
}
const went = { outcome: 'go' as const, adopted: 'none-made' as const, opinion: '期限内没有提出。' }
async function listed(list = 'tender-ban', months = 12, more?: object) {
  const made = await noticed(list, more)
  city.clock.advance(12 * DAY)
  await city.run(c.weigh, { caseId: made.caseId, ...went }, who)
  const given = { caseId: made.caseId, outcome: 'list' as const, to: lastDay(today(), months), reason: '事实清楚。' }
  const { document } = await city.run(c.decide, given, head)
  const { document: guide } = await city.run(c.tell, { caseId: made.caseId }, who)
  for (const d of [document!, guide]) await serve(made.caseId, d)
  const { mark } = await city.run(c.publish, { caseId: made.caseId }, head)
  return { ...made, mark }
}
const shown = async (uscc = OWN) =>
  (await city.run(c.recordOf, { uscc }).catch(() => ({ listings: [] }))).listings.map((l) => l.number)

describe('a listing', () => {
  test('stands on a law, on a final document, and on one document once', async () => {
    const of = (more: object, list = 'tender-ban', as = who) =>
      fact(more).then((f) => code(city.run(c.openListing, { factId: f.id, list, reason: '符合条件。' }, as)))
    expect(await of({}, 'market-supervision-serious')).toBe('NO_BASIS')
    expect(await of({}, 'local-arrears')).toBe('NO_BASIS')
    expect(await of({}, 'nobody-knows')).toBe('NO_LIST')
    expect(await of({ kind: 'award' })).toBe('GROUND')
    expect(await code(city.run(c.openListing, { factId: newId(), list: 'tender-ban', reason: '符合。' }, who))).toBe(
      'NO_FACT',
    )
    const { id } = await fact()
    const again = () => code(city.run(c.openListing, { factId: id, list: 'tender-ban', reason: '符合。' }, who))
    expect((await Promise.all([again(), again()])).sort()).toEqual(['OK', 'TWICE'])
    expect(await again()).toBe('TWICE')
    expect(await code(city.run(c.openListing, { factId: id, list: 'tender-ban', reason: '符合。' }, me))).toBe(
      'FORBIDDEN',
    )
    expect(await code(fact({ on: '2026-03-05', until: '2026-03-01' }))).toBe('BACKWARDS')
    expect(await code(fact({ subject: { uscc: '1' } }))).toBe('INVALID')
    expect(await code(fact({}, me))).toBe('FORBIDDEN')
    const twice = { document: '同一份' }
    await fact(twice)
    expect(await code(fact(twice))).toBe('KNOWN')
  })

  test('is told, heard, decided within its term, served with its repair, and only then shown', async () => {
    const { caseId, number } = await open()
    expect(await code(city.run(c.weigh, { caseId, ...went }, who))).toBe('NOT_OPEN')
    expect(await code(city.run(c.object, { caseId, objection: '不是我们。' }, me))).toBe('NOT_NOW')
    expect(await code(city.run(c.notice, { caseId, reasons: '约定报价。' }, head))).toBe('FORBIDDEN')
    const { document } = await city.run(c.notice, { caseId, reasons: '约定报价。' }, who)
    expect(document).toMatch(/^厦建信告〔2026〕\d+号$/)
    expect(await code(city.run(c.weigh, { caseId, ...went }, who))).toBe('NOT_SERVED')
    await serve(caseId, document)
    expect(await code(city.run(c.weigh, { caseId, ...went }, who))).toBe('TOO_EARLY')
    expect(await code(city.run(c.object, { caseId, objection: '不是我们。' }, citizen()))).toBe('FORBIDDEN')
    await city.run(c.object, { caseId, objection: '不是我们投的标。' }, me)
    expect(await code(city.run(c.weigh, { caseId, ...went }, who))).toBe('ANSWER')
    await city.run(c.weigh, { caseId, ...went, adopted: 'not', opinion: '经核实，印章属实。' }, who)
    const decide = (to?: string, as = head) =>
      code(city.run(c.decide, { caseId, outcome: 'list', ...(to ? { to } : {}), reason: '事实清楚。' }, as))
    expect(await decide()).toBe('NO_END')
    expect(await decide('2020-01-01')).toBe('BACKWARDS')
    expect(await decide(lastDay(today(), 37))).toBe('TERM')
    expect(await decide(lastDay(today(), 12), who)).toBe('FORBIDDEN')
    expect(await decide(lastDay(today(), 12))).toBe('OK')
    const { document: guide } = await city.run(c.tell, { caseId }, who)
    expect(await code(city.run(c.publish, { caseId }, head))).toBe('NOT_SERVED')
    await serve(caseId, guide)
    expect(await code(city.run(c.publish, { caseId }, head))).toBe('NOT_SERVED')
    const view = await city.run(cases.viewCase, { number }, who)
    await serve(caseId, view.documents.find((d) => d.kind === 'listing-decision')!.number)
    expect(await shown()).toEqual([])
    expect(await code(city.run(c.publish, { caseId }, who))).toBe('FORBIDDEN')
    await city.run(c.publish, { caseId }, head)
    expect(await shown()).toEqual([number])
    // What the subject said is behind the commitment; code and term are public.
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    const out = JSON.stringify(acts.map((a) => a.public))
    expect(out).toContain(OWN)
    expect(out).not.toContain('投的标')
    await city.run(c.annul, { caseId, reason: '原决定被法院撤销。' }, head)
  })

  test('dropped, its document can be used again', async () => {
    const { id } = await fact()
    const again = () => city.run(c.openListing, { factId: id, list: 'tender-ban', reason: '符合。' }, who)
    const { caseId } = await again()
    const { document } = await city.run(c.notice, { caseId, reasons: '约定报价。' }, who)
    await serve(caseId, document)
    await city.run(c.object, { caseId, objection: '窗口陈述：时间不对。' }, who)
    await city.run(c.weigh, { caseId, outcome: 'drop', adopted: 'adopted', opinion: '意见成立。' }, who)
    expect(await code(again())).toBe('OK')
  })

  test('an objection is shown at once and settled by the unit; so is a review', async () => {
    const { caseId, number } = await listed()
    const flag = (more: object, as: Actor) =>
      code(city.run(c.flag, { caseId, flag: 'objection', on: true, reason: '数额不对。', ...more } as never, as))
    expect(await flag({ flag: 'review' }, me)).toBe('FORBIDDEN')
    expect(await flag({}, citizen())).toBe('FORBIDDEN')
    expect(await flag({}, me)).toBe('OK')
    expect(await flag({}, me)).toBe('SAME')
    const [l] = (await city.run(c.recordOf, { uscc: OWN })).listings
    expect(l!.flags).toEqual(['objection'])
    // Two working days: on the third it is late.
    const count = async () => (await city.run(cases.viewCase, { number }, who)).now?.count
    expect((await count())?.overdue).toBe(false)
    city.clock.advance(7 * DAY)
    expect((await count())?.overdue).toBe(true)
    expect(await flag({ on: false }, me)).toBe('FORBIDDEN')
    expect(await flag({ on: false }, who)).toBe('OK')
    expect(await flag({ flag: 'review' }, head)).toBe('OK')
    await city.run(c.annul, { caseId, reason: '撤销。' }, head)
    expect(await flag({}, me)).toBe('NOT_LISTED')
    expect(await code(city.run(c.annul, { caseId, reason: '撤销。' }, head))).toBe('NOT_LISTED')
  })
})

describe('how it ends: display, sharing and measures together', () => {
  const bars = async (uscc = OWN) =>
    (await city.run(marks.marksOf, { subject: { uscc } })).filter((m) => m.list === 'tender-ban').length
  test('repaired, after the least term, by who listed it, on application of the subject', async () => {
    const { number } = await listed()
    const ask = (as: Actor = me, listing = number) =>
      city.run(c.applyRepair, { listing, corrected: '已缴清并整改。', promise: '不再违反。' }, as)
    expect(await code(ask())).toBe('TOO_EARLY')
    expect(await code(ask(citizen()))).toBe('NO_LISTING')
    expect(await code(ask(me, '350200-2026-999999'))).toBe('NO_LISTING')
    expect(await code(ask(anonymous))).toBe('LOGIN_REQUIRED')
    await city.run(c.mine, {}, me)
    // A list of three years, so that its least term ends before it does.
    const long = await listed('procurement-serious', 36)
    city.clock.advance(366 * DAY)
    await city.settle()
    expect(await bars()).toBe(0)
    const first = await Promise.all([code(ask(me, long.number)), code(ask(me, long.number))])
    expect(first.sort()).toEqual(['OK', 'OPEN'])
    const mine = (await city.run(c.mine, {}, me)).find((s) => s.uscc === OWN)!
    expect(mine.listings.find((l) => l.number === long.number)).toMatchObject({ ended: null, open: true })
    expect(mine.listings.find((l) => l.number === number)).toMatchObject({ ended: 'expired' })
    const work = (await city.run(cases.inbox, {}, who)).work.find((w) => w.act === 'repair.accepted')!
    const { id: caseId } = await city.run(cases.viewCase, { number: work.number }, who)
    expect(await code(city.run(c.acceptRepair, { caseId, outcome: 'accept', reason: '材料齐全。' }, head))).toBe(
      'FORBIDDEN',
    )
    await city.run(c.acceptRepair, { caseId, outcome: 'accept', reason: '材料齐全。' }, who)
    expect(await shown()).toEqual([long.number])
    expect(await code(city.run(c.decideRepair, { caseId, outcome: 'grant', reason: '已改正。' }, who))).toBe(
      'FORBIDDEN',
    )
    const { document } = await city.run(c.decideRepair, { caseId, outcome: 'grant', reason: '已改正。' }, head)
    expect(await shown()).toEqual([])
    expect(await city.run(marks.marksOf, { subject: { uscc: OWN } })).toEqual([])
    expect((await city.run(c.listings, {})).length).toBe(0)
    expect(await code(city.run(c.closeRepair, { caseId }, who))).toBe('NOT_SERVED')
    await serve(caseId, document)
    await city.run(c.closeRepair, { caseId }, who)
    expect(await code(ask(me, long.number))).toBe('NOT_LISTED')
  })
  test('a repair that is not accepted leaves it as it is, and can be asked again', async () => {
    const long = await listed('procurement-serious', 36)
    city.clock.advance(366 * DAY)
    const ask = () => city.run(c.applyRepair, { listing: long.number, corrected: '已整改。', promise: '不再。' }, me)
    const { caseId } = await ask()
    await city.run(c.acceptRepair, { caseId, outcome: 'refuse', reason: '没有履行的证明。' }, who)
    expect(await shown()).toEqual([long.number])
    expect(await code(ask())).toBe('OK')
    await city.run(c.annul, { caseId: long.caseId, reason: '撤销。' }, head)
  })
  test('expired: the day after its last it is nowhere, and an act says so', async () => {
    const { caseId } = await listed()
    expect(await code(city.run(c.endListing, { caseId, how: 'expired' }, who))).toBe('FORBIDDEN')
    const last = new Date(`${lastDay(today(), 12)}T15:59:00Z`)
    city.clock.set(last)
    expect(await bars()).toBe(1)
    city.clock.advance(2 * 60_000)
    expect([await bars(), await shown()]).toEqual([0, []])
    await city.settle()
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    expect(acts.at(-1)).toMatchObject({ type: 'listing.ended', public: { how: 'expired' } })
    expect(await code(city.run(c.endListing, { caseId, how: 'expired' }, system('test')))).toBe('NOT_LISTED')
  })
  test('some lists have no earlier exit', async () => {
    const { number, caseId } = await listed('food-licence-revoked', 60)
    expect(await code(city.run(c.applyRepair, { listing: number, corrected: '改了。', promise: '不再。' }, me))).toBe(
      'NO_EXIT',
    )
    await city.run(c.annul, { caseId, reason: '撤销。' }, head)
  })
})

describe('persons', () => {
  test('stand nowhere in public, and read their own', async () => {
    const { personId } = me as { personId: string }
    const subject = { personId }
    expect(await code(fact({ subject, name: '林晓明', kind: 'penalty' }))).toBe('OK')
    expect(await code(fact({ subject, name: '林晓明', kind: 'licence' }))).toBe('PERSON')
    const one = await listed('false-registration', 36, { subject, name: '林晓明' })
    for (const id of [one.caseId, one.mark]) {
      const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', id))
      expect(JSON.stringify(acts.map((a) => a.public))).not.toMatch(new RegExp(`${personId}|林晓明`))
    }
    expect((await city.run(c.findSubjects, { q: '林晓明' })).subjects).toEqual([])
    expect(await city.run(c.listings, {})).toEqual([])
    const own = (await city.run(c.mine, {}, me)).find((s) => s.uscc === null)!
    expect(own.listings.map((l) => l.number)).toContain(one.number)
    const { id } = await city.run(c.makeReport, {}, me)
    expect((await city.run(c.reportOf, { id }, me)).content.listings.length).toBe(1)
    for (const other of [anonymous, citizen(), who])
      expect(await code(city.run(c.reportOf, { id }, other))).toBe('NO_REPORT')
  })
})

describe('queries and reports', () => {
  test('by code what stands; a name is a hint; nothing found is said to be no proof', async () => {
    const { number, caseId } = await listed()
    expect((await city.run(c.findSubjects, { q: '鹭岛' })).subjects).toEqual([
      { uscc: OWN, name: '鹭岛建设有限公司（演示）' },
    ])
    for (const q of ['%', '_', '鹭', '350200197001010016', "'; drop"])
      expect((await city.run(c.findSubjects, { q })).subjects).toEqual([])
    expect(await code(city.run(c.recordOf, { uscc: '91350200M0001234XX' }))).toBe('UNKNOWN')
    expect(await code(city.run(c.recordOf, { uscc: '1' }))).toBe('INVALID')
    const { id } = await city.run(c.makeReport, { uscc: OWN })
    const report = await city.run(c.reportOf, { id })
    expect(report.content.listings.map((l) => l.number)).toEqual([number])
    expect(report.content.asOf).toBe(city.clock.now().toISOString())
    // The act says the digest of exactly this, and the report stays as it was given.
    const [act] = await city.db.transaction().execute((tx) => actsOf(tx, '350200', id))
    expect(act!.public.sha256).toBe(reportDigest(report.content))
    await city.run(c.annul, { caseId, reason: '撤销。' }, head)
    expect((await city.run(c.reportOf, { id })).content.listings.length).toBe(1)
    expect(await shown()).toEqual([])
    const asked = (await city.run(c.mine, {}, me)).find((s) => s.uscc === OWN)!.asked
    expect(asked.map((a) => `${a.who.en}: ${a.what.en}`)).toContain('somebody not logged in: made a report')
    expect(await code(city.run(c.makeReport, {}))).toBe('WHOSE')
    expect(await code(city.run(c.makeReport, { uscc: '91350200M0001234XX' }))).toBe('UNKNOWN')
    expect(await code(city.run(c.mine, {}))).toBe('LOGIN_REQUIRED')
  })
})

describe('a register as a table', () => {
  const bring = (words: string, as: Actor = who, register = 'construction') => {
    const bytes = new TextEncoder().encode(words)
    return city.run(c.bringRegister, { register, file: { name: 'a.csv', size: bytes.length, bytes } }, as)
  }
  const mapping = { uscc: 0, name: 1, document: 2, on: 3 }
  const head3 = '代码,名称,编号,日期\n'
  test('what can be taken is, with a warning for a check digit; the rest comes back with every reason', async () => {
    const { sha256 } = await bring(
      `\ufeff${head3}91350200000001028Q,旧名公司,Z1,2024-01-01\n913502000000099999,海风公司,Z2,2024-01-01\n12,,,\n91350200000001028Q,旧名公司,Z1,2024-01-01\n`,
    )
    const run = (more = {}) => city.run(c.importRegister, { register: 'construction', sha256, mapping, ...more }, who)
    expect(await code(run({ mapping: { uscc: 0 } }))).toBe('MAPPING')
    expect(await code(run({ register: 'x' }))).toBe('NO_REGISTER')
    expect(await code(run({ sha256: 'a'.repeat(64) }))).toBe('NO_FILE')
    const done = await run()
    expect(done).toMatchObject({ taken: 2, warned: 1, refused: 2 })
    const { refused } = await city.run(c.imported, { id: done.id }, who)
    expect(refused.map((r) => [r.row, r.reasons.length])).toEqual([
      [4, 4],
      [5, 1],
    ])
    expect(await code(run())).toBe('AGAIN')
    expect(await code(city.run(c.imported, { id: done.id }, me))).toBe('FORBIDDEN')
    expect(await code(city.run(c.imported, { id: newId() }, who))).toBe('NO_IMPORT')
    // Renamed: the code is the key, the newest name is shown.
    const next = await bring(`${head3}91350200000001028Q,新名公司,Z9,2025-01-01\n`)
    await city.run(c.importRegister, { register: 'construction', sha256: next.sha256, mapping }, who)
    expect(await city.run(c.recordOf, { uscc: '91350200000001028Q' })).toMatchObject({
      name: '新名公司',
      facts: [{}, {}],
    })
    const list = await city.run(c.facts, { q: 'Z' }, who)
    expect(list.total).toBe(3)
    expect(await code(city.run(c.facts, {}, me))).toBe('FORBIDDEN')
  })
  test('who may bring one, and what is no table', async () => {
    expect(await code(bring(head3, me))).toBe('FORBIDDEN')
    expect(await code(bring('只有一行'))).toBe('UNREADABLE')
    expect(await code(bring('"没有闭合\n1,2'))).toBe('UNREADABLE')
    expect(await code(bring(head3, who, 'x'))).toBe('NO_REGISTER')
    expect(await code(city.run(c.importRegister, { register: 'x', sha256: '0', mapping }, who))).toBe('INVALID')
  })
})

test('what a fact came from was withdrawn: it is shown nowhere', async () => {
  const { id } = await fact({ document: '撤回的' })
  const has = async () => (await city.run(c.recordOf, { uscc: OWN })).facts.some((f) => f.document === '撤回的')
  expect(await has()).toBe(true)
  const end = (as: Actor = system('test')) =>
    code(city.run(endFact, { jurisdiction: '350200', id, why: 'penalty.annulled' }, as))
  expect(await end(who)).toBe('FORBIDDEN')
  expect([await end(), await has(), await end()]).toEqual(['OK', false, 'NO_FACT'])
})
