import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { sources } from '../enforcement/contract.ts'
import { HEAD, lead, OFFICER } from './case.kind.ts'
import check, { extended } from './check.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import deskRegister from './desk/register.tsx'
import { fromRooms } from './from-rooms.ts'
import list from './list.ts'
import * as paths from './paths.ts'
import portalCase from './portal/case.tsx'
import portalInform from './portal/inform.tsx'
import register, { informed } from './register.ts'
import settle from './settle.ts'
import transfer, { assigned, letter, received } from './transfer.ts'

export default defineRoom({
  name: 'leads',
  title: text('案件线索', 'Leads'),
  roles: { [OFFICER]: text('执法', 'Enforcement officer') },
  cases: [lead],
  documents: [letter],
  watch: [
    {
      id: 'lead-check-over',
      on: { clock: 'lead.check' },
      when: 'overdue and remaining < 0',
      light: 'red',
      says: text('线索超过核查期限', 'a lead was not checked in time'),
      basis: [{ law: '行政处罚法', article: 54 }],
      from: '2021-07-15',
    },
  ],
  statistics: [
    {
      id: 'leads-registered',
      version: 1,
      title: text('案件线索', 'Leads'),
      on: 'lead.registered',
      by: [
        { id: 'source', title: text('来源', 'Source'), names: sources, of: (act) => act.public.source },
        { id: 'unit', title: text('单位', 'Unit'), names: 'units', of: (_, of) => of?.unit },
      ],
    },
    {
      id: 'leads-settled',
      version: 1,
      title: text('立案和不予立案', 'Filed and declined'),
      on: 'lead.settled',
      by: [
        {
          id: 'outcome',
          title: text('结果', 'Outcome'),
          names: {
            file: text('立案', 'filed'),
            decline: text('不予立案', 'declined'),
            return: text('退回', 'returned'),
          },
          of: (act) => act.public.outcome,
        },
        { id: 'unit', title: text('单位', 'Unit'), names: 'units', of: (_, of) => of?.unit },
      ],
    },
  ],
  menu: {
    portal: [{ group: text('互动', 'Contact'), title: text('举报', 'Inform'), path: paths.portal, order: 61 }],
    desk: [
      {
        group: text('执法', 'Enforcement'),
        title: text('案件线索', 'Leads'),
        path: paths.desk,
        roles: [OFFICER, HEAD],
        order: 19,
        count: (post) => workCount(post, lead.kind),
      },
    ],
  },
  operations: [register, informed, check, extended, settle, transfer, received, assigned, list],
  pages: [deskRegister, deskList, deskCase, portalInform, portalCase],
  consumers: [fromRooms],
  demo,
})
