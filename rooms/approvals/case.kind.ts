import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { type ItemVersion, jointOf, versionsOf } from '../../kernel/catalog/index.ts'
import { isFar } from '../../kernel/nodes/index.ts'
import { text } from '../../kernel/platform/index.ts'
import { endingWords } from '../licences/contract.ts'
import { linkedOf, linkedProblems } from '../linked/contract.ts'
import { acts, caseActTypes } from './acts.ts'
import { type CaseFacts, clocksOf, factsOf, statusWords } from './case.fold.ts'
import { openApproval, withdraw } from './contract.ts'
import { hearingBeside, hearingClock } from './hearing/hearing.rules.ts'
import { asksFor, jointProblems, unionOf } from './joint.rules.ts'
import { partsNow } from './joint.ts'
import { quotaProblems } from './quota/quota.contract.ts'
import { visitBeside, visitClocks } from './site-visit/visit.rules.ts'
import { withSpecial } from './special.rules.ts'
import { approvalItem } from './standing.ts'

/** The slot of the paper by which somebody applies for another (行政许可法 art. 29). */
export const AUTHORITY = 'authority'

/** An approval: licences, confirmations, payments and services that somebody applies for. */
export const approval = defineCaseKind<CaseFacts>({
  kind: 'approval',
  title: text('审批办件', 'Approval case'),
  powers: ['01', '05', '07', '08', '10', '20'],
  item: approvalItem,
  parties: { applicant: text('申请人', 'Applicant'), agent: text('代办人', 'Agent') },
  slots: { [AUTHORITY]: text('授权委托书', 'Written authority') },
  acts: caseActTypes,
  steps: {
    'case.accepted': {
      title: text('审核材料', 'Check the papers'),
      outcomes: ['complete', 'correct', 'refuse'],
      post: 'clerk',
    },
    'correction.answered': { title: text('补正', 'Answer the correction'), outcomes: [], by: 'party:applicant' },
    'opinion.given': { title: text('会审', 'Opinion asked of a unit'), outcomes: [], post: 'reviewer' },
    'case.reviewed': { title: text('审查', 'Review'), outcomes: ['pass', 'inspect'], post: 'reviewer' },
    'special-procedure.ended': { title: text('特别程序', 'Special procedure'), outcomes: [], post: 'reviewer' },
    'case.decided': { title: text('决定', 'Decide'), outcomes: ['grant', 'refuse'], post: 'approver' },
    'licence.issued': { title: text('制证', 'Issue the document'), outcomes: [], post: 'clerk' },
    'case.served': { title: text('送达', 'Serve'), outcomes: [], post: 'clerk' },
    'case.handed-up': { title: text('报上级机关决定', 'Hand up for decision'), outcomes: [], post: 'approver' },
    'case.taken-over': {
      title: text('接收下级上报', 'Take over from below'),
      outcomes: ['take', 'return'],
      post: 'clerk',
    },
    'renewal.silent': { title: text('届满未决定，视为准予延续', 'Renewed by silence'), outcomes: [] },
    'promise.checked': { title: text('承诺核查', 'Check the promise'), outcomes: ['kept', 'broken'], post: 'reviewer' },
    'licence.ended': { title: text('撤销、注销证照', 'End the licence'), outcomes: [], post: 'approver' },
  },
  // Without these no application could be accepted, and none decided (行政许可法 arts. 32, 38).
  needs: ['case.accepted', 'case.decided'],
  // A joint application is decided in the cases that it opens.
  leaves: ['case.decided'],
  instead: { 'case.accepted': 'case.taken-over' },
  hands: ['case.handed-up'],
  inNameOf: (item) => linkedOf(item?.content).entrusted?.by,
  clocks: {
    correction: text('一次告知', 'Correction notice'),
    promised: text('承诺期限', 'Promised limit'),
    statutory: text('法定期限', 'Statutory limit'),
    service: text('送达期限', 'Service'),
    hearing: text('举行听证的期限', 'Holding the hearing'),
    'site-visit': text('勘验意见期限', 'Findings of a site visit'),
  },
  beside: (f, { found, item }) =>
    f.decidedAt
      ? []
      : [...visitBeside(f, found.unit, jointOf(item?.content) !== undefined), ...hearingBeside(f, found.unit)],
  awaits: (f, slot) => f.deferred.some((d) => d.material === slot && !d.given) && !f.closedAt,
  opens: openApproval,
  withdraws: withdraw,
  ended: (f) => (f.outcome === undefined ? f.status : f.outcome === 'grant' ? 'granted' : 'refused'),
  licenceEnd: ({ ended }) => ended && { said: endingWords[ended.how], at: ended.at },
  licenceUntil: ({ prolonged }) => prolonged,
  asksFor: ({ found, item }, itemCode) => !item || asksFor({ form: found.form, item }, itemCode),
  composed: async (tx, draft) => withSpecial(unionOf(draft, await partsNow(tx, draft))),
  async itemProblems(tx, { opens, ...draft }) {
    const above = linkedOf(draft.content).above?.item
    const [decides] = above ? (await versionsOf(tx, above)).filter((v) => v.status === 'published' && !v.retiredAt) : []
    return [
      ...jointProblems(draft, await partsNow(tx, draft), opens),
      ...quotaProblems(draft.content),
      ...linkedProblems(draft.content, opens, above && isFar(above) ? 'far' : decides?.content),
    ]
  },
  pages: { desk: '/desk/cases', portal: '/cases' },
  fold: (list, item) => factsOf(list, item?.content.specialProcedures),
  status: (f) => ({ code: f.status, text: statusWords[f.status], closed: f.closedAt !== undefined }),
  duties(f, item, unit, at): Duty[] {
    const clocks = clocksOf(f, (item as ItemVersion).content, at)
    return [
      ...(['correction', 'promised', 'statutory', 'service'] as const).map((clock) => ({
        clock,
        unit,
        count: clocks[clock],
      })),
      { clock: 'hearing', unit, count: hearingClock(f, at) },
      // Each unit’s own: the light is of the one that did not come.
      ...visitClocks(f, at).map((v) => ({ clock: `site-visit:${v.unit}`, ...v })),
    ]
  },
})

export const { step, act } = caseOperations(approval, acts)
