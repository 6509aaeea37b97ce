import { overLimit } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import acceptCase, { bySilence } from './accept-case.ts'
import acceptMany from './accept-many.ts'
import answerCorrection from './answer-correction.ts'
import answerObjection from './answer-objection.ts'
import applyRule from './apply-rule.ts'
import submitBatch from './batch/submit-batch.ts'
import { approval } from './case.kind.ts'
import checkPromise from './check-promise.ts'
import { acceptBySilence, lapseDeferral as lapse, renewBySilence as renew, tellUsedUp } from './contract.ts'
import decide from './decide.ts'
import lapseDeferral from './deferral.ts'
import { documents } from './documents.ts'
import endSpecialProcedure from './end-special-procedure.ts'
import extend from './extend.ts'
import { found } from './found.ts'
import getCase from './get-case.ts'
import giveOpinion from './give-opinion.ts'
import answerChallenge from './hearing/answer-challenge.ts'
import askHearing from './hearing/ask.ts'
import callHearing from './hearing/call.ts'
import challengeChair from './hearing/challenge.ts'
import { hearingDocuments } from './hearing/documents.ts'
import holdHearing from './hearing/hold.ts'
import offerHearing from './hearing/offer.ts'
import issueCorrection from './issue-correction.ts'
import issueLicence from './issue-licence.ts'
import moveDraft from './move-draft.ts'
import moveMaterial from './move-material.ts'
import myCases from './my-cases.ts'
import openApproval from './open-approval.ts'
import { pages } from './pages.ts'
import { arrivalsCheck } from './quota/check.ts'
import quotaUsedUp from './quota/used-up.ts'
import raiseObjection from './raise-objection.ts'
import rate from './rate.ts'
import refuseAcceptance from './refuse-acceptance.ts'
import removeMaterial from './remove-material.ts'
import renewBySilence from './renew-by-silence.ts'
import review from './review.ts'
import saveDraft from './save-draft.ts'
import serve from './serve.ts'
import askVisitTime from './site-visit/ask-time.ts'
import callVisit from './site-visit/call.ts'
import callOffVisit from './site-visit/call-off.ts'
import findOnVisit from './site-visit/find.ts'
import joinVisit from './site-visit/join.ts'
import noteVisit, { notes } from './site-visit/note.ts'
import offerVisit, { choose as chooseVisitTime } from './site-visit/offer.ts'
import recordVisit, { visitRecord } from './site-visit/record.ts'
import { outings } from './site-visit/times.ts'
import startSpecialProcedure from './start-special-procedure.ts'
import { statistics } from './statistics.ts'
import submitApplication from './submit-application.ts'
import takeAtCounter from './take-at-counter.ts'
import { tells } from './tells.ts'
import uploadMaterial from './upload-material.ts'
import withdraw, { withPart } from './withdraw.ts'
import withdrawDecision from './withdraw-decision.ts'

const FROM = '2010-01-01'
const licensing = (article: number) => [{ law: '行政许可法', article }]

