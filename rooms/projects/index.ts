import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import accept from './accept.ts'
import adjust from './adjust.ts'
import audit from './audit.ts'
import budget from './budget.ts'
import { project } from './case.kind.ts'
import certify from './certify.ts'
import change from './change.ts'
import decide from './decide.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import deskPropose from './desk/propose.tsx'
import estimate from './estimate.ts'
import file from './file.ts'
import { found } from './found.ts'
import handOver from './hand-over.ts'
import * as paths from './paths.ts'
import pay from './pay.ts'
import portalList from './portal/list.tsx'
import portalPhoto from './portal/photo.tsx'
import portalProject from './portal/project.tsx'
import propose from './propose.ts'
import rebudget from './rebudget.ts'
import report from './report.ts'
import { APPROVER, AUDITOR, CERTIFIER, FILER, FINANCE, OFFICER } from './roles.ts'
import settle from './settle.ts'
import sign from './sign.ts'
import start from './start.ts'
import study from './study.ts'
import tender from './tender.ts'
import { projects } from './views.contract.ts'
import { deskProject, listProjects, publicProject } from './views.ts'

const GROUP = text('投资', 'Investment')

export default defineRoom({
  name: 'projects',
  title: text('政府投资重大项目', 'Major government investment projects'),
  roles: {
    [OFFICER]: text('项目管理', 'Project officer'),
    [CERTIFIER]: text('工程量核定', 'Certification of works'),
    [APPROVER]: text('投资审批', 'Investment approval'),
    [FINANCE]: text('投资资金', 'Investment finance'),
    [FILER]: text('竣工验收备案', 'Filing of acceptances'),
    [AUDITOR]: text('投资审计', 'Investment audit'),
  },
  cases: [project],
  menu: {
    portal: [
      {
        group: text('公开', 'In the open'),
        title: text('政府投资项目', 'Investment projects'),
        path: paths.portal,
        order: 45,
      },
    ],
    desk: [
      {
        group: GROUP,
        title: text('政府投资项目', 'Investment projects'),
        path: paths.desk,
        roles: [OFFICER, CERTIFIER, APPROVER, FINANCE, FILER, AUDITOR],
        order: 80,
        count: (post) => workCount(post, project.kind),
      },
      {
        group: GROUP,
        title: text('报送项目建议书', 'Propose a project'),
        path: `${paths.desk}/propose`,
        roles: [OFFICER],
        order: 81,
      },
    ],
  },
  publishes: {
    today: [{ act: 'project.paid', says: text('笔政府投资支付', 'payments for investment projects') }],
    open: [
      { id: 'projects', title: text('政府投资重大项目', 'Major government investment projects'), query: projects },
    ],
    find: [found],
  },
  operations: [
    ...[propose, decide, study, estimate, budget, rebudget, adjust],
    ...[tender, sign, start, report, change, certify, pay],
    ...[accept, file, settle, audit, handOver],
    ...[deskProject, publicProject, listProjects],
  ],
  pages: [deskPropose, deskList, deskCase, portalList, portalProject, portalPhoto],
  demo,
})
