import { count, dayOf, type Limit } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type Figure, figuresIn } from '../../kernel/law/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { acts, BESIDE } from './acts.ts'
import { processes } from './contract.ts'
import { desk, portal } from './paths.ts'
import { begin, complaints, ENDED, fold, type Process, waiting, words } from './process.fold.ts'

export type { Process } from './process.fold.ts'
export const BUYER = 'procurement-buyer'
export const FINANCE = 'procurement-finance'
export const AGENCY = 'procurement-agency'

const rows = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, on: Date): Figure => rows.at(id, dayOf(on))
/** 数额标准 of a category: the place's own row before the city's. */
export function threshold(category: string, place: string, on: Date): Figure {
  const own = `open-${category}@${place}`
  return rows.all.some((f) => f.id === own) ? figure(own, on) : figure(`open-${category}`, on)
}
/** How a period of law stands at an instant. */
export const run = (id: string, start: Date, at: Date, finished?: Date | null) =>
  count({ limit: figure(id, start) as Limit, start, at, finished: finished ?? undefined, extensions: [] })

/** Everybody sees it from its notice or publicity on; a plan only officers. */
export const isPublic = (f: Process) => f.announced !== null || f.publicised !== null || f.winners.length > 0

const step1 = (zh: string, en: string, post: string, outcomes: string[] = []) => ({
  title: text(zh, en),
  outcomes,
  post,
})

export const procurement = defineCaseKind<Process>({
  kind: 'procurement',
  title: text('采购项目', 'Procurement'),
  parties: {
    buyer: text('采购人', 'Buyer'),
    bidder: text('供应商', 'Supplier'),
    expert: text('评审专家', 'Expert'),
    challenger: text('质疑人', 'Challenger'),
  },
  acts: [...Object.keys(acts).filter((a) => !BESIDE.includes(a)), ...COMMON_ACTS],
  steps: {
    'procurement.approved': step1('核准采购计划和方式', 'Approve plan and method', FINANCE, [
      'approve',
      'publicise',
      'return',
    ]),
    'procurement.announced': step1('发布采购公告', 'Publish the notice', AGENCY),
    'procurement.closed': step1('响应截止', 'Deadline', AGENCY, ['enough', 'few']),
    'procurement.called': step1('宣布开启', 'Call the opening', AGENCY),
    'procurement.opened': step1('开启', 'Open', AGENCY),
    'procurement.pooled': step1('封定专家名单', 'Close the pool', AGENCY),
    'procurement.drawn': step1('抽取专家', 'Draw', AGENCY),
    'procurement.round-called': step1('请供应商报价', 'Ask for quotes', AGENCY),
    'procurement.round-closed': step1('报价截止', 'Quotes close', AGENCY, ['enough', 'few']),
    'procurement.round-opened': step1('开启报价', 'Open the quotes', AGENCY, ['again', 'last']),
    'procurement.reported': { title: text('评审报告', 'Report'), outcomes: ['ranked', 'none'], by: 'party:expert' },
    'procurement.sent': step1('送交评审报告', 'Send the report', AGENCY),
    'procurement.confirmed': step1('确认结果', 'Confirm the result', BUYER),
    'procurement.publicised': step1('公示单一来源', 'Publicise the single source', BUYER),
    'procurement.negotiated': step1('商定价格', 'Agree on the price', BUYER),
    'procurement.notified': step1('公告结果、发出通知书', 'Publish the result', AGENCY),
    'procurement.contracted': step1('签订合同', 'Sign the contract', BUYER),
    'procurement.contract-published': step1('公告合同', 'Publish the contract', BUYER),
    'procurement.accepted': step1('验收', 'Accept', BUYER),
    'procurement.paid': step1('支付', 'Pay', FINANCE),
  },
  needs: ['procurement.approved', 'procurement.notified'],
  clocks: {
    'procurement.report': text('送交评审报告期限', 'Sending the report'),
    'procurement.confirm': text('确认结果期限', 'Confirming the result'),
    'procurement.notify': text('公告结果期限', 'Publishing the result'),
    'procurement.contract': text('签订合同期限', 'Signing the contract'),
    'procurement.publish': text('公告合同期限', 'Publishing the contract'),
    'procurement.refund': text('退还保证金期限', 'Bonds back'),
    'procurement.answer': text('答复质疑期限', 'Answering a challenge'),
    'procurement.decide': text('处理投诉期限', 'Deciding a complaint'),
  },
  shows: {
    list: processes,
    words: ['title', 'titleEn'],
    row(f, { found }) {
      if (!isPublic(f)) return undefined
      const { title, titleEn, method, budget } = f.form!
      return { title, titleEn, place: found.jurisdiction, method, budget, deadline: f.deadline }
    },
  },
  pages: { desk, portal },
  fold: (list) => list.reduce(fold, begin),
  status: (f) => ({ code: f.status, text: words[f.status], closed: ENDED.includes(f.status) }),
  duties(f, _, unit, at): Duty[] {
    const [challenge] = waiting(f)
    const [complaint] = complaints(f)
    const over = f.status === 'annulled'
    const contracts = f.notified && f.form?.method !== 'framework' && !over
    const refund = f.refunds.find((r) => !r.done) ?? f.refunds.at(-1)
    const duty = (id: string, from: Date | null | undefined, done?: Date | null): Duty => ({
      clock: `procurement.${id}`,
      unit,
      count: from ? run(id, from, at, done) : undefined,
    })
    return [
      duty('answer', challenge?.at),
      duty('decide', complaint?.complained?.at),
      duty('report', f.reported?.ok && !over ? f.reported.at : null, f.sent),
      duty('confirm', over ? null : f.sent, f.confirmed),
      duty('notify', over ? null : f.confirmed, f.notified),
      duty('contract', contracts ? f.notified : null, f.contracted?.at),
      duty('refund', refund?.at, refund?.done),
      duty('publish', f.contracted?.at, f.contractPublished?.at),
    ]
  },
})

export const { step, act } = caseOperations(procurement, acts)
