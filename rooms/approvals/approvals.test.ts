import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract as cases } from '../../kernel/cases/index.ts'
import { publishedItem } from '../../kernel/catalog/index.ts'
import { citizen, codeOf as code, officer } from '../../kernel/platform/harness.ts'
import { type Actor, actsOf, anonymous, type Contract, type PersonActor, system } from '../../kernel/platform/index.ts'
import { compileBpmn, storeChart } from '../../kernel/procedure/index.ts'
import { CONSTRUCTION, CONSTRUCTION_FORM as FORM, PDF, type TestCity, testCity } from '../../test/city.ts'
import { retire } from '../legality/contract.ts'
import * as c from './contract.ts'

const UNIT = '350200-jianshe'
const MATERIALS = ['land', 'planning', 'contract', 'drawings', 'safety']

let city: TestCity
let applicant: Actor
let clerk: Actor
let reviewer: Actor
let approver: Actor
beforeAll(async () => {
  city = await testCity()
  applicant = await city.citizen()
  clerk = await city.officer(UNIT, 'clerk')
  reviewer = await city.officer(UNIT, 'reviewer')
  approver = await city.officer(UNIT, 'approver')
})
afterAll(() => city.close())

const upload = async (who: Actor, materials = MATERIALS) => {
  for (const material of materials)
    await city.run(
      c.uploadMaterial,
      { itemCode: CONSTRUCTION, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF } },
      who,
    )
}
const submit = async (who: Actor = applicant) => {
  await upload(who)
  return city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM }, who)
}
const accepted = async () => {
  const made = await submit()
  await city.run(c.acceptCase, { caseId: made.caseId }, clerk)
  return made
}
const reviewed = async () => {
  const made = await accepted()
  await city.run(c.review, { caseId: made.caseId, opinion: '符合条件。' }, reviewer)
  return made
}
const decided = async (outcome: 'grant' | 'refuse' = 'grant') => {
  const made = await reviewed()
  await city.run(
    c.decide,
    { caseId: made.caseId, outcome, reason: outcome === 'refuse' ? '资金安排不符合要求。' : '' },
    approver,
  )
  return made
}
const view = (number: string, as: Actor = applicant) => city.run(c.getCase, { number }, as)
const types = async (number: string) => (await view(number)).acts.map((a) => a.type)

describe('one licence from application to rating', () => {
  test('with correction, inspection, decision, licence, service', async () => {
    const { caseId, number } = await submit()
    expect(number).toMatch(/^350200-2026-\d{6}$/)
    await city.run(c.issueCorrection, { caseId, notice: '施工合同缺签章页，请补齐。', materials: ['contract'] }, clerk)
    expect((await view(number)).abilities['answer-correction']).toBe(true)
    city.clock.set('2026-03-04T02:00:00Z')
    await city.run(c.answerCorrection, { caseId, answer: '已补签章页。' }, applicant)
    await city.run(c.acceptCase, { caseId }, clerk)
    city.clock.set('2026-03-05T02:00:00Z')
    await city.run(c.startSpecialProcedure, { caseId, days: 3, reason: '核查现场条件' }, reviewer)
    const suspended = await view(number)
    expect(suspended.status).toBe('in-special-procedure')
    expect(suspended.clocks.statutory!.due).toBeUndefined()
    city.clock.set('2026-03-10T02:00:00Z')
    await city.run(c.endSpecialProcedure, { caseId, result: '现场具备施工条件。' }, reviewer)
    await city.run(c.review, { caseId, opinion: '材料齐全，现场符合。' }, reviewer)
    await city.run(c.decide, { caseId, outcome: 'grant' }, approver)
    const { licence } = await city.run(c.issueLicence, { caseId }, clerk)
    await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, clerk)
    await city.run(c.rate, { caseId, score: 1, comment: '很快' }, applicant)
    const end = await view(number)
    expect(end.acts.map((a) => a.type)).toEqual([
      'application.submitted',
      'correction.requested',
      'correction.answered',
      'case.accepted',
      'special-procedure.started',
      'special-procedure.ended',
      'case.reviewed',
      'case.decided',
      'licence.issued',
      'document.served',
      'document.served',
      'case.served',
      'case.rated',
    ])
    expect(end.acts.map((a) => a.number)).toEqual(end.acts.map((_, i) => i + 1))
    expect(end).toMatchObject({
      status: 'closed',
      rated: 1,
      outcome: 'grant',
      documents: [
        { kind: 'correction-notice' },
        { kind: 'acceptance-notice' },
        { kind: 'granted' },
        { number: licence },
      ],
    })
    // Accepted on the 4th; the 5th counts, the 6th, 9th and 10th are suspended, seven days in all.
    expect(end.clocks.statutory!.steps.filter((s: any) => s.what === 'suspended').map((s: any) => s.day)).toEqual([
      '2026-03-06',
      '2026-03-09',
      '2026-03-10',
    ])
    expect(Object.values(end.abilities).some(Boolean)).toBe(false)
    city.clock.set('2026-03-02T01:00:00Z')
  })

  test('silence for five working days accepts, from the day received', async () => {
    const { number } = await submit()
    city.clock.set('2026-03-09T15:00:00Z')
    await city.settle()
    expect(await types(number)).toEqual(['application.submitted'])
    city.clock.set('2026-03-09T16:00:01Z')
    await city.settle()
    const after = await view(number)
    expect(after.acts.map((a) => a.type)).toEqual(['application.submitted', 'case.accepted'])
    expect(after.acts[1]!.facts.by).toBe('silence')
    expect(after.clocks.statutory!.start).toBe('2026-03-02')
    city.clock.set('2026-03-02T01:00:00Z')
  })

  test('a refusal is served with its reasons and closes the case', async () => {
    const { caseId, number } = await decided('refuse')
    await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, clerk)
    const end = await view(number)
    expect(end).toMatchObject({ status: 'closed', outcome: 'refuse', steps: { decide: 'refused' } })
    expect(end.acts.find((a) => a.type === 'case.decided')!.why).toBe('资金安排不符合要求。')
  })

  test('an extension adds ten days once, with its article', async () => {
    const { caseId, number } = await accepted()
    const before = (await view(number)).clocks.statutory!.allowed
    await city.run(c.extend, { caseId, reason: '需要进一步核实资金。' }, approver)
    expect((await view(number)).clocks.statutory!.allowed).toBe(before + 10)
    expect(await code(city.run(c.extend, { caseId, reason: '再延长' }, approver))).toBe('ONCE')
  })
})