export default defineRoom({
  name: 'approvals',
  title: text('网上审批', 'Approvals'),
  roles: {
    clerk: text('窗口', 'Counter clerk'),
    reviewer: text('审查', 'Reviewer'),
    approver: text('审批', 'Approver'),
  },
  cases: [approval],
  menu: {
    desk: [
      {
        group: text('工作', 'Work'),
        title: text('本单位办件', 'Cases of the unit'),
        path: '/desk/cases',
        roles: ['clerk', 'reviewer', 'approver'],
        order: 10,
      },
      {
        group: text('工作', 'Work'),
        title: text('窗口收件', 'Take an application'),
        path: '/desk/counter',
        roles: ['clerk'],
        order: 12,
      },
      {
        group: text('工作', 'Work'),
        title: text('批量受理', 'Accept several'),
        path: '/desk/accept',
        roles: ['clerk'],
        order: 13,
      },
    ],
  },
  documents: [...documents, visitRecord, ...hearingDocuments],
  statistics,
  tells,
  publishes: { find: [found] },
  watch: [
    {
      id: 'promised-1',
      on: { clock: 'promised' },
      when: 'remaining <= 1 and not(overdue)',
      light: 'yellow',
      says: text('承诺期限前一个工作日', 'one working day before the promised limit'),
      basis: [],
      from: FROM,
    },
    overLimit('promised', text('超过承诺期限', 'past the promised limit'), [], FROM),
    overLimit('statutory', text('超过法定期限', 'past the statutory limit'), licensing(42), FROM),
    overLimit('service', text('超过送达期限', 'past the limit for service'), licensing(44), FROM),
    overLimit(
      'hearing',
      text('要求听证以后没有按期举行', 'a hearing that was asked for is not held within its limit'),
      licensing(47),
      FROM,
    ),
    overLimit(
      'site-visit',
      text('联合勘验后没有按期填写意见', 'no finding within its limit after a joint site visit'),
      licensing(34),
      FROM,
    ),
    {
      id: 'deferral-lapsed',
      on: { act: 'deferral.due' },
      when: 'missing > 0',
      light: 'yellow',
      says: text('容缺材料到期未补', 'a promised material did not come in time'),
      basis: [],
      from: FROM,
    },
    {
      id: 'renewal-silent',
      on: { act: 'renewal.silent' },
      when: 'true',
      light: 'red',
      says: text('届满前没有决定，视为准予延续', 'not decided before the licence ended: renewed by silence'),
      basis: licensing(50),
      from: FROM,
    },
    {
      id: 'promise-broken',
      on: { act: 'promise.checked' },
      when: 'outcome = "broken"',
      light: 'yellow',
      says: text('承诺不实，待撤销', 'a false promise, to be revoked'),
      basis: licensing(69),
      from: FROM,
    },
    {
      id: 'correction-1',
      on: { clock: 'correction' },
      when: 'remaining <= 0 and not(overdue)',
      light: 'yellow',
      says: text('补正告知期限最后一天', 'last day for the correction notice'),
      basis: licensing(32),
      from: FROM,
    },
  ],
  operations: [
    saveDraft,
    moveDraft,
    uploadMaterial,
    removeMaterial,
    moveMaterial,
    submitApplication,
    submitBatch,
    takeAtCounter,
    issueCorrection,
    answerCorrection,
    acceptCase,
    acceptMany,
    bySilence,
    openApproval,
    refuseAcceptance,
    giveOpinion,
    review,
    applyRule,
    startSpecialProcedure,
    endSpecialProcedure,
    extend,
    decide,
    issueLicence,
    serve,
    withdraw,
    lapseDeferral,
    checkPromise,
    renewBySilence,
    quotaUsedUp,
    raiseObjection,
    answerObjection,
    offerHearing,
    askHearing,
    callHearing,
    challengeChair,
    answerChallenge,
    holdHearing,
    offerVisit,
    chooseVisitTime,
    callVisit,
    callOffVisit,
    joinVisit,
    askVisitTime,
    findOnVisit,
    recordVisit,
    noteVisit,
    withdrawDecision,
    rate,
    getCase,
    myCases,
  ],
  pages,
  checks: [arrivalsCheck],
  consumers: [withPart, notes, outings],
  timers: {
    'approvals.used-up': (timer) => ({
      contract: tellUsedUp,
      input: { caseId: timer.subjectId, limit: timer.payload.limit },
    }),
    'approvals.silence': (timer) => ({ contract: acceptBySilence, input: { caseId: timer.subjectId } }),
    'approvals.deferral': (timer) => ({
      contract: lapse,
      input: { caseId: timer.subjectId, day: timer.payload.day },
    }),
    'approvals.renewal': (timer) => ({
      contract: renew,
      input: { caseId: timer.subjectId, until: timer.payload.until },
    }),
  },
})
