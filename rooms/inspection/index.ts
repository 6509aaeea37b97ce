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
import getList from './get-list.ts'
import { notice } from './notice.ts'
import object from './object.ts'
import openTask from './open-task.ts'
import openVisit from './open-visit.ts'
import plans from './plans.ts'
import proposePlan from './propose-plan.ts'
import publishList from './publish-list.ts'
import publishResult from './publish-result.ts'
import putSubjects from './put-subjects.ts'
import recheck from './recheck.ts'
import recordVisit from './record-visit.ts'
import results, { open } from './results.ts'
import revealTask from './reveal-task.ts'
import scan from './scan.ts'
import tasks from './tasks.ts'
import transfer from './transfer.ts'
import { watch } from './watch.ts'
import witnessVisit from './witness-visit.ts'

export default defineRoom({
  name: 'inspection',
  title: text('双随机抽查', 'Inspections'),
  roles: { 'enforcement-officer': text('执法', 'Enforcement officer') },
  cases: [inspection],
  documents: [notice],
  watch,
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
  checks: [visitsCheck],
  demo,
})
