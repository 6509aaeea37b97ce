// One applicant, one item, several applications in one sitting.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readItems } from '../../../apps/demonstration/found-city.ts'
import { type Actor, actsOf, type PersonActor, Problem, tableRows } from '../../../kernel/platform/index.ts'
import { CITY, PDF, type TestCity, testCity } from '../../../test/city.ts'
import { xlsxOf } from '../../../trade/scoring/index.ts'
import * as c from '../contract.ts'
import { columnsOf, pastedRows, rowsOfTable } from './batch.rules.ts'

const LINE = '350200-01-0022'
const BUNDLE = '350203-20-0001'
const { form } = readItems(CITY).find((i) => i.code === LINE)!
const FORM = {
  name: '鹭岛客运有限公司',
  uscc: '913502000000010006',
  permitNumber: '350200100001',
  owner: '王一',
  phone: '0592-1234567',
  from: '厦门枋湖客运中心',
  to: '漳州港尾',
  vehicles: 4,
}
const TO = ['漳州港尾', '泉州安海', '龙岩适中']
let city: TestCity
let applicant: Actor
beforeAll(async () => {
  city = await testCity({ items: [LINE] })
  applicant = await city.citizen()
})
afterAll(() => city.close())

const upload = (...materials: string[]) =>
  Promise.all(
    materials.map((material) =>
      city.run(
        c.uploadMaterial,
        { itemCode: LINE, material, file: { name: `${material}.pdf`, size: PDF.length, bytes: PDF }, batch: true },
        applicant,
      ),
    ),
  )
const submit = (rows: object[], as = applicant) => city.run(c.submitBatch, { itemCode: LINE, rows: rows as never }, as)
const refusal = async (p: Promise<unknown>): Promise<Problem> =>
  p.then(
    () => expect.fail('it was taken'),
    (e) => {
      if (e instanceof Problem) return e
      throw e
    },
  )
const mine = () => city.run(c.myCases, { page: 1 } as never, applicant)

describe('all or none', () => {
  test('each row says what is wrong with it, at its own field; papers are missed once; nothing is submitted', async () => {
    await city.run(
      c.saveApplicationDraft,
      { itemCode: LINE, form: { r1: FORM, r2: { ...FORM, vehicles: 'many' } }, batch: true },
      applicant,
    )
    await upload('plan')
    const error = await refusal(submit([FORM, { ...FORM, vehicles: 'many' }, { ...FORM, to: '' }, FORM]))
    expect(error.code).toBe('FORM')
    expect(Object.keys(error.fields).sort()).toEqual(['material.drivers', 'material.vehicles', 'r2.vehicles', 'r3.to'])
    await upload('vehicles', 'drivers')
    const same = await refusal(submit([FORM, { ...FORM, to: TO[1] }, FORM]))
    expect(same.fields['r3.name']!.zh).toContain('和第 1 件一模一样')
    const { cases, drafts } = await mine()
    expect(cases).toEqual([])
    expect(drafts).toMatchObject([{ itemCode: LINE, batch: true }])
  })
  test('bounds: none, too many, what is made of others, who may', async () => {
    expect((await refusal(submit([]))).code).toBe('INVALID')
    expect((await refusal(submit(Array.from({ length: c.MOST_AT_ONCE + 1 }, () => FORM)))).code).toBe('INVALID')
    expect((await refusal(city.run(c.submitBatch, { itemCode: BUNDLE, rows: [FORM] }, applicant))).code).toBe('NO_ITEM')
    expect(
      (await refusal(city.run(c.submitBatch, { itemCode: LINE, rows: [FORM], capacity: 'o:x' }, applicant))).code,
    ).toBe('NO_CAPACITY')
  })
  test('each is a case of its own, with the papers, a number and a clock; one receipt names them all', async () => {
    const { batch, cases } = await submit(TO.map((to) => ({ ...FORM, to })))
    expect(new Set(cases.map((m) => m.number)).size).toBe(3)
    for (const [i, { number }] of cases.entries()) {
      const seen = await city.run(c.getCase, { number }, applicant)
      expect(seen.form.to).toBe(TO[i])
      expect(seen.papers.map((paper) => paper.slot).sort()).toEqual(['drivers', 'plan', 'vehicles'])
      expect(seen.clocks.correction).toBeDefined()
      expect(seen.quota).toMatchObject({ arrived: i + 1 })
    }
    const { personId } = applicant as PersonActor
    const together = (await city.db.transaction().execute((tx) => actsOf(tx, '350200', personId))).at(-1)!
    expect(together).toMatchObject({
      type: 'applications.submitted-together',
      published: false,
      public: { batch, numbers: cases.map((m) => m.number) },
    })
    expect(await mine()).toMatchObject({ drafts: [], together: [{ itemCode: LINE, batch, cases: 3 }] })
    // The counter takes them together, and each goes its own way from there.
    const clerk = await city.officer('350200-jiaotong', 'clerk')
    await city.run(c.acceptMany, { numbers: cases.slice(0, 2).map((m) => m.number) }, clerk)
    await city.run(c.issueCorrection, { caseId: cases[2]!.caseId, notice: '请补站点方案。' }, clerk)
    const states = await Promise.all(cases.map(({ number }) => city.run(c.getCase, { number }, applicant)))
    expect(states.map((s) => s.status)).toEqual(['accepted', 'accepted', 'correcting'])
    expect(new Set(states.slice(0, 2).map((s) => s.documents[0]!.number)).size).toBe(2)
  })
})

