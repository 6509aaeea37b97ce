import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import { itemVersion } from '../../kernel/catalog/index.ts'
import { citizen, codeOf as code } from '../../kernel/platform/harness.ts'
import { type Actor, anonymous, type Contract, system } from '../../kernel/platform/index.ts'
import { CITY, CONSTRUCTION, type TestCity, testCity } from '../../test/city.ts'
import * as c from './contract.ts'
import { findings } from './review.rules.ts'

let city: TestCity
let drafter: Actor
let legal: Actor
beforeAll(async () => {
  city = await testCity()
  drafter = await city.officer('350200-jianshe', 'drafter')
  legal = await city.officer('350200-fazhi', 'legal-officer')
})
afterAll(() => city.close())

const construction = readItems(CITY).find((i) => i.code === CONSTRUCTION)!
let serial = 100
/** A new item of the drafter's unit, so that each test has an open draft of its own. */
const draft = () => city.run(c.openDraft, { ...construction, code: `350200-01-${String(9000 + serial++)}` }, drafter)
const submitted = async () => {
  const made = await draft()
  await city.run(c.submitForReview, made, drafter)
  return made
}
const passed = async () => {
  const made = await submitted()
  await city.run(c.passReview, { ...made, opinion: '依据充分。' }, legal)
  return made
}
const published = async () => {
  const made = await passed()
  await city.run(c.publish, made, legal)
  return made
}

type Row = [string, Contract, () => Promise<{ id: string }>, Record<string, unknown>, () => Actor, () => Actor]
const rows: Row[] = [
  ['submit-for-review', c.submitForReview, draft, {}, () => drafter, () => legal],
  ['return-with-opinion', c.returnWithOpinion, submitted, { opinion: '请补充依据。' }, () => legal, () => drafter],
  ['pass-review', c.passReview, submitted, { opinion: '同意公布。' }, () => legal, () => drafter],
  ['publish', c.publish, passed, {}, () => legal, () => citizen()],
  ['retire', c.retire, published, { reason: '事项取消。' }, () => legal, () => citizen()],
]
describe.each(rows)('%s', (_name, contract, prepare, more, who, stranger) => {
  const go = (id: string, as: Actor) => city.run(contract as never, { id, ...more } as never, as)
  test('allowed, then conflicting', async () => {
    const { id } = await prepare()
    expect(await code(go(id, who()))).toBe('OK')
    expect(await code(go(id, who()))).toBe('WRONG_STATE')
  })
  test('forbidden', async () => {
    const { id } = await prepare()
    expect(await code(go(id, stranger()))).toBe('FORBIDDEN')
    expect(await code(go(id, anonymous))).toBe('LOGIN_REQUIRED')
  })
  test('invalid', async () => {
    expect(await code(go('x', who()))).toBe('INVALID')
    expect(await code(go('018f0000-0000-7000-8000-000000000000', who()))).toBe('NO_VERSION')
  })
})

describe('steps of a chart that nobody could do', () => {
  const chart = construction.bpmn
  test.each<[string, string, string[]]>([
    ['as it is', chart, []],
    ['a step without an act', chart.replace(' gnomon:act="case.reviewed"', ''), ['NOBODY review']],
    [
      'a step with an act that is none',
      chart.replace('gnomon:act="licence.issued"', 'gnomon:act="licence.sung"'),
      ['NOBODY issue'],
    ],
    [
      'a business rule that names no standard',
      chart
        .replace('<userTask id="issue"', '<businessRuleTask id="issue" gnomon:decision="fee"')
        .replace(/(id="issue"[\s\S]*?)<\/userTask>/, '$1</businessRuleTask>'),
      ['NOBODY issue'],
    ],
    ['no decision', chart.replace('gnomon:act="case.decided"', 'gnomon:act="case.reviewed"'), ['NO_ACT']],
  ])('%s', async (_, bpmn, wanted) => {
    const { sound, problems } = await city.run(c.checkChart, { bpmn }, drafter)
    expect(problems.map((p) => [p.code, p.element].filter(Boolean).join(' '))).toEqual(wanted)
    expect(sound).toBe(wanted.length === 0)
    if (problems[0]) expect(problems[0].message.zh).toMatch(/行为|gnomon:(act|decision)/)
  })
  test('stop publication', async () => {
    const { id } = await city.run(
      c.openDraft,
      {
        ...construction,
        code: `350200-01-${String(9000 + serial++)}`,
        bpmn: chart.replace(' gnomon:act="case.served"', ''),
      },
      drafter,
    )
    expect(await code(city.run(c.submitForReview, { id }, drafter))).toBe('UNSOUND')
  })
})

