import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import * as cases from '../../kernel/cases/contract.ts'
import { type Actor, Problem, system } from '../../kernel/platform/index.ts'
import { applyForFood, CITY, FOOD_FORM, PDF, type TestCity, testCity } from '../../test/city.ts'
import * as c from '../approvals/contract.ts'
import * as l from './contract.ts'
import linked from './index.ts'
import { ABOVE, FORM, PLANNING, RURAL, TOWN } from './linked.harness.ts'

const SIMING = '350203-01-0101'
const HULI = '350206-01-0101'
const DRAINAGE = '350212-01-0402'
const CITY_DRAINAGE = '350200-01-0010'

let city: TestCity
let applicant: Actor
const who = (unit: string, role: string) => city.officer(unit, role)
beforeAll(async () => {
  city = await testCity({ items: [ABOVE, RURAL, SIMING, HULI, DRAINAGE, CITY_DRAINAGE], more: [linked] })
  applicant = await city.citizen()
})
afterAll(() => city.close())

const code = (p: Promise<unknown>) =>
  p.then(
    () => 'OK',
    (e) => (e instanceof Problem ? e.code : `unexpected: ${e.message}`),
  )
const view = (number: string, as: Actor = applicant) => city.run(c.getCase, { number }, as)
async function submit(itemCode: string, form: object) {
  for (const m of readItems(CITY).find((i) => i.code === itemCode)!.content.materials)
    if (m.mandatory)
      await city.run(
        c.uploadMaterial,
        { itemCode, material: m.id, file: { name: `${m.id}.pdf`, size: PDF.length, bytes: PDF } },
        applicant,
      )
  return city.run(c.submitApplication, { itemCode, form: { ...form } }, applicant)
}
const linkedTo = async (number: string, as: Actor = applicant) => city.run(cases.linkedCases, { number }, as)

/** Reviewed in the town and handed up; gives both numbers. */
async function handedUp() {
  const { caseId, number } = await submit(RURAL, FORM)
  await city.run(c.acceptCase, { caseId }, await who(TOWN, 'clerk'))
  await again(caseId)
  const { to } = await linkedTo(number)
  return { caseId, number, above: to[0]!.number }
}
async function again(caseId: string) {
  await city.run(c.review, { caseId, opinion: '现场看过，符合村庄规划。' }, await who(TOWN, 'reviewer'))
  await city.run(
    l.handUp,
    { caseId, advice: 'grant', opinion: '村民委员会同意，未占用农用地，建议准予。' },
    await who(TOWN, 'approver'),
  )
  await city.settle()
}

