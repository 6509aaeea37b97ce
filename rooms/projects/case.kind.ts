import { type Count, count, startOfDay } from '../../kernel/calendar/index.ts'
import { caseOperations, type Duty, defineCaseKind } from '../../kernel/cases/index.ts'
import { clockBy } from '../../kernel/law/index.ts'
import { type Act, text } from '../../kernel/platform/index.ts'
import { acts, projectActs } from './acts.ts'
import { EMPTY, fold, PHOTO, type Project, unpaid } from './case.fold.ts'
import { figure } from './figures.ts'
import { desk, portal } from './paths.ts'
import { APPROVER, AUDITOR, FILER, FINANCE, OFFICER } from './roles.ts'
import { projects } from './views.contract.ts'
import { STATUS } from './words.ts'

export const project = defineCaseKind<Project>({
  kind: 'project',
  title: text('政府投资项目', 'Government investment project'),
  parties: { owner: text('项目单位', 'Project owner') },
  acts: projectActs,
  steps: {
    'project.decided': {
      title: text('投资审批', 'Decide on a stage'),
      outcomes: ['approve', 'return', 'restudy'],
      post: APPROVER,
    },
    'project.studied': { title: text('编报可行性研究报告', 'Submit the study'), outcomes: [], post: OFFICER },
    'project.estimated': { title: text('编报初步设计概算', 'Submit the estimate'), outcomes: [], post: OFFICER },
    'project.budgeted': { title: text('下达预算', 'Give the budget'), outcomes: [], post: FINANCE },
    'project.accepted': { title: text('竣工验收', 'Accept the works'), outcomes: [], post: OFFICER },
    'project.filed': { title: text('竣工验收备案', 'File the acceptance'), outcomes: [], post: FILER },
    'project.settled': { title: text('竣工结算', 'Settle'), outcomes: [], post: FINANCE },
    'project.audited': { title: text('决算审计', 'Audit the accounts'), outcomes: [], post: AUDITOR },
    'project.handed-over': { title: text('资产移交', 'Hand over'), outcomes: [], post: OFFICER },
  },
  needs: [
    'project.decided',
    'project.studied',
    'project.estimated',
    'project.budgeted',
    'project.accepted',
    'project.filed',
    'project.settled',
    'project.audited',
    'project.handed-over',
  ],
  clocks: {
    'project.payment': text('付款期限', 'Payment'),
    'project.filing': text('竣工验收备案期限', 'Filing of the acceptance'),
    'project.report': text('进度报送期限', 'Report of progress'),
  },
  slots: { [PHOTO]: text('现场照片', 'Photographs of the site') },
  shows: {
    list: projects,
    words: ['name', 'nameEn', 'code', 'place'],
    row({ form, money, reports, status: state }) {
      if (!form) return undefined
      const { code, name, nameEn, sector, place } = form
      const { estimate, budget, contracts, changes, paid } = money
      const { percent = null, late = false } = reports.at(-1) ?? {}
      return {
        ...{ code, name, nameEn, sector, place, state, estimate, budget, paid, percent, late },
        contracts: contracts + changes,
      }
    },
  },
  pages: { desk, portal },
  fold: (list: Act[]) => list.reduce(fold, EMPTY),
  status(f) {
    return { code: f.status, text: STATUS[f.status], closed: f.status === 'done' || f.status === 'refused' }
  },
  duties: (f, _, unit, at): Duty[] => [
    { clock: 'project.payment', unit, count: paymentOf(f, at) },
    { clock: 'project.filing', unit, count: filingOf(f, at) },
    { clock: 'project.report', unit, count: reportOf(f, at) },
  ],
})

/** From the certification of what is not covered by payments, the days that its contract gives. */
function paymentOf(f: Project, at: Date): Count | undefined {
  const due = unpaid(f)
  if (!due) return undefined
  const { basis } = figure('payment', due.at)
  return count({ limit: { value: due.days, unit: 'calendar-day', roll: false, basis }, start: due.at, at })
}

/** From the day of acceptance, not from the day on which it was entered. */
function filingOf(f: Project, at: Date): Count | undefined {
  if (!f.accepted) return undefined
  const { value, basis } = figure('filing', f.accepted.at)
  return count({
    limit: { value, unit: 'calendar-day', basis },
    start: startOfDay(f.accepted.on),
    at,
    ...(f.filed ? { finished: f.filed } : {}),
  })
}

/** While it is built: from the last report, else from the day on which works began. */
function reportOf(f: Project, at: Date): Count | undefined {
  if (!f.started || f.status !== 'building') return undefined
  const from = f.reports.at(-1)?.at ?? startOfDay(f.started.on)
  return clockBy(figure('report', from), [{ what: 'start', at: from }], at)
}

export const { step, act } = caseOperations(project, acts)