describe('drafts', () => {
  test('one open draft an item, of one’s own unit, from the version in force', async () => {
    const { id } = await city.run(c.openDraft, { code: CONSTRUCTION }, drafter)
    const made = await city.db.transaction().execute((tx) => itemVersion(tx, id))
    expect(made).toMatchObject({ number: 2, status: 'draft', code: CONSTRUCTION })
    expect(await code(city.run(c.openDraft, { code: CONSTRUCTION }, drafter))).toBe('OPEN_DRAFT')
    expect(await code(city.run(c.openDraft, { code: '350200-01-0999' }, drafter))).toBe('NOTHING_TO_START_FROM')
    expect(
      await code(
        city.run(
          c.openDraft,
          { ...construction, code: '350200-01-0998', content: { ...construction.content, unit: '350200-guihua' } },
          drafter,
        ),
      ),
    ).toBe('OTHER_UNIT')
    expect(await code(city.run(c.openDraft, { code: CONSTRUCTION }, legal))).toBe('FORBIDDEN')
    expect(await code(city.run(c.openDraft, { code: 'bad' }, drafter))).toBe('INVALID')
  })
  test('saving: own unit, right revision, only while it is a draft', async () => {
    const { id } = await draft()
    expect((await city.run(c.saveDraft, { id, revision: 1, content: { conditions: [] } }, drafter)).revision).toBe(2)
    expect(await code(city.run(c.saveDraft, { id, revision: 1 }, drafter))).toBe('STALE')
    expect(
      await code(city.run(c.saveDraft, { id, revision: 2 }, await city.officer('350203-shichang', 'drafter'))),
    ).toBe('FORBIDDEN')
    expect(await code(city.run(c.saveDraft, { id: 'x', revision: 2 }, drafter))).toBe('INVALID')
    const done = await submitted()
    expect(await code(city.run(c.saveDraft, { ...done, revision: 2 }, drafter))).toBe('WRONG_STATE')
  })
  test.each([
    [
      'an unsound chart',
      { bpmn: construction.bpmn.replace('<sequenceFlow id="f-deny"', '<sequenceFlow id="f-deny-x"') },
      'UNSOUND',
    ],
    ['malformed BPMN', { bpmn: '<definitions' }, 'UNSOUND'],
    ['a form that is no schema', { form: { type: 'object', properties: { a: { type: 'strin' } } } }, 'BAD_FORM'],
    ['a form that is no object', { form: { type: 'string' } }, 'BAD_FORM'],
    ['a citation that does not stand', { content: { basis: [{ law: '建筑法', article: 999 }] } }, 'BAD_BASIS'],
    [
      'a promise longer than the law',
      {
        content: {
          limits: { ...construction.content.limits, promised: { ...construction.content.limits.promised, value: 30 } },
        },
      },
      'BAD_BASIS',
    ],
    ['content that does not match its shape', { content: { conditions: [] } }, 'INVALID'],
  ])('%s stops at submission', async (_, change, expected) => {
    const { id } = await draft()
    await city.run(c.saveDraft, { id, revision: 1, ...change }, drafter)
    expect(await code(city.run(c.submitForReview, { id }, drafter))).toBe(expected)
  })
})

