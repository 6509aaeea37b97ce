import { addDays, addWorkingDays, count, dayOf, type Limit, workingDaysBetween } from '../../kernel/calendar/index.ts'
import { COMMON_ACTS, caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { figuresIn } from '../../kernel/law/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { KEEPER } from '../../trade/auction/index.ts'
import { BIDDER, JOINT, owedBack } from '../../trade/entry/index.ts'
import { acts } from './acts.ts'
import { factsOf, type Sale, words } from './case.fold.ts'
import { type SaleKind, saleKindOf } from './kinds.ts'
import { desk, portal } from './paths.ts'
import { listSales } from './views.contract.ts'

export const OFFICER = 'property-officer'
export const APPROVER = 'property-approver'
export type { Sale }
export { KEEPER }
export const figures = figuresIn(new URL('figures.json', import.meta.url))
export const figure = (id: string, at: Date) => figures.at(id, dayOf(at))

/** Whether a period of so many days lies between a day and a last day. */
export const longEnough = (from: string, until: string, p: { value: number; unit: string }): boolean =>
  p.unit === 'working-day' ? workingDaysBetween(from, until) >= p.value : addDays(from, p.value) <= until
/** The first last day that is late enough. */
export const earliest = (from: string, p: SaleKind['disclosure']): string =>
  p.unit === 'working-day' ? addWorkingDays(from, p.value) : addDays(from, p.value)

const run = (id: string, start: Date, at: Date, finished?: Date) =>
  count({ limit: figure(id, start) as Limit, start, at, finished, extensions: [] })

/** State property from the decision to the published result (chart C3); leases and public resources by the same chart. */
export const sale = defineCaseKind<Sale>({
  kind: 'property-sale',
  title: text('产权交易', 'Property sale'),
  parties: {
    transferor: text('转让方', 'Transferor'),
    [BIDDER]: text('意向受让方', 'Prospective buyer'),
    [JOINT]: text('联合受让方', 'Joint buyer'),
  },
  acts: [...(Object.keys(acts) as (keyof typeof acts)[]), ...COMMON_ACTS],
  steps: {
    'property.approved': { title: text('批准转让', 'Approve'), outcomes: ['approve', 'return'], post: APPROVER },
    'property.appraised': { title: text('评估备案', 'Record the appraisal'), outcomes: [], post: OFFICER },
    'property.predisclosed': { title: text('信息预披露', 'Pre-disclose'), outcomes: [], post: KEEPER },
    'property.disclosed': { title: text('正式披露', 'Disclose'), outcomes: [], post: KEEPER },
    'property.arranged': {
      title: text('披露期满', 'Disclosure ends'),
      outcomes: ['bid', 'agree', 'none', 'again'],
      post: KEEPER,
    },
    'property.closed': { title: text('竞价结束', 'Sale closes'), outcomes: ['dealt', 'failed'], post: KEEPER },
    'property.asked': { title: text('征询行权', 'Ask holders of priority'), outcomes: [], post: KEEPER },
    'property.contracted': { title: text('签订合同', 'Sign the contract'), outcomes: [], post: OFFICER },
    'property.settled': { title: text('价款结算', 'Settlement'), outcomes: [], post: KEEPER },
    'property.attested': { title: text('鉴证比对', 'Attest'), outcomes: [], post: KEEPER },
    'property.certified': { title: text('出具交易凭证', 'Certify'), outcomes: [], post: KEEPER },
    'property.published': { title: text('公告结果', 'Publish the result'), outcomes: [], post: KEEPER },
  },
  needs: [
    ...['property.approved', 'property.appraised', 'property.disclosed', 'property.arranged', 'property.closed'],
    ...['property.contracted', 'property.settled', 'property.attested', 'property.certified', 'property.published'],
  ],
  clocks: {
    'property.qualify': text('资格确认期限', 'Decision on a registration'),
    'property.settle': text('价款结算期限', 'Settlement of the price'),
    'property.refund': text('保证金退还期限', 'Return of deposits'),
  },
  shows: {
    list: listSales,
    words: ['title', 'titleEn', 'owner'],
    row({ form, predisclosed, disclosed, price = null }) {
      if (!predisclosed && !disclosed) return undefined
      const { title, titleEn, kind, owner } = form!
      const { floor = null, until = null } = disclosed ?? {}
      return { title, titleEn, kind, kindText: saleKindOf(kind).title, owner, floor, until, price }
    },
  },
  pages: { desk, portal },
  fold: factsOf,
  status(f) {
    return {
      code: f.status,
      text: words[f.status],
      closed: ['published', 'ended', 'failed', 'returned'].includes(f.status),
    }
  },
  duties(f, _, unit, at): Duty[] {
    const waiting = f.entries.find((x) => x.paid && x.outcome === null)
    // Deposits are freed by the contract, or by the end without a deal.
    const freed =
      f.contract?.at ?? (f.status === 'failed' || f.status === 'ended' ? (f.closed?.at ?? f.arranged?.at) : undefined)
    return [
      {
        clock: 'property.qualify',
        unit,
        count: waiting && f.status === 'disclosed' ? run('qualify', waiting.at, at) : undefined,
      },
      {
        clock: 'property.settle',
        unit,
        // Paid in parts it runs by the contract’s own days, which the order says.
        count:
          f.contract && f.contract.due <= addWorkingDays(f.contract.day, 5)
            ? run('settle', f.contract.at, at, f.settled)
            : undefined,
      },
      {
        clock: 'property.refund',
        unit,
        count: freed && run('refund', freed, at, owedBack(f.entries).length > 0 ? undefined : freed),
      },
    ]
  },
})

export const { step, act } = caseOperations(sale, acts)