describe('first review below, decision above', () => {
  test('the opinion and all papers go up; the city decides; the applicant follows both on one page', async () => {
    const { caseId, number, above } = await handedUp()
    expect(above).toMatch(/^350200-/)
    const below = await view(number)
    expect([below.status, below.clocks.statutory?.finished]).toEqual(['handed-up', true])
    const clerk = await who(PLANNING, 'clerk')
    const file = await view(above, clerk)
    expect(file.papers.map((p) => p.slot).sort()).toEqual(below.papers.map((p) => p.slot).sort())
    expect(file.form).toMatchObject(FORM)
    expect(file.acts[0]).toMatchObject({ type: 'application.submitted', facts: { handedUp: true, parent: number } })
    // What the town found is read above, though the town's case is not.
    expect(file.acts[0]!.why).toContain('未占用农用地')
    expect(await code(view(number, clerk))).toBe('FORBIDDEN')
    expect(await linkedTo(above, clerk)).toMatchObject({ from: { number, status: 'handed-up' }, to: [] })
    // Its clock runs before anybody opened the file, and no silence accepts what was accepted.
    expect(file.clocks.statutory).toMatchObject({ allowed: 20, used: 0 })
    expect(file.clocks.correction).toBeUndefined()
    expect(file.work.map((w) => w.act)).toEqual(['case.taken-over'])
    expect(await code(city.run(c.issueCorrection, { caseId: file.id, notice: '请补' }, clerk))).toBe('NOT_OPEN')

    await city.run(l.takeOver, { caseId: file.id, outcome: 'take' }, clerk)
    await city.settle()
    const receipt = (await view(number)).acts.findLast((a) => a.type === 'file.received')!
    expect(receipt.facts).toMatchObject({ by: above, outcome: 'take' })
    expect((await view(above)).acts.find((a) => a.id === receipt.facts.act)?.type).toBe('case.taken-over')
    const forged = { number, by: above, actId: receipt.id, outcome: 'take' }
    expect(await code(city.run(l.noteReceipt, forged, clerk))).toBe('FORBIDDEN')

    await city.run(c.review, { caseId: file.id, opinion: '同意。' }, await who(PLANNING, 'reviewer'))
    await city.run(c.decide, { caseId: file.id, outcome: 'grant' }, await who(PLANNING, 'approver'))
    expect(await code(city.run(c.withdraw, { caseId }, applicant))).toBe('DECIDED')
    const { licence } = await city.run(c.issueLicence, { caseId: file.id }, clerk)
    await city.run(c.serve, { caseId: file.id, how: 'in-person', receiver: '本人' }, clerk)
    await city.settle()
    const end = await view(number)
    expect([end.status, end.closed, end.outcome]).toEqual(['closed', true, 'grant'])
    expect((await linkedTo(number)).to).toMatchObject([{ number: above, closed: true, outcome: 'granted', licence }])
    expect(end.documents.map((d) => d.title.zh)).toContain('初步审查意见书')
  })

  test('what is missing goes back below, its clock goes on there, and it comes up once more as another case', async () => {
    const { caseId, number, above } = await handedUp()
    const clerk = await who(PLANNING, 'clerk')
    const { id } = await view(above, clerk)
    expect(await code(city.run(l.takeOver, { caseId: id, outcome: 'return' }, clerk))).toBe('INVALID')
    city.clock.advance(3 * 86_400_000)
    await city.run(l.takeOver, { caseId: id, outcome: 'return', reason: '缺四至坐标。' }, clerk)
    await city.settle()
    const back = await view(number)
    expect([back.status, back.work.map((w) => w.act)]).toEqual(['accepted', ['case.reviewed']])
    expect(back.clocks.statutory).toMatchObject({ used: 0, finished: false })
    await again(caseId)
    const { to } = await linkedTo(number)
    expect(to.map((one) => one.status)).toEqual(['returned', 'from-below'])
    expect(to[1]!.number).not.toBe(above)
  })

  test('a refusal above ends it below; withdrawn below, it is withdrawn above', async () => {
    const one = await handedUp()
    const clerk = await who(PLANNING, 'clerk')
    const { id } = await view(one.above, clerk)
    await city.run(l.takeOver, { caseId: id, outcome: 'take' }, clerk)
    await city.run(c.review, { caseId: id, advice: 'refuse', opinion: '不符合规划。' }, await who(PLANNING, 'reviewer'))
    await city.run(
      c.decide,
      { caseId: id, outcome: 'refuse', reason: '不符合村庄规划。' },
      await who(PLANNING, 'approver'),
    )
    await city.run(c.serve, { caseId: id, how: 'in-person', receiver: '本人' }, clerk)
    await city.settle()
    expect(await view(one.number)).toMatchObject({ closed: true, outcome: 'refuse' })
    const two = await handedUp()
    await city.run(c.withdraw, { caseId: two.caseId }, applicant)
    await city.settle()
    expect((await view(two.above)).status).toBe('withdrawn')
  })

  test('nobody applies above, and only whose step it is hands up or takes over', async () => {
    expect(await code(submit(ABOVE, FORM))).toBe('FROM_BELOW')
    const { caseId, above } = await handedUp()
    const said = { caseId, advice: 'grant' as const, opinion: '再报一次。' }
    expect(await code(city.run(l.handUp, said, await who(TOWN, 'approver')))).toBe('NOT_OPEN')
    const { id } = await view(above)
    expect(await code(city.run(l.takeOver, { caseId: id, outcome: 'take' }, await who(TOWN, 'clerk')))).toBe(
      'FORBIDDEN',
    )
    expect(await code(city.run(l.takeOver, { caseId: id, outcome: 'take' }, applicant))).toBe('FORBIDDEN')
    const clerk = await who(PLANNING, 'clerk')
    const both = [l.takeOver, l.takeOver].map((o) => code(city.run(o, { caseId: id, outcome: 'take' }, clerk)))
    expect((await Promise.all(both)).sort()).toEqual(['NOT_OPEN', 'OK'])
  })
})