describe('review and publication', () => {
  test('a returned version can be mended and submitted again', async () => {
    const { id } = await submitted()
    await city.run(c.returnWithOpinion, { id, opinion: '请说明承诺期限。' }, legal)
    const back = await city.db.transaction().execute((tx) => itemVersion(tx, id))
    expect(back).toMatchObject({ status: 'returned', opinion: '请说明承诺期限。' })
    expect(await code(city.run(c.submitForReview, { id }, drafter))).toBe('OK')
  })
  test('publishing pins digests, retires the version before, and not in the past', async () => {
    const { id } = await passed()
    expect(await code(city.run(c.publish, { id, from: '2020-01-01' }, legal))).toBe('PAST')
    const { digest, chartDigest } = await city.run(c.publish, { id }, legal)
    expect(digest).toMatch(/^[0-9a-f]{64}$/)
    expect(chartDigest).toMatch(/^[0-9a-f]{64}$/)
    const first = (await city.db.transaction().execute((tx) => itemVersion(tx, id)))!
    const second = await city.run(c.openDraft, { code: first.code }, drafter)
    await city.run(c.submitForReview, second, drafter)
    await city.run(c.passReview, { ...second, opinion: '同意。同意。' }, legal)
    await city.run(c.publish, second, legal)
    expect((await city.db.transaction().execute((tx) => itemVersion(tx, id)))!.retiredAt).not.toBeNull()
  })
  test('nobody reviews their own draft', async () => {
    const { id } = await submitted()
    await city.database
      .owner`update catalog.version set drafted_by = ${(legal as { personId: string }).personId}::uuid where id = ${id}`
    expect(await code(city.run(c.passReview, { id, opinion: '我自己起草的。' }, legal))).toBe('OWN_DRAFT')
  })
  test('scenarios: the system or the legal office', async () => {
    expect(await code(city.run(c.putScenarios, { scenarios: [] }, system('x')))).toBe('OK')
    expect(await code(city.run(c.putScenarios, { scenarios: [] }, drafter))).toBe('FORBIDDEN')
    expect(await code(city.run(c.putScenarios, {} as never, legal))).toBe('INVALID')
  })
  test('findings: seven days against the general twenty is something to look at, thirty is a stop', () => {
    expect(findings(construction.content).map((f) => f.severity)).toEqual(['look'])
    const thirty = {
      ...construction.content,
      limits: { ...construction.content.limits, statutory: { ...construction.content.limits.statutory, value: 30 } },
    }
    expect(findings(thirty).some((f) => f.severity === 'stop' && f.message.zh.includes('二十日'))).toBe(true)
  })
  test('a citation that does not stand stops, wherever in the content it is', () => {
    const [first, ...others] = construction.content.materials as object[]
    const materials = [{ ...first, basis: [{ law: '建筑法', article: 999 }] }, ...others]
    expect(findings({ ...construction.content, materials }).find((f) => f.severity === 'stop')).toMatchObject({
      field: 'materials[0].basis[0].article',
      where: { zh: '材料 1 · 要求这份材料的依据（选填） 1 · 条' },
    })
  })
})

describe('checkChart', () => {
  const check = (bpmn: string, as: Actor) => city.run(c.checkChart, { bpmn }, as)
  test('answers on what nobody has saved, for drafters and the legal office', async () => {
    expect(await check(construction.bpmn, drafter)).toMatchObject({ sound: true, problems: [] })
    const { sound, problems } = await check(
      construction.bpmn.replace(/<sequenceFlow id="f-deny".*?<\/sequenceFlow>/s, ''),
      legal,
    )
    expect(sound).toBe(false)
    expect(problems.length).toBeGreaterThan(0)
    expect((await check('no xml', drafter)).problems).toMatchObject([{ code: 'NOT_XML' }])
  })
  test('forbidden to others', async () => {
    expect(await code(check(construction.bpmn, citizen()))).toBe('FORBIDDEN')
    expect(await code(check(construction.bpmn, anonymous))).toBe('LOGIN_REQUIRED')
  })
})
