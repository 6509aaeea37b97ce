import { expect, test } from 'vitest'
import type { Act } from '../../kernel/platform/index.ts'
import { EMPTY, fold, type Project, span, unpaid } from './case.fold.ts'
import { broken, links, type Money, NOTHING, plannedPercent } from './money.rules.ts'

const FULL: Money = {
  ...NOTHING,
  estimate: 1000,
  design: 1100,
  budget: 1100,
  contracts: 900,
  changes: 100,
  advances: 90,
  certified: 500,
  certifiedAdvances: 90,
  paid: 400,
}

test.each<[string, Partial<Money>, string | undefined]>([
  ['all holds', {}, undefined],
  ['paid as much as certified', { paid: 500 }, undefined],
  ['paid one 分 more', { paid: 501 }, 'paid'],
  ['certified as much as contracts and changes', { certified: 1000 }, undefined],
  ['certified one 分 more', { certified: 1001 }, 'certified'],
  ['a change that takes work away from what was certified', { changes: -401 }, 'certified'],
  ['advances over what contracts grant', { certifiedAdvances: 91 }, 'advance'],
  ['contracts to the budget', { contracts: 1000 }, undefined],
  ['contracts over it', { contracts: 1001 }, 'committed'],
  ['a budget cut under what is committed', { budget: 999 }, 'committed'],
  ['a budget over the settled estimate', { budget: 1101 }, 'design'],
  ['a budget over 110% of the study', { design: 2000, budget: 1101 }, 'estimate'],
  ['the same after an adjustment by art. 23', { design: 2000, budget: 1101, adjusted: true }, undefined],
  ['settled under what was certified', { settled: 499 }, 'certified'],
  ['settled over contracts and changes', { settled: 1001 }, 'settled'],
  ['settled between', { settled: 980 }, undefined],
])('%s', (_, change, wanted) => expect(broken(FULL, change, 10)?.id).toBe(wanted))

test('a tenth of an odd sum is no more than a tenth', () => {
  const m = { ...NOTHING, estimate: 1005, design: 5000 }
  expect(broken(m, { budget: 1105 }, 10)).toBeUndefined()
  expect(broken(m, { budget: 1106 }, 10)?.id).toBe('estimate')
})
test('what is not reached is not asked; a simplified project has no study', () => {
  expect(links(NOTHING, 10).map((l) => l.id)).toEqual(['paid', 'advance', 'certified'])
  const simple = { ...NOTHING, design: 700, budget: 700 }
  expect(links(simple, 10).map((l) => l.id)).toEqual(['paid', 'advance', 'certified', 'committed', 'design'])
})

test.each([
  ['2026-01-01', '2026-01-11', '2025-12-31', 0],
  ['2026-01-01', '2026-01-11', '2026-01-01', 0],
  ['2026-01-01', '2026-01-11', '2026-01-06', 50],
  ['2026-01-01', '2026-01-11', '2026-01-11', 100],
  ['2026-01-01', '2026-01-11', '2027-01-01', 100],
])('from %s to %s, on %s works ought to be at %i%%', (from, to, today, wanted) =>
  expect(plannedPercent(from, to, today)).toBe(wanted),
)

const act = (type: string, on: string, said: object) =>
  ({ type, happenedAt: new Date(`${on}T02:00:00Z`), public: said }) as unknown as Act
const claim = (contract: string, amount: number, on: string, payBy: string) =>
  act('project.certified', on, { what: 'progress', contract, amount, payBy })
const paid = (contract: string, amount: number) => act('project.paid', '2026-02-01', { contract, amount, voucher: 'x' })
const after = (...acts: Act[]): Project => acts.reduce(fold, EMPTY)

test.each<[string, Act[], string | undefined]>([
  ['nothing certified', [], undefined],
  ['one claim', [claim('A', 10, '2026-01-01', '2026-01-31')], '2026-01-31'],
  ['covered', [claim('A', 10, '2026-01-01', '2026-01-31'), paid('A', 10)], undefined],
  ['part paid', [claim('A', 10, '2026-01-01', '2026-01-31'), paid('A', 9)], '2026-01-31'],
  [
    'payments go to the oldest first',
    [claim('A', 10, '2026-01-01', '2026-01-31'), claim('A', 10, '2026-01-10', '2026-02-09'), paid('A', 15)],
    '2026-02-09',
  ],
  [
    'not to another contract',
    [claim('A', 10, '2026-01-01', '2026-01-31'), claim('B', 10, '2026-01-10', '2026-02-09'), paid('B', 10)],
    '2026-01-31',
  ],
])('owed: %s', (_, acts, wanted) => expect(unpaid(after(...acts))?.payBy).toBe(wanted))

test('the span of works: of the contracts where there are some', () => {
  const form = { from: '2026-01-01', to: '2026-12-31' } as Project['form']
  expect(span({ form, contracts: [] })).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  const contracts = [
    { from: '2026-02-01', to: '2026-06-01' },
    { from: '2026-03-01', to: '2026-09-01' },
  ] as Project['contracts']
  expect(span({ form, contracts })).toEqual({ from: '2026-02-01', to: '2026-09-01' })
})
