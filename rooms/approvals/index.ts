import { defineRoom, text } from '../../kernel/platform/index.ts'
import acceptCase, { bySilence } from './accept-case.ts'
import answerCorrection from './answer-correction.ts'
import applyRule from './apply-rule.ts'
import { acceptBySilence, ringTimer } from './contract.ts'
import decide from './decide.ts'
import endSpecialProcedure from './end-special-procedure.ts'
import extend from './extend.ts'
import getCase from './get-case.ts'
import issueCorrection from './issue-correction.ts'
import issueLicence from './issue-licence.ts'
import { mine, ofUnit } from './list-cases.ts'
import { pages } from './pages.ts'
import rate from './rate.ts'
import receive from './receive-message.ts'
import refuseAcceptance from './refuse-acceptance.ts'
import removeMaterial from './remove-material.ts'
import review from './review.ts'
import ring from './ring-timer.ts'
import saveDraft from './save-draft.ts'
import serve from './serve.ts'
import startSpecialProcedure from './start-special-procedure.ts'
import submitApplication from './submit-application.ts'
import uploadMaterial from './upload-material.ts'
import withdraw from './withdraw.ts'

export default defineRoom({
  name: 'approvals',
  title: text('网上审批', 'Approvals'),
  roles: {
    clerk: text('窗口', 'Counter clerk'),
    reviewer: text('审查', 'Reviewer'),
    approver: text('审批', 'Approver'),
  },
  operations: [
    saveDraft,
    uploadMaterial,
    removeMaterial,
    submitApplication,
    issueCorrection,
    answerCorrection,
    acceptCase,
    bySilence,
    ring,
    receive,
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
    rate,
    getCase,
    mine,
    ofUnit,
  ],
  pages,
  timers: {
    'approvals.silence': (timer) => ({ contract: acceptBySilence, input: { caseId: timer.subjectId } }),
    'approvals.chart-timer': (timer) => ({
      contract: ringTimer,
      input: { caseId: timer.subjectId, element: timer.payload.element },
    }),
  },
})