describe('a table', () => {
  const columns = columnsOf(form as never, 'zh')
  const line = (to: string) => [
    '鹭岛客运有限公司',
    '913502000000010006',
    '350200100001',
    '王一',
    '0592-1',
    '枋湖',
    to,
    '4',
  ]
  const read = (rows: string[][]) => rowsOfTable(form as never, rows)
  test('of a spreadsheet, of a CSV, and pasted with tabs are the same rows', async () => {
    const table = [columns, line('港尾'), ['', '', '', '', '', '', '', ''], line('安海')]
    const wanted = {
      rows: [expect.objectContaining({ to: '港尾' }), expect.objectContaining({ to: '安海', vehicles: '4' })],
    }
    expect(read(await tableRows(xlsxOf('申请', table)))).toEqual(wanted)
    expect(read(pastedRows(table.map((r) => r.join(',')).join('\n'))!)).toEqual(wanted)
    expect(read(pastedRows(table.map((r) => r.join('\t')).join('\r\n'))!)).toEqual(wanted)
    // In English, in any order, and not all of them.
    expect(
      read([
        ['To', 'From'],
        ['港尾', '枋湖'],
      ]),
    ).toEqual({ rows: [{ to: '港尾', from: '枋湖' }] })
  })
  test.each<[string, string[][], string]>([
    ['without names of columns', [line('港尾')], '认不出：鹭岛客运有限公司'],
    [
      'with a column of its own',
      [
        [...columns, '备注'],
        [...line('港尾'), '急'],
      ],
      '认不出：备注',
    ],
    ['with nothing in it', [columns], '没有内容'],
    ['empty', [], '第一行要写列名'],
    [
      'too long',
      [columns, ...Array.from({ length: c.MOST_AT_ONCE + 1 }, (_, i) => line(`站 ${i}`))],
      `一次至多 ${c.MOST_AT_ONCE} 件`,
    ],
  ])('that is %s is refused in words', (_, rows, said) => {
    const found = read(rows)
    expect('problem' in found && found.problem.zh).toContain(said)
  })
  test('choices by their words in either language', () => {
    const schema = {
      type: 'object',
      properties: {
        kind: { type: 'string', title: '种类', enum: ['热食', '冷食'], 'x-enum-en': ['hot', 'cold'] },
        also: { type: 'array', title: '另办', items: { enum: ['甲', '乙'], 'x-enum-en': ['A', 'B'] } },
      },
    }
    expect(
      rowsOfTable(schema, [
        ['种类', '另办'],
        ['cold', '甲、B'],
      ]),
    ).toEqual({
      rows: [{ kind: '冷食', also: ['甲', '乙'] }],
    })
  })
})