describe('transfer of what came to the wrong organ', () => {
  const clerk = () => who('350203-shichang', 'clerk')
  test('told, carried over with its papers, limits anew from receipt, receipt on the first', async () => {
    const { caseId, number } = await applyForFood(city, applicant, SIMING)
    const where = await city.run(l.targets, { number }, await clerk())
    expect(where.map((o) => o.code)).toEqual([HULI])
    city.clock.advance(86_400_000)
    await city.run(l.transfer, { caseId, to: HULI, reason: '经营场所在湖里区。' }, await clerk())
    await city.settle()
    const first = await view(number)
    expect([first.status, first.closed, first.clocks]).toEqual(['transferred', true, {}])
    expect(first.documents.map((d) => d.title.zh)).toEqual(['移送告知书'])
    const { to } = await linkedTo(number)
    expect(to).toHaveLength(1)
    const there = await view(to[0]!.number, await who('350206-shichang', 'clerk'))
    expect(there.papers.length).toBe(first.papers.length)
    expect(there.parties.map((p) => p.name)).toEqual(first.parties.map((p) => p.name))
    expect(there.clocks.correction).toMatchObject({ used: 0 })
    expect(there.submittedAt.getTime()).toBeGreaterThan(first.submittedAt.getTime())
    // It does not go back to who sent it, and not to what it never was.
    const back = { caseId: there.id, to: SIMING, reason: '不归我们管。' }
    expect(await code(city.run(l.transfer, back, await who('350206-shichang', 'clerk')))).toBe('BACK')
    // Asked again, nothing opens twice.
    await city.run(l.sendOn, { caseId, to: HULI }, system('test'))
    expect((await linkedTo(number)).to).toHaveLength(1)
  })
  test('only to the same basic item, only before acceptance, only by whose step it is', async () => {
    const { caseId, number } = await applyForFood(city, applicant, SIMING)
    const ask = (to: string, as: Actor) => code(city.run(l.transfer, { caseId, to, reason: '不归我们管。' }, as))
    expect(await ask(ABOVE, await clerk())).toBe('NO_ITEM')
    expect(await ask(CITY_DRAINAGE, await clerk())).toBe('NOT_ALIKE')
    expect(await ask('350299-01-0101', await clerk())).toBe('NO_ITEM')
    expect(await ask(HULI, applicant)).toBe('FORBIDDEN')
    expect(await ask(HULI, await who('350206-shichang', 'clerk'))).toBe('FORBIDDEN')
    await city.run(c.acceptCase, { caseId }, await clerk())
    expect(await ask(HULI, await clerk())).toBe('NOT_OPEN')
    expect((await linkedTo(number)).to).toEqual([])
  })
})

