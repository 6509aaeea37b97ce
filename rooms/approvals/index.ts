import { overLimit } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import acceptCase, { bySilence } from './accept-case.ts'
import acceptMany from './accept-many.ts'
import answerCorrection from './answer-correction.ts'
import applyRule from './apply-rule.ts'
import { approval } from './case.kind.ts'
import { acceptBySilence } from './contract.ts'
import decide from './decide.ts'
import { documents } from './documents.ts'
import endLicence from './end-licence.ts'
import endSpecialProcedure from './end-special-procedure.ts'
import extend from './extend.ts'
import { found } from './found.ts'
import getCase from './get-case.ts'
import issueCorrection from './issue-correction.ts'
import issueLicence from './issue-licence.ts'
import moveDraft from './move-draft.ts'
import myCases from './my-cases.ts'
import myLicences from './my-licences.ts'
import openApproval from './open-approval.ts'
import { pages } from './pages.ts'
import rate from './rate.ts'
import refuseAcceptance from './refuse-acceptance.ts'
import removeMaterial from './remove-material.ts'
import review from './review.ts'
import saveDraft from './save-draft.ts'
import serve from './serve.ts'
import startSpecialProcedure from './start-special-procedure.ts'
import { statistics } from './statistics.ts'
import submitApplication from './submit-application.ts'
import takeAtCounter from './take-at-counter.ts'
import uploadMaterial from './upload-material.ts'
import useLicence from './use-licence.ts'
import withdraw, { withPart } from './withdraw.ts'

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
  documents,
  statistics,
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
    submitApplication,
    takeAtCounter,
    issueCorrection,
    answerCorrection,
    acceptCase,
    acceptMany,
    bySilence,
    openApproval,
    refuseAcceptance,
    review,
    applyRule,
    startSpecialProcedure,
    endSpecialProcedure,
    extend,
    decide,
    issueLicence,
    serve,
    withdraw,
    endLicence,
    useLicence,
    myLicences,
    rate,
    getCase,
    myCases,
  ],
  pages,
  consumers: [withPart],
  timers: {
    'approvals.silence': (timer) => ({ contract: acceptBySilence, input: { caseId: timer.subjectId } }),
  },
})
