import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'
import { desk, portal } from './paths.ts'

export const OFFICER = 'levy-officer'
export const HEAD = 'levy-head'

export type Levy = {
  status: keyof typeof words
  item: string
  declared: number
  quantity: number | null
  amount: number | null
  order: string | null
  relieved: { ground: string; percent: number } | null
  receipt: string | null
}
const words = {
  declared: text('待核定', 'To be assessed'),
  assessed: text('待决定', 'To be decided'),
  owed: text('待缴款', 'To be paid'),
  waived: text('免征', 'Waived'),
  none: text('不应征收', 'Not due'),
  paid: text('已缴入国库', 'Paid to the treasury'),
}

function fold(f: Levy, a: Act): Levy {
  const p = a.public
  switch (a.type as keyof typeof acts) {
    case 'levy.declared':
      return { ...f, item: p.item, declared: p.quantity }
    case 'levy.assessed':
      return { ...f, status: 'assessed', quantity: p.quantity }
    case 'levy.decided':
      return p.outcome === 'levy'
        ? { ...f, status: 'owed', amount: p.amount, order: p.order }
        : { ...f, status: p.outcome === 'none' ? 'none' : 'declared' }
    case 'levy.relieved':
      return {
        ...f,
        status: p.amount === 0 ? 'waived' : 'owed',
        amount: p.amount,
        order: p.order ?? null,
        relieved: { ground: p.ground, percent: p.percent },
      }
    case 'levy.paid':
      return { ...f, status: 'paid', receipt: p.receipt }
    default:
      return f
  }
}

export const levy = defineCaseKind<Levy>({
  kind: 'levy',
  title: text('行政征收', 'Levy'),
  parties: { payer: text('缴费人', 'Payer') },
  acts: [...(Object.keys(acts) as (keyof typeof acts)[]), ...COMMON_ACTS],
  steps: {
    'levy.assessed': { title: text('核定数量', 'Assess'), outcomes: [], post: OFFICER },
    'levy.decided': { title: text('决定征收', 'Decide'), outcomes: ['levy', 'return', 'none'], post: HEAD },
    'levy.paid': { title: text('缴入国库', 'Paid to the treasury'), outcomes: [], post: OFFICER },
  },
  needs: ['levy.assessed', 'levy.decided', 'levy.paid'],
  pages: { desk, portal },
  fold: (list) =>
    list.reduce(fold, {
      status: 'declared',
      item: '',
      declared: 0,
      quantity: null,
      amount: null,
      order: null,
      relieved: null,
      receipt: null,
    }),
  status: (f) => ({
    code: f.status,
    text: words[f.status],
    closed: f.status === 'paid' || f.status === 'waived' || f.status === 'none',
  }),
  // No limit of law runs against the unit: none was found in the sources.
  duties: (): Duty[] => [],
})

export const { step, act } = caseOperations(levy, acts)
