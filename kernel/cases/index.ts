import { defineRoom, text } from '../platform/index.ts'
import addNote from './add-note.ts'
import addPaper from './add-paper.ts'
import { receive, ring } from './chart-events.ts'
import { casesCheck, documentsCheck } from './checks.ts'
import * as contract from './contract.ts'
import { farOperations, sendFar, withdrawFar } from './far.ts'
import handOn from './hand-on.ts'
import inbox from './inbox.ts'

import { LAPSES, partKept, partsKept, uploadLapsed } from './keep-part.ts'
import { linked, stands } from './linked-cases.ts'
import { mine, ofUnit, openOf } from './list-cases.ts'

import lookUpLicence from './look-up-licence.ts'
import migrateCase, { canMove } from './migrate-case.ts'
import openChild, { children, handsOver, hasEnded, hearOfChild, waits, wasOpened } from './open-child.ts'
import { phraseOperations } from './phrases.ts'
import readableFields from './readable-fields.ts'
import recuse from './recuse.ts'
import restateCase from './restate.ts'
import { markingCheck, standingCheck, workCheck } from './standing-checks.ts'
import toTell from './to-tell.ts'
import viewCase from './view-case.ts'

export { judgeUpload, safeName } from '../platform/index.ts'
export { COMMON_ACTS, stamped } from './acts.ts'
export * from './case.store.ts'
export {
  AGENT,
  around,
  type CaseAt,
  caseAt,
  caseOfKind,
  isParty,
  NO_CASE,
  performs,
  readsPaper,
  sees,
  tellsPaper,
  versionOf,
} from './case-at.ts'
export { type CaseLog, caseLogs, type LogOf } from './case-log.ts'
export type { CaseRow, LinkedCase } from './contract.ts'
export * as contract from './contract.ts'
export { byWords, countedOf, MOST_COUNTED, pageOf } from './counted.ts'
export { filtersOf, phrasesOf } from './desk.store.ts'
export * from './document.store.ts'
export { draftKey, ofDraftKey } from './draft-key.ts'
export { keepFarCase, openForFar, withdrawForFar } from './far.contract.ts'
export { colleagues } from './hand-on.ts'
export { INBOX_PAGE } from './inbox.ts'
export { type Received, receiveFile } from './keep-part.ts'
export {
  type Beside,
  type CaseKind,
  type Composed,
  caseKinds,
  type Duty,
  defineCaseKind,
  type KindStep,
  kindOf,
  kindOfPower,
  ownActs,
  type Status,
} from './kind.ts'
export type { LicenceContent } from './licence.ts'
export { CASES_PAGE } from './list-cases.ts'
export { type Opened, type Opening, openCase, opened } from './open-case.ts'
export { overLimit } from './over-limit.ts'
export * from './overview.store.ts'
export * from './paper.store.ts'
export { type Performer, resolvePerformer } from './performer.rules.ts'
export { type PublicAct, publicCourse } from './public-course.ts'
export { caseOfAct, readable } from './readable-fields.ts'
export { roomChart } from './room-chart.ts'
export { makeSheet, verifyAddress } from './sheet.ts'
export { showing } from './shown.ts'
export * from './standing.store.ts'
export { dutyNow, standingFrom } from './standing.ts'
export { caseOperations, NOT_OPEN, type Sent } from './step.ts'
export { keptFor, partsIn } from './upload.shape.ts'
export { type Upload, unfinishedOf } from './upload.store.ts'
export { type CaseView, viewOfCase } from './view.ts'
export { seesNumber } from './view-case.ts'
export { MOST_IN_MENU, onChart, type Work, workCount, workOf, workOfMany } from './work.store.ts'
export { sendFar, withdrawFar }

export default defineRoom({
  name: 'cases',
  title: text('办件', 'Cases'),
  operations: [
    ring,
    receive,
    openChild,
    handsOver,
    hasEnded,
    waits,
    wasOpened,
    stands,
    linked,
    hearOfChild,
    ...farOperations,
    addPaper,
    partKept,
    partsKept,
    uploadLapsed,
    recuse,
    handOn,
    addNote,
    ...phraseOperations,
    restateCase,
    migrateCase,
    canMove,
    readableFields,
    toTell,
    inbox,
    mine,
    ofUnit,
    openOf,
    viewCase,
    lookUpLicence,
  ],
  tells: {
    'case.migrated': {
      says: text(
        '这一件改按新公布的流程办，走到哪里、为什么，在办件里。',
        'The case goes on by a newly published chart; where it stands and why is said there.',
      ),
    },
  },
  consumers: [children],
  checks: [casesCheck, documentsCheck, standingCheck, workCheck, markingCheck],
  timers: {
    'cases.chart-timer': (timer) => ({
      contract: contract.ringTimer,
      input: { caseId: timer.subjectId, element: timer.payload.element },
    }),
    'cases.open-child': (timer) => ({
      contract: contract.openChild,
      input: { caseId: timer.subjectId, element: timer.payload.element },
    }),
    'cases.child-ended': (timer) => ({
      contract: contract.childEnded,
      input: { caseId: timer.subjectId, element: timer.payload.element },
    }),
    [LAPSES]: (timer) => ({
      contract: contract.dropUpload,
      input: { jurisdiction: timer.jurisdiction, id: timer.subjectId },
    }),
    'cases.restate': (timer) => ({ contract: contract.restateCase, input: { caseId: timer.subjectId } }),
  },
})
