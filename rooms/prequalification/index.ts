import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { KEEPER, OFFICER, OVERSEER } from '../tenders/contract.ts'
import { kind } from './case.kind.ts'
import { answered, clarified, objected } from './clarify.ts'
import { close, list } from './contract.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import deskPlan from './desk/plan.tsx'
import { announced, applied, approved, attached, CLOSE, closed, planned } from './notice.ts'
import * as paths from './paths.ts'
import portalCommittee from './portal/committee.tsx'
import portalFile from './portal/file.tsx'
import portalList from './portal/list.tsx'
import portalOne from './portal/one.tsx'
import { drawn, notified, pooled, reported, reviewed } from './review.ts'
import { fileOf, listAll, viewCommittee, viewDesk, viewOne, whoPassed } from './views.ts'

const title = text('资格预审', 'Prequalifications')
export default defineRoom({
  name: 'prequalification',
  title,
  cases: [kind],
  menu: {
    portal: [{ group: text('公开', 'In the open'), title, path: paths.portal, order: 42 }],
    desk: [
      {
        ...{ group: text('交易', 'Markets'), title, path: paths.desk, order: 58 },
        roles: [OFFICER, OVERSEER, KEEPER],
        count: (post) => workCount(post, kind.kind),
      },
      {
        ...{ group: text('交易', 'Markets'), path: `${paths.desk}/plan`, roles: [OFFICER], order: 59 },
        title: text('登记资格预审', 'Register a prequalification'),
      },
    ],
  },
  watch: [
    overLimit(
      'prequalification.answer',
      text('资格预审异议逾期没有答复', 'an objection to a prequalification was not answered in time'),
      [{ law: '招标投标法实施条例', article: 22 }],
      '2012-02-01',
      'prequalification-answer-over',
    ),
  ],
  tells: {
    'prequalification.notified': {
      says: text('资格预审结果出来了，只有您自己看得到您的。', 'The result is there; yours is for you alone.'),
      to: ['applicant'],
    },
  },
  publishes: { open: [{ id: 'prequalifications', title, query: list }] },
  operations: [
    ...[
      planned,
      approved,
      attached,
      announced,
      clarified,
      objected,
      answered,
      applied,
      closed,
      pooled,
      drawn,
      reviewed,
      reported,
      notified,
    ],
    ...[viewOne, listAll, viewCommittee, fileOf, whoPassed, viewDesk],
  ],
  pages: [deskPlan, deskList, deskCase, portalList, portalCommittee, portalFile, portalOne],
  timers: { [CLOSE]: (timer) => ({ contract: close, input: { caseId: timer.subjectId } }) },
  demo,
})