type Row = [
  name: string,
  contract: Contract,
  prepare: () => Promise<{ caseId: string }>,
  more: Record<string, unknown>,
  who: () => Actor,
  stranger: () => Actor,
]
const rows: Row[] = [
  ['issue-correction', c.issueCorrection, submit, { notice: '请补正材料' }, () => clerk, () => reviewer],
  ['accept-case', c.acceptCase, submit, {}, () => clerk, () => reviewer],
  ['refuse-acceptance', c.refuseAcceptance, submit, { reason: '不属于本机关职权' }, () => clerk, () => approver],
  ['review', c.review, accepted, { opinion: '符合' }, () => reviewer, () => clerk],
  [
    'start-special-procedure',
    c.startSpecialProcedure,
    accepted,
    { days: 3, reason: '现场核查' },
    () => reviewer,
    () => clerk,
  ],
  ['extend', c.extend, accepted, { reason: '情况复杂' }, () => approver, () => reviewer],
  ['decide', c.decide, reviewed, { outcome: 'grant' }, () => approver, () => reviewer],
  ['issue-licence', c.issueLicence, () => decided(), {}, () => clerk, () => reviewer],
  ['serve', c.serve, () => decided('refuse'), { how: 'in-person', receiver: '本人' }, () => clerk, () => approver],
  ['withdraw', c.withdraw, submit, {}, () => applicant, () => clerk],
]

