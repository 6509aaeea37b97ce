import { overLimit, workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import answer, { letter } from './answer.ts'
import askReview from './ask-review.ts'
import assign from './assign.ts'
import { complaint } from './case.kind.ts'
import close from './close.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import extend from './extend.ts'
import { ROLE } from './office.rules.ts'
import * as paths from './paths.ts'
import portalCase from './portal/case.tsx'
import complain from './portal/complain.tsx'
import submit from './submit.ts'

const WATCHED = [
  ['inform', 23, text('投诉逾期没有指定承办、告知', 'a complaint was not assigned in time')],
  ['answer', 34, text('投诉逾期没有答复', 'a complaint was not answered in time')],
  ['review', 35, text('复查逾期没有答复', 'a review was not answered in time')],
] as const

export default defineRoom({
  name: 'complaints',
  title: text('投诉', 'Complaints'),
  roles: { [ROLE]: text('投诉办理', 'Complaints') },
  cases: [complaint],
  documents: [letter],
  watch: WATCHED.map(([clock, article, says]) =>
    overLimit(`complaint.${clock}`, says, [{ law: '信访工作条例', article }], '2022-05-01', `complaint-${clock}-over`),
  ),
  menu: {
    portal: [{ group: text('互动', 'Contact'), title: text('投诉', 'Complaints'), path: paths.portal, order: 60 }],
    desk: [
      {
        group: text('投诉', 'Complaints'),
        title: text('投诉办理', 'Complaints'),
        path: paths.desk,
        roles: [ROLE],
        order: 30,
        count: (post) => workCount(post, complaint.kind),
      },
    ],
  },
  tells: {
    'complaint.assigned': {
      says: text('投诉已经交给承办单位。', 'Your complaint was assigned.'),
      to: ['complainant'],
    },
    'complaint.extended': {
      says: text('答复的期限延长了，理由在投诉里。', 'The limit was extended; the reason stands in the complaint.'),
      to: ['complainant'],
    },
    'complaint.answered': {
      says: text('投诉有了答复，不满意可以申请复查。', 'Your complaint was answered; you may ask for a review.'),
      to: ['complainant'],
    },
  },
  publishes: {
    today: [{ act: 'complaint.answered', says: text('答复了投诉', 'complaints answered') }],
  },
  operations: [submit, assign, extend, answer, close, askReview],
  pages: [complain, portalCase, deskList, deskCase],
  demo,
})
