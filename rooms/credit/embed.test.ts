import { afterAll, beforeAll, expect, test } from 'vitest'
import { readItems } from '../../apps/demonstration/found-city.ts'
import parties, { contract as marks } from '../../kernel/parties/index.ts'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { actsOf, text } from '../../kernel/platform/index.ts'
import { CITY, PDF } from '../../test/city.ts'
import { acceptCase, decide, review, submitApplication, uploadMaterial } from '../approvals/contract.ts'
import { annul, publish } from '../enforcement/contract.ts'
import { type EnforcementCity, enforcementCity, FREIGHT, freightFacts } from '../enforcement/harness.ts'
import { recordOf } from './contract.ts'
import credit from './index.ts'

const FINE = 400_000
const LICENCE = '350203-01-0101'
const SHOP = '91350200000001028Q'
let of: EnforcementCity
beforeAll(async () => {
  of = await enforcementCity([parties, credit])
})
afterAll(() => of.city.close())

test('a penalty that is published is a fact and no listing; annulled it is shown nowhere', async () => {
  const { city, freight } = of
  const { caseId, number } = await of.decided(freight, FREIGHT, { facts: freightFacts, fine: FINE } as never)
  await city.run(publish, { caseId }, freight.head)
  await of.heard()
  const uscc = '91350200000001007K'
  const { facts, listings } = await city.run(recordOf, { uscc })
  expect(facts.map((f) => [f.kind, f.source])).toEqual([['penalty', number]])
  expect(listings).toEqual([])
  await city.run(annul, { caseId, by: 'court', what: 'annulled', reason: '主要证据不足。' }, freight.head)
  await of.heard()
  expect((await city.run(recordOf, { uscc })).facts).toEqual([])
})

test('who lost a food licence gets none: by code, at the decision, and the act keeps the proof', async () => {
  const { city } = of
  const item = readItems(CITY).find((i) => i.code === LICENCE)!
  const { publishItems } = await import('../../apps/demonstration/found-city.ts')
  await publishItems(
    {
      city: CITY,
      home: '350200',
      perform: (c, i, by) => city.run(c, i, by.as as never),
      read: (w) => city.db.transaction().execute(w),
    },
    city.clock.now(),
    [LICENCE],
  )
  city.clock.advance(1000)
  const me = await city.citizen()
  const apply = async (uscc: string) => {
    for (const { id: material, mandatory } of item.content.materials as { id: string; mandatory: boolean }[])
      if (mandatory)
        await city.run(
          uploadMaterial,
          { itemCode: LICENCE, material, file: { name: 'a.pdf', size: PDF.length, bytes: PDF } },
          me,
        )
    const form = {
      shopName: '莲花小馆',
      uscc,
      address: '思明区莲花路 8 号',
      kind: '餐饮服务经营者',
      items: ['热食类食品制售'],
      legalPerson: '林晓明',
      legalPersonId: '350200199001010018',
      phone: '13800000000',
    }
    const { caseId } = await city.run(submitApplication, { itemCode: LICENCE, form }, me)
    await city.run(acceptCase, { caseId }, await city.officer('350203-shichang', 'clerk'))
    await city.run(review, { caseId, opinion: '符合条件。' }, await city.officer('350203-shichang', 'reviewer'))
    return caseId
  }
  const head = await city.officer('350203-shichang', 'approver')
  const { id } = await city.run(
    marks.mark,
    {
      subject: { uscc: SHOP },
      name: '集美石材有限公司（演示）',
      list: 'food-licence-revoked',
      purposes: ['food-licence'],
      level: 'bar',
      basis: [{ law: '食品安全法', article: 135 }],
      from: '2026-01-01',
      to: '2030-12-31',
      repair: text('期满自动移出。', 'At its end.'),
      reason: '许可证被吊销。',
    },
    head,
  )
  const grant = (caseId: string) => code(city.run(decide, { caseId, outcome: 'grant', reason: '' }, head))
  const caseId = await apply(SHOP)
  expect(await grant(caseId)).toBe('MARKED')
  // The same name under another code is somebody else; to refuse asks nobody's standing.
  expect(await grant(await apply('91350200000001035G'))).toBe('OK')
  const other = await apply(SHOP)
  expect(
    await code(city.run(decide, { caseId: other, outcome: 'refuse', reason: '食品安全法第一百三十五条。' }, head)),
  ).toBe('OK')
  await city.run(marks.lift, { id, reason: '吊销决定被撤销。', annul: true }, head)
  const { acts } = await city.run(marks.leanedOn, { mark: id }, head)
  expect(acts.map((a) => `${a.effect} ${a.leaning}`)).toEqual(['refuse standing.refused'])
  expect(await grant(caseId)).toBe('OK')
  const list = await city.db.transaction().execute((tx) => actsOf(tx, '350203', caseId))
  expect(list.at(-1)).toMatchObject({
    type: 'standing.checked',
    public: {
      purpose: 'food-licence',
      effect: 'none',
      leaning: 'case.decided',
      lists: [{ list: 'food-licence-revoked', version: 2 }],
    },
  })
  expect(JSON.stringify(list.at(-1)!.public)).not.toContain((me as { personId: string }).personId)
})
