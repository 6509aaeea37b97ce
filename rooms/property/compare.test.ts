import { describe, expect, test } from 'vitest'
import { compare, open, type Papers } from './compare.rules.ts'
import { saleKinds } from './kinds.ts'

const PAPERS: Papers = {
  decision: { title: '某公司 30% 股权', day: '2026-03-02' },
  appraisal: { appraised: 1000_00, base: '2026-01-31', day: '2026-03-03' },
  lowered: null,
  needsAppraisal: true,
  share: 90,
  notice: {
    ...{ floor: 1000_00, profile: 'property-dynamic', from: '2026-03-04', until: '2026-04-03', deposit: 200_00 },
    ...{ longEnough: true, first: true },
  },
  sale: {
    ...{ title: '某公司 30% 股权', start: 1000_00, profile: 'property-dynamic', price: 1200_00, buyer: '甲公司' },
    ...{ opens: '', closed: '', differs: 0 },
  },
  deal: { buyer: '甲公司', price: 1200_00, day: '2026-04-10' },
  contract: { asset: '某公司 30% 股权', buyer: '甲公司', price: 1200_00, day: '2026-04-13' },
  payment: { payer: '甲公司', paid: 1200_00, day: '2026-04-15', due: '2026-04-20' },
}
const differ = (
  more: { [K in keyof Papers]?: Papers[K] extends object | null ? Partial<Papers[K]> | null : Papers[K] },
) =>
  open(
    compare({
      ...PAPERS,
      ...(Object.fromEntries(
        Object.entries(more).map(([k, v]) => [
          k,
          v !== null && typeof v === 'object' ? { ...(PAPERS as any)[k], ...v } : v,
        ]),
      ) as object),
    }),
    [],
  )

describe('the comparison, field by field', () => {
  test.each([
    ['all agree', {}, []],
    ['blanks do not differ', { contract: { asset: '某公司30%股权' } }, []],
    ['another asset in the contract', { contract: { asset: '某公司 33% 股权' } }, ['asset']],
    ['no appraisal where one is needed', { appraisal: null }, ['appraised']],
    ['a floor below the appraisal at first', { notice: { floor: 999_99 }, sale: { start: 999_99 } }, ['floor']],
    ['a second notice at nine tenths', { notice: { floor: 900_00, first: false }, sale: { start: 900_00 } }, []],
    ['under nine tenths', { notice: { floor: 899_99, first: false }, sale: { start: 899_99 } }, ['floor']],
    [
      'under nine tenths, approved',
      { notice: { floor: 850_00, first: false }, sale: { start: 850_00 }, lowered: 850_00 },
      [],
    ],
    ['bidding from another floor', { sale: { start: 1001_00 } }, ['floor']],
    ['another profile', { sale: { profile: 'property-sealed' } }, ['method']],
    ['another buyer in the contract', { contract: { buyer: '乙公司' } }, ['buyer']],
    ['somebody else paid', { payment: { payer: '丙公司' } }, ['buyer']],
    ['another price in the contract', { contract: { price: 1200_01 } }, ['price', 'payment']],
    ['one 分 too little', { payment: { paid: 1199_99 } }, ['payment']],
    ['paid late', { payment: { day: '2026-04-21' } }, ['payment']],
    ['a contract before the deal', { contract: { day: '2026-04-09' } }, ['dates']],
    ['too short a notice', { notice: { longEnough: false } }, ['dates']],
    ['a log that does not recompute', { sale: { differs: 1 } }, ['log']],
  ] as const)('%s', (_, more, fields) => {
    expect(differ(more as never)).toEqual(fields)
  })
  test('what was waived blocks no more, and stands as it is', () => {
    const rows = compare({ ...PAPERS, contract: { ...PAPERS.contract, buyer: '乙公司' } })
    expect(open(rows, [{ field: 'buyer' }])).toEqual([])
    expect(rows.find((r) => r.field === 'buyer')!.same).toBe(false)
  })
  test('one alone agreed: no bid log is asked for', () => {
    expect(differ({ sale: null })).toEqual([])
  })
})

test('every kind of sale is data: its periods, its rule for one alone, its profiles', () => {
  expect(saleKinds.map((k) => `${k.id} ${k.disclosure.value} ${k.one} ${k.profiles.length}`)).toEqual([
    'equity 20 agree 3',
    'asset 20 agree 3',
    'lease 10 agree 2',
    'advertising 10 fail 2',
    'taxi 10 fail 2',
    'stall 7 agree 2',
  ])
})
