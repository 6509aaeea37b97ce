// Who must not see does not see: the party, an officer who is not in charge, another unit, everybody.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { type Act, type Actor, actsOf, anonymous } from '../../kernel/platform/index.ts'
import * as c from './contract.ts'
import { code, type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from './harness.ts'

let of: EnforcementCity
let of1: { caseId: string; number: string; notice: string; inside: string[] }
let acts: Act[]
let party: Actor
let absent: Actor
let foreign: Actor
const SECRET = '内部意见不外传'
beforeAll(async () => {
  of = await enforcementCity()
  const { city, freight } = of
  party = await city.citizen()
  absent = await of.as('enforce-jiaotong-3', '350200-jiaotong/enforcement')
  foreign = of.food.officers[0]
  const [one] = freight.officers
  const { caseId, number } = await of.file(freight, FREIGHT)
  const { code: word } = await city.run(c.view, { number }, one)
  await city.run(c.join, { number, code: word! }, party)
  await city.run(c.askMeasure, { caseId, kind: 'seizure', goods: '货车一辆', reason: SECRET }, one)
  const { document: report } = await city.run(
    c.report,
    {
      caseId,
      conclusion: 'penalise',
      kinds: ['fine'],
      facts: freightFacts,
      fine: 250_000,
      reasons: SECRET,
      deviationReason: SECRET,
    },
    one,
  )
  await city.run(c.review, { caseId, outcome: 'pass', opinion: SECRET }, freight.legal)
  of1 = { caseId, number, notice: '', inside: [report!] }
  acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
})
afterAll(() => of.city.close())

const all = (who: Actor) => of.city.run(c.view, { number: of1.number }, who)
const readable = async (who: Actor, type: string) => {
  const act = acts.find((a) => a.type === type)!
  return of.city.run(cases.readableFields, { actId: act.id, fields: Object.keys(act.commitments) }, who)
}
const letter = (number: string, who: Actor) => code(of.city.run(documents.getDocument, { number }, who))

describe('before the notice', () => {
  test('the party reads no proposal, no opinion, no measure that nobody ordered', async () => {
    const v = await all(party)
    expect(v.computed).toBeNull()
    expect(v.measures).toEqual([])
    expect(v.code).toBeNull()
    const said = JSON.stringify(v)
    for (const secret of [SECRET, '250000', '货车一辆']) expect(said).not.toContain(secret)
    for (const type of ['penalty.reported', 'penalty.reviewed', 'measure.asked'])
      expect(await readable(party, type)).toEqual([])
    expect(await letter(of1.inside[0]!, party)).toBe('NO_DOCUMENT')
    expect((await readable(party, 'penalty.filed')).sort()).toEqual(['place', 'subject'])
  })
  test('what is published says neither the proposal nor whom it is about', () => {
    const open = JSON.stringify(acts.map((a) => a.public))
    for (const secret of ['250000', 'fine_r', '筼筜', '91350200000001007K', '莲花路', SECRET])
      expect(open).not.toContain(secret)
  })
  test('an officer not in charge, another unit, a stranger: nothing at all', async () => {
    for (const who of [absent, foreign, anonymous]) {
      expect(await code(all(who))).not.toBe('OK')
      for (const act of acts) expect(await readable(who, act.type)).toEqual([])
      expect(await letter(of1.inside[0]!, who)).not.toBe('OK')
    }
    for (const who of [absent, foreign])
      expect((await of.city.run(c.list, {}, who)).rows.map((r) => r.number)).not.toContain(of1.number)
  })
  test('those in charge, the head and the reviewer read what was said inside', async () => {
    for (const who of [of.freight.officers[1], of.freight.head, of.freight.legal]) {
      expect((await all(who)).computed).toMatchObject({ fine: 250_000, deviation: true })
      expect(await readable(who, 'penalty.reported')).toContain('proposal')
      expect(await letter(of1.inside[0]!, who)).toBe('OK')
    }
  })
})

test('with the notice the party reads what is proposed and why, and still no opinion of the house', async () => {
  const { document } = await of.city.run(c.notice, { caseId: of1.caseId }, of.freight.officers[0])
  expect(await letter(document!, party)).toBe('OK')
  expect(await letter(document!, foreign)).toBe('NO_DOCUMENT')
  expect((await all(party)).computed).toMatchObject({ fine: 250_000 })
  expect(await readable(party, 'penalty.reported')).toEqual([])
  expect(await readable(party, 'penalty.reviewed')).toEqual([])
  expect(await letter(of1.inside[0]!, party)).toBe('NO_DOCUMENT')
})
