import { defineRoom, text } from '../../kernel/platform/index.ts'
import { correct, uphold } from './answer-objection.ts'
import { inspection } from './case.kind.ts'
import { visitsCheck } from './checks.ts'
import closePools from './close-pools.ts'
import confirmFindings from './confirm-findings.ts'
import { openResults } from './contract.ts'
import decidePlan from './decide-plan.ts'
import decideVisit from './decide-visit.ts'
import declareInterest from './declare-interest.ts'
import { demo } from './demo.ts'
import deskCards from './desk/cards.tsx'
import deskCase from './desk/case.tsx'
import deskItems from './desk/items.tsx'
import deskList from './desk/list.tsx'
import deskOpen from './desk/open.tsx'
import deskPlans from './desk/plans.tsx'
import deskPool from './desk/pool.tsx'
import deskVisit from './desk/visit.tsx'
import getList from './get-list.ts'
import { notice } from './notice.ts'
import object from './object.ts'
import openTask from './open-task.ts'
import openVisit from './open-visit.ts'
import * as paths from './paths.ts'
import plans from './plans.ts'
import { ROLES } from './policy.ts'
import portalDraw from './portal/draw.tsx'
import portalDraws from './portal/draws.tsx'
import portalItems from './portal/items.tsx'
import portalOfficers from './portal/officers.tsx'
import portalResult from './portal/result.tsx'
import portalResults from './portal/results.tsx'
import portalScan from './portal/scan.tsx'
import proposePlan from './propose-plan.ts'
import publishList from './publish-list.ts'
import publishResult from './publish-result.ts'
import putSubjects from './put-subjects.ts'
import recheck from './recheck.ts'
import recordVisit from './record-visit.ts'
import replaceOfficer from './replace-officer.ts'
import results, { open } from './results.ts'
import revealTask from './reveal-task.ts'
import scan from './scan.ts'
import tasks from './tasks.ts'
import transfer from './transfer.ts'
import { openCount } from './visit.store.ts'
import { watch } from './watch.ts'
import witnessVisit from './witness-visit.ts'

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