describe.each(rows)('%s', (_name, contract, prepare, more, who, stranger) => {
  const go = (caseId: string, as: Actor) => city.run(contract as never, { caseId, ...more } as never, as)
  test('allowed, then conflicting', async () => {
    const { caseId } = await prepare()
    expect(await code(go(caseId, who()))).toBe('OK')
    expect(['NOT_OPEN', 'ONCE', 'DECIDED']).toContain(await code(go(caseId, who())))
  })
  test('two at once: one does it, the other is told', async () => {
    const { caseId } = await prepare()
    const both = await Promise.all([code(go(caseId, who())), code(go(caseId, who()))])
    expect(both.filter((r) => r === 'OK')).toHaveLength(1)
    const acts = await city.db.transaction().execute((tx) => actsOf(tx, '350200', caseId))
    expect(acts.map((a) => a.number)).toEqual(acts.map((_, i) => i + 1))
  })
  test('forbidden', async () => {
    const { caseId } = await prepare()
    expect(await code(go(caseId, stranger()))).toBe('FORBIDDEN')
    expect(await code(go(caseId, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(go(caseId, citizen()))).toBe('FORBIDDEN')
    expect(await code(go(caseId, officer('clerk', { unitCode: '350203-shichang', jurisdiction: '350203' })))).toBe(
      'FORBIDDEN',
    )
  })
  test('invalid', async () => {
    expect(await code(go('not-an-id', who()))).toBe('INVALID')
    expect(await code(go('018f0000-0000-7000-8000-000000000000', who()))).toBe('NO_CASE')
  })
})

describe('the remaining operations', () => {
  test('accept-by-silence is the system’s alone', async () => {
    const { caseId } = await submit()
    expect(await code(city.run(c.acceptBySilence, { caseId }, clerk))).toBe('FORBIDDEN')
    expect(await code(city.run(c.acceptBySilence, { caseId }, system('timer')))).toBe('OK')
    expect(await code(city.run(c.acceptBySilence, { caseId }, system('timer')))).toBe('NOT_OPEN')
  })
  test('ring-timer, a timer of the chart fires by itself, in working time, at the instant it was due', async () => {
    const item = (await city.db.transaction().execute((tx) => publishedItem(tx, CONSTRUCTION, city.clock.now())))!
    const late =
      '<boundaryEvent id="late" name="逾期未审" attachedToRef="check-materials"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="lapsed"/><sequenceFlow id="f-late" sourceRef="late" targetRef="lapsed"/>'
    const xml = item.bpmn.replace('</process>', `${late}</process>`)
    const digest = await city.db.transaction().execute(async (tx) => storeChart(tx, xml, await compileBpmn(xml)))
    const { owner } = city.database
    await owner`update catalog.version set chart_digest = ${digest} where id = ${item.id}::uuid`
    city.clock.set('2026-03-05T01:00:00Z')
    const [left, taken] = [await submit(), await submit()]
    expect(await code(city.run(cases.ringTimer, { caseId: left.caseId, element: 'late' }, clerk))).toBe('FORBIDDEN')
    await city.run(c.acceptCase, { caseId: taken.caseId }, clerk)
    // Thursday; Saturday and Sunday do not count.
    city.clock.set('2026-03-09T15:59:59Z')
    await city.settle()
    expect(await types(left.number)).toEqual(['application.submitted'])
    city.clock.set('2026-03-11T02:00:00Z')
    await city.settle()
    const end = await view(left.number)
    expect(end).toMatchObject({ status: 'closed', acts: [{}, { type: 'timer.rang', facts: { element: 'late' } }] })
    expect(new Date(end.acts[1]!.at).toISOString()).toBe('2026-03-09T15:59:59.999Z')
    expect(await types(taken.number)).toEqual(['application.submitted', 'case.accepted'])
    expect(await code(city.run(cases.ringTimer, { caseId: taken.caseId, element: 'late' }, system('timer')))).toBe(
      'NOT_OPEN',
    )
    await owner`update catalog.version set chart_digest = ${item.chartDigest} where id = ${item.id}::uuid`
    city.clock.set('2026-03-02T01:00:00Z')
  })
  test('end-special-procedure: only when one runs, only by the reviewer', async () => {
    const { caseId } = await accepted()
    expect(await code(city.run(c.endSpecialProcedure, { caseId, result: '符合' }, reviewer))).toBe('NOT_OPEN')
    await city.run(c.startSpecialProcedure, { caseId, days: 2, reason: '核查' }, reviewer)
    expect(await code(city.run(c.endSpecialProcedure, { caseId, result: '符合' }, clerk))).toBe('FORBIDDEN')
    expect(await code(city.run(c.endSpecialProcedure, { caseId, result: '' }, reviewer))).toBe('INVALID')
    expect(await code(city.run(c.endSpecialProcedure, { caseId, result: '符合' }, reviewer))).toBe('OK')
  })
  test('answer-correction: only the applicant, only when asked', async () => {
    const { caseId } = await submit()
    expect(await code(city.run(c.answerCorrection, { caseId, answer: '已补' }, applicant))).toBe('NOT_OPEN')
    await city.run(c.issueCorrection, { caseId, notice: '请补正' }, clerk)
    expect(await code(city.run(c.answerCorrection, { caseId, answer: '已补' }, await city.citizen('citizen2')))).toBe(
      'FORBIDDEN',
    )
    expect(await code(city.run(c.answerCorrection, { caseId, answer: '已补' }, applicant))).toBe('OK')
    expect(await code(city.run(c.issueCorrection, { caseId, notice: '再补一次' }, clerk))).toBe('ONCE')
  })
  test('rate: after closing, once, by the applicant', async () => {
    const { caseId } = await decided('refuse')
    expect(await code(city.run(c.rate, { caseId, score: 2 }, applicant))).toBe('NOT_CLOSED')
    await city.run(c.serve, { caseId, how: 'in-person', receiver: '本人' }, clerk)
    expect(await code(city.run(c.rate, { caseId, score: 9 }, applicant))).toBe('INVALID')
    expect(await code(city.run(c.rate, { caseId, score: 2 }, clerk))).toBe('FORBIDDEN')
    expect(await code(city.run(c.rate, { caseId, score: 2 }, applicant))).toBe('OK')
    expect(await code(city.run(c.rate, { caseId, score: 2 }, applicant))).toBe('ONCE')
  })
  test('a refusal without reasons is invalid', async () => {
    const { caseId } = await reviewed()
    expect(await code(city.run(c.decide, { caseId, outcome: 'refuse' }, approver))).toBe('INVALID')
  })
  test('a case is seen by its applicant and its unit, not by others', async () => {
    const { number } = await submit()
    expect(await code(view(number, applicant))).toBe('OK')
    expect(await code(view(number, clerk))).toBe('OK')
    expect(await code(view(number, await city.citizen('citizen2')))).toBe('FORBIDDEN')
    expect(await code(view(number, anonymous))).toBe('LOGIN_REQUIRED')
    expect(await code(view('350200-2026-999999', applicant))).toBe('NO_CASE')
  })
  test('lists: mine, and my unit’s by due day', async () => {
    const { number } = await submit()
    expect((await city.run(c.myCases, {}, applicant)).cases.some((r) => r.number === number)).toBe(true)
    // What a calendar is told of them while they are not there: the same, but by the system alone.
    const { personId } = applicant as PersonActor
    const told = await city.run(cases.openCasesOf, { personId, kind: 'approval' }, system('test'))
    const open = (await city.run(c.myCases, { closed: false }, applicant)).cases
    expect(told.cases.slice(0, open.length).map((r) => r.number)).toEqual(open.map((r) => r.number))
    expect(await code(city.run(cases.openCasesOf, { personId }, applicant))).toBe('FORBIDDEN')
    const list = await city.run(cases.unitCases, { kind: 'approval', step: 'case.accepted' }, clerk)
    expect(list.cases.map((r) => r.now!.count.due)).toEqual([...list.cases.map((r) => r.now!.count.due)].sort())
    expect(list.counts?.['case.accepted']).toBeGreaterThan(0)
    expect(await code(city.run(cases.unitCases, { kind: 'approval' }, applicant))).toBe('FORBIDDEN')
    expect(await code(city.run(c.myCases, {}, anonymous))).toBe('LOGIN_REQUIRED')
  })
})

describe('bad input', () => {
  test.each([
    ['an unknown item', { itemCode: '350200-01-9999', form: FORM }, 'NO_ITEM'],
    [
      'a form that does not match',
      { itemCode: CONSTRUCTION, form: { ...FORM, floorArea: -1, phone: 'x', extra: 1 } },
      'FORM',
    ],
  ])('submit: %s', async (_, input, expected) => {
    await upload(applicant)
    const error = await city.run(c.submitApplication, input as never, applicant).catch((e) => e)
    expect(error.code).toBe(expected)
    if (expected === 'FORM') expect(Object.keys(error.fields).sort()).toEqual(['extra', 'floorArea', 'phone'])
  })
  test('a retired item takes no new applications, and open cases go on', async () => {
    const { caseId, number } = await submit()
    const legal = await city.officer('350200-fazhi', 'legal-officer')
    const item = await city.db.transaction().execute((tx) => publishedItem(tx, CONSTRUCTION, city.clock.now()))
    await city.run(retire, { id: item!.id, reason: '改由新事项办理。' }, legal)
    city.clock.advance(1000)
    await expect(upload(applicant)).rejects.toMatchObject({ code: 'NO_ITEM' })
    expect(await code(city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM }, applicant))).toBe('NO_ITEM')
    expect(await code(city.run(c.acceptCase, { caseId }, clerk))).toBe('OK')
    expect((await view(number)).status).toBe('accepted')
    await city.database
      .owner`update catalog.version set status = 'published', retired_at = null where id = ${item!.id}::uuid`
    city.clock.set('2026-03-02T01:00:00Z')
  })
  test('every act names the item’s version and the chart that was followed', async () => {
    const { number } = await decided()
    const digests = new Set((await view(number)).acts.map((a) => `${a.facts.itemVersion} ${a.facts.chartDigest}`))
    expect(digests.size).toBe(1)
    expect([...digests][0]).toMatch(/^1 [0-9a-f]{64}$/)
  })
  test('missing materials are named', async () => {
    const someone = await city.citizen('citizen2')
    await upload(someone, ['land'])
    const error = await city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: FORM }, someone).catch((e) => e)
    expect(error.code).toBe('MATERIALS')
    expect(Object.keys(error.fields)).toEqual([
      'material.planning',
      'material.contract',
      'material.drawings',
      'material.safety',
    ])
  })
  test('the same form from a second window is told its number; another form is told what is missing', async () => {
    const someone = await city.citizen('citizen2')
    await upload(someone)
    const form = { ...FORM, projectName: '两个窗口' }
    const submit = (of: object) =>
      city.run(c.submitApplication, { itemCode: CONSTRUCTION, form: of as never }, someone).catch((e) => e)
    const { number } = await submit(form)
    const again = await submit(form)
    expect([again.code, again.detail.zh]).toEqual(['ALREADY', expect.stringContaining(number)])
    expect((await submit({ ...form, projectName: '第三个窗口' })).code).toBe('MATERIALS')
  })
  test('a wrong check digit warns with the reason and does not refuse', async () => {
    await upload(applicant)
    const { warnings } = await city.run(
      c.submitApplication,
      { itemCode: CONSTRUCTION, form: { ...FORM, uscc: '913502000000010009', contactId: '350200190001010011' } },
      applicant,
    )
    expect(Object.keys(warnings).sort()).toEqual(['contactId', 'uscc'])
    expect(warnings.uscc!.zh).toContain('应为')
  })
  test.each([
    ['an empty file', new Uint8Array(), 'BAD_FILE'],
    [
      'a program named .pdf',
      new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, ...new Array(64).fill(0)]),
      'BAD_FILE',
    ],
    ['text named .pdf', new TextEncoder().encode('<script>alert(1)</script>'), 'BAD_FILE'],
    ['too large', new Uint8Array([...PDF, ...new Uint8Array(11 * 1024 * 1024)]), 'BAD_FILE'],
  ])('upload: %s', async (_, bytes, expected) => {
    expect(
      await code(
        city.run(
          c.uploadMaterial,
          { itemCode: CONSTRUCTION, material: 'land', file: { name: 'a.pdf', size: bytes.length, bytes } },
          applicant,
        ),
      ),
    ).toBe(expected)
  })
  test('a hostile name is made harmless, a wanted one kept', async () => {
    const name = async (n: string) =>
      (
        await city.run(
          c.uploadMaterial,
          { itemCode: CONSTRUCTION, material: 'land', file: { name: n, size: PDF.length, bytes: PDF } },
          applicant,
        )
      ).name
    expect(await name('../../etc/passwd')).toBe('passwd')
    expect(await name('C:\\fakepath\\用地 批准.pdf')).toBe('用地 批准.pdf')
    expect(await name('a\u202efdp.exe')).toBe('afdp.exe')
    expect(await name('..')).toBe('未命名')
  })
  test('one’s own draft file can be removed, a submitted one and another’s cannot', async () => {
    const file = await city.run(
      c.uploadMaterial,
      { itemCode: CONSTRUCTION, material: 'land', file: { name: 'x.pdf', size: PDF.length, bytes: PDF } },
      applicant,
    )
    expect(await code(city.run(c.removeMaterial, { id: file.id }, await city.citizen('citizen2')))).toBe('FORBIDDEN')
    expect(await code(city.run(c.removeMaterial, { id: file.id }, applicant))).toBe('OK')
    expect(await code(city.run(c.removeMaterial, { id: file.id }, applicant))).toBe('NO_FILE')
    expect(await code(city.run(c.removeMaterial, { id: 'x' }, applicant))).toBe('INVALID')
    const { number } = await submit()
    const kept = (await view(number)).papers[0]!
    expect(await code(city.run(c.removeMaterial, { id: kept.id }, applicant))).toBe('NO_FILE')
  })
  test('a draft is kept and is mine', async () => {
    await city.run(c.saveApplicationDraft, { itemCode: CONSTRUCTION, form: { projectName: '半' } }, applicant)
    expect((await city.run(c.myCases, {}, applicant)).drafts.map((d) => d.itemCode)).toContain(CONSTRUCTION)
    expect(await code(city.run(c.saveApplicationDraft, { itemCode: 'none', form: {} }, applicant))).toBe('NO_ITEM')
    expect(await code(city.run(c.saveApplicationDraft, { itemCode: CONSTRUCTION, form: {} }, anonymous))).toBe(
      'LOGIN_REQUIRED',
    )
    expect(await code(city.run(c.saveApplicationDraft, { itemCode: CONSTRUCTION } as never, applicant))).toBe('INVALID')
  })
})