describe('to another installation, on this side alone', () => {
  const clerk = () => who('350203-shichang', 'clerk')
  test('sent once, by the system; what its receipt says stands on the case, and the applicant is told where to go', async () => {
    const { caseId, number } = await applyForFood(city, applicant, SIMING)
    const send = (as: Actor) => code(city.run(l.sendAway, { caseId, to: HULI }, as))
    const note = (as: Actor, child: unknown = null) =>
      code(city.run(l.noteSent, { caseId, itemCode: HULI, child } as never, as))
    for (const as of [applicant, await clerk()])
      expect([await send(as), await note(as)]).toEqual(['FORBIDDEN', 'FORBIDDEN'])
    expect(await send(system('test'))).toBe('OK')
    expect(await send(system('test'))).toBe('NOT_OPEN')
    const posted = await city.database.owner`select kind, text from nodes.outbox order by number`
    expect(posted.at(-1)!.kind).toBe('linked.transfer')
    // Each paper once, without its bytes: those stand in the files.
    for (const { text } of posted.slice(0, -1)) expect(JSON.parse(text).body).not.toHaveProperty('bytes')
    expect(posted.length - 1).toBe(new Set(posted.slice(0, -1).map((r) => JSON.parse(r.text).body.sha256)).size)
    expect(await note(system('test'), { number: 'x' })).toBe('INVALID')
    expect(await note(system('test'))).toBe('OK')
    expect((await view(number)).acts.map((a) => a.type).slice(-2)).toEqual(['file.sent', 'file.refused'])
    expect((await linkedTo(number)).to).toEqual([])
    await city.database.owner`delete from nodes.outbox`
    await city.database.owner`delete from nodes.direction`
  })
})

test('a community’s post takes applications of its district and of the city, and of no other district', async () => {
  const post = await who('350203-s1-c1', 'clerk')
  const take = async (itemCode: string) => {
    const person = { applicantName: '林晓岚', applicantId: '350200190001010018', applicantPhone: '0592-1234567' }
    for (const material of ['premises', 'tenancy', 'rules'])
      await city.run(
        c.uploadMaterial,
        { itemCode, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF }, counter: true },
        post,
      )
    return city.run(c.takeAtCounter, { itemCode, form: FOOD_FORM, ...person, present: true }, post)
  }
  const { number } = await take(SIMING)
  const at = await view(number)
  expect(at.acts[0]!.facts).toMatchObject({ counter: '350203-s1-c1', unit: '350203-shichang' })
  expect(await code(take(HULI))).toBe('NOT_HERE')
})

test('entrusted: decided below, every paper names the organ above, in a series of its own', async () => {
  const item = readItems(CITY).find((i) => i.code === DRAINAGE)!
  const form = Object.fromEntries(
    Object.entries<any>(item.form.properties).map(([key, p]) => [
      key,
      p.enum?.[0] ??
        ({ uscc: '913502000000010006', date: '2026-05-01', 'resident-id': '11010519491231002X' } as any)[p.format] ??
        (key === 'phone' ? '0592-1234567' : p.type === 'string' ? '同安区大同街道' : (p.minimum ?? 1)),
    ]),
  )
  const { caseId, number } = await submit(DRAINAGE, form)
  const unit = '350212-shuili'
  await city.run(c.acceptCase, { caseId }, await who(unit, 'clerk'))
  await city.run(c.review, { caseId, opinion: '符合。' }, await who(unit, 'reviewer'))
  await city.run(c.decide, { caseId, outcome: 'grant' }, await who(unit, 'approver'))
  const { licence } = await city.run(c.issueLicence, { caseId }, await who(unit, 'clerk'))
  const rows = await city.database.owner`select number, content from cases.document where case_id = ${caseId}`
  const issued = rows.find((r) => r.number === licence)!
  expect(issued.content.issuedBy).toBe('市市政园林局')
  const decision = rows.find((r) => r.content.kind === 'granted')!
  expect(decision.content.issuedBy.zh).toBe('市市政园林局')
  expect(decision.number).toMatch(/^厦市政（厦同水）准许〔2026〕1号$/)
  expect(decision.content.remedies.length).toBeGreaterThan(0)
  expect((await view(number)).unitName.zh).toContain('同安区')
})
