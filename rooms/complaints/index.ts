import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import answer, { letter } from './answer.ts'
import assign from './assign.ts'
import { complaint } from './case.kind.ts'
import close from './close.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import list from './list.ts'
import { ROLE } from './office.rules.ts'
import * as paths from './paths.ts'
import portalCase from './portal/case.tsx'
import complain from './portal/complain.tsx'
import submit from './submit.ts'

export default defineRoom({
  name: 'complaints',
  title: text('投诉', 'Complaints'),
  roles: { [ROLE]: text('投诉办理', 'Complaints') },
  cases: [complaint],
  documents: [letter],
  watch: (['inform', 'answer'] as const).map((clock) => ({
    id: `complaint-${clock}-over`,
    on: { clock: `complaint.${clock}` },
    when: 'overdue and remaining < 0',
    light: 'red',
    says:
      clock === 'inform'
        ? text('投诉超过 15 天没有指定承办、告知', 'a complaint was not assigned within 15 days')
        : text('投诉超过 60 天没有答复', 'a complaint was not answered within 60 days'),
    basis: [{ law: '信访工作条例', article: clock === 'inform' ? 23 : 34 }],
    from: '2022-05-01',
  })),
  menu: {
    portal: [{ group: text('互动', 'Contact'), title: text('投诉', 'Complaints'), path: paths.portal, order: 60 }],
    desk: [
      {
        group: text('投诉', 'Complaints'),
        title: text('投诉办理', 'Complaints'),
        path: paths.desk,
        roles: [ROLE],
        order: 30,
        count: (post) => workCount(post),
      },
    ],
  },
  publishes: {
    today: [{ act: 'complaint.answered', says: text('答复了投诉', 'complaints answered') }],
  },
  operations: [submit, assign, answer, close, list],
  pages: [complain, portalCase, deskList, deskCase],
  demo,
})
