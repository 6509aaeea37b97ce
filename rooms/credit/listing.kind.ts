import { dayOf } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, listingActs } from './acts.ts'
import { figures } from './lists.ts'
import * as paths from './paths.ts'

export const OFFICER = 'credit-officer'
export const HEAD = 'approver'

export type Listing = {
  status: keyof typeof words
  list: string
  decision: string
  opened: Date
  objected: boolean
  /** What was decided: the term, both ends included. */
  term?: { from: string; to: string }
  mark?: string
  flags: string[]
  /** When an objection against a listing that stands came in, until it is settled. */
  disputed?: Date
}
const words = {
  opened: text('待告知', 'Notice to be given'),
  noticed: text('听取意见', 'Objections are heard'),
  weighed: text('待决定', 'To be decided'),
  decided: text('待告知修复办法', 'Repair to be told'),
  told: text('待送达公布', 'To be served and published'),
  listed: text('在名单上', 'Listed'),
  dropped: text('不列入', 'Not listed'),
  repaired: text('已修复', 'Repaired'),
  expired: text('已期满', 'Expired'),
  annulled: text('已撤销', 'Annulled'),
}
export const statusWords = words

function step(f: Listing, a: Act): Listing {
  const p = a.public
  switch (a.type) {
    case 'listing.noticed':
      return { ...f, status: 'noticed' }
    case 'listing.objected':
      return { ...f, objected: true }
    case 'listing.weighed':
      return { ...f, status: p.outcome === 'drop' ? 'dropped' : 'weighed' }
    case 'listing.decided':
      return p.outcome === 'drop'
        ? { ...f, status: 'dropped' }
        : { ...f, status: 'decided', term: { from: p.from, to: p.to } }
    case 'listing.told':
      return { ...f, status: 'told' }
    case 'listing.published':
      return { ...f, status: 'listed', mark: p.mark }
    case 'listing.flagged': {
      const others = f.flags.filter((x) => x !== p.flag)
      const { disputed: _, ...rest } = f
      const flags = p.on ? [...others, p.flag] : others
      if (p.flag !== 'objection') return { ...f, flags }
      return p.on ? { ...rest, flags, disputed: a.happenedAt } : { ...rest, flags }
    }
    case 'listing.ended':
      return { ...f, status: p.how }
    case 'listing.annulled':
      return { ...f, status: 'annulled' }
    default:
      return f
  }
}
const fold = (list: Act[]): Listing =>
  list.reduce(step, {
    status: 'opened',
    list: String(list[0]?.public.list ?? ''),
    decision: String(list[0]?.public.decision ?? ''),
    opened: list[0]?.happenedAt ?? new Date(0),
    objected: false,
    flags: [],
  })

export const OVER: readonly Listing['status'][] = ['dropped', 'listed', 'repaired', 'expired', 'annulled']

/** 列入名单: facts, notice, what is said against it, decision, publication. */
export const listing = defineCaseKind<Listing>({
  kind: 'listing',
  title: text('列入名单', 'Listing'),
  parties: { subject: text('信用主体', 'Subject') },
  acts: listingActs,
  steps: {
    'listing.noticed': { title: text('告知', 'Give notice'), outcomes: [], post: OFFICER },
    'listing.weighed': { title: text('复核意见', 'Weigh'), outcomes: ['go', 'drop'], post: OFFICER },
    'listing.decided': { title: text('决定', 'Decide'), outcomes: ['list', 'drop'], post: HEAD },
    'listing.told': { title: text('告知修复', 'Tell the repair'), outcomes: [], post: OFFICER },
    'listing.published': { title: text('公布', 'Publish'), outcomes: [], post: HEAD },
  },
  needs: ['listing.noticed', 'listing.weighed', 'listing.decided', 'listing.told', 'listing.published'],
  clocks: { 'listing.objection': text('异议处理期限', 'Answering an objection') },
  pages: { desk: paths.desk, portal: paths.cases },
  fold,
  // An objection to answer keeps it among what is open.
  status: (f) => ({ code: f.status, text: words[f.status], closed: OVER.includes(f.status) && !f.disputed }),
  duties: (f, _, unit, at): Duty[] => [
    {
      clock: 'listing.objection',
      unit,
      count: f.disputed
        ? clockBy(figures.at('objection-answered', dayOf(f.disputed)), [{ what: 'start', at: f.disputed }], at)
        : undefined,
    },
  ],
})

export const { step: listingStep, act: listingAct } = caseOperations(listing, acts)
