import { defineRoom, text } from '../../kernel/platform/index.ts'
import { inspection } from './case.kind.ts'
import { visitsCheck } from './checks.ts'
import { openResults } from './contract.ts'
import { demo } from './demo.ts'
import deskCards from './desk/cards.tsx'
import deskCase from './desk/case.tsx'
import deskItems from './desk/items.tsx'
import deskList from './desk/list.tsx'
import deskOpen from './desk/open.tsx'
import deskPlans from './desk/plans.tsx'
import deskPool from './desk/pool.tsx'
import deskVisit from './desk/visit.tsx'
import closePools from './draw/close-pools.ts'
import decidePlan from './draw/decide-plan.ts'
import declareInterest from './draw/declare-interest.ts'
import openTask from './draw/open-task.ts'
import plans from './draw/plans.ts'
import proposePlan from './draw/propose-plan.ts'
import putSubjects from './draw/put-subjects.ts'
import replaceOfficer from './draw/replace-officer.ts'
import revealTask from './draw/reveal-task.ts'
import tasks from './draw/tasks.ts'
import getList from './list/get-list.ts'
import publishList from './list/publish-list.ts'
import * as paths from './paths.ts'
import { ROLES } from './policy.ts'
import portalDraw from './portal/draw.tsx'
import portalDraws from './portal/draws.tsx'
import portalItems from './portal/items.tsx'
import portalOfficers from './portal/officers.tsx'
import portalResult from './portal/result.tsx'
import portalResults from './portal/results.tsx'
import portalScan from './portal/scan.tsx'
import { correct, uphold } from './visit/answer-objection.ts'
import confirmFindings from './visit/confirm-findings.ts'
import decideVisit from './visit/decide-visit.ts'
import { found } from './visit/found.ts'
import { notice } from './visit/notice.ts'
import object from './visit/object.ts'
import openVisit from './visit/open-visit.ts'
import publishResult from './visit/publish-result.ts'
import recheck from './visit/recheck.ts'
import recordVisit from './visit/record-visit.ts'
import results, { open } from './visit/results.ts'
import scan from './visit/scan.ts'
import transfer from './visit/transfer.ts'
import { openCount } from './visit/visit.store.ts'
import witnessVisit from './visit/witness-visit.ts'
import { watch } from './watch.ts'

export default defineRoom({
  name: 'inspection',
  title: text('双随机抽查', 'Inspections'),
  roles: { 'enforcement-officer': text('执法', 'Enforcement officer') },
  cases: [inspection],
  documents: [notice],
  watch,
  menu: {
    portal: [
      { group: text('公开', 'In the open'), title: text('双随机抽查', 'Inspections'), path: paths.portal, order: 40 },
    ],
    desk: [
      {
        group: text('执法', 'Enforcement'),
        title: text('行政检查', 'Inspections'),
        path: paths.desk,
        roles: ROLES,
        order: 35,
        count: (post) => openCount(post),
      },
      {
        group: text('执法', 'Enforcement'),
        title: text('抽查计划和抽取', 'Plans and draws'),
        path: paths.plansPath,
        roles: ROLES,
        order: 36,
      },
      {
        group: text('执法', 'Enforcement'),
        title: text('行政执法证件', 'Enforcement cards'),
        path: paths.cardsPath,
        roles: ['legal-officer'],
        order: 37,
      },
      {
        group: text('执法', 'Enforcement'),
        title: text('抽查事项清单', 'Inspection list'),
        path: paths.listPath,
        roles: ['legal-officer'],
        order: 38,
      },
    ],
  },
  publishes: {
    today: [
      {
        act: 'inspection.published',
        says: text('公开了检查结果', 'inspection results published'),
        href: '/inspections',
      },
    ],
    open: [{ id: 'inspection-results', title: text('行政检查结果', 'Inspection results'), query: openResults }],
    find: [found],
  },
  operations: [
    publishList,
    putSubjects,
    proposePlan,
    decidePlan,
    openTask,
    declareInterest,
    closePools,
    revealTask,
    replaceOfficer,
    openVisit,
    decideVisit,
    witnessVisit,
    recordVisit,
    confirmFindings,
    publishResult,
    recheck,
    transfer,
    object,
    uphold,
    correct,
    getList,
    results,
    open,
    tasks,
    plans,
    scan,
  ],
  pages: [
    portalResults,
    portalItems,
    portalOfficers,
    portalDraws,
    portalDraw,
    portalResult,
    portalScan,
    deskList,
    deskOpen,
    deskPool,
    deskItems,
    deskPlans,
    deskVisit,
    deskCase,
    deskCards,
  ],
  checks: [visitsCheck],
  demo,
})
