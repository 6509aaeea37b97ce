import { workCount } from '../../kernel/cases/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import assess from './assess.ts'
import { HEAD, levy, OFFICER } from './case.kind.ts'
import { items } from './contract.ts'
import decide from './decide.ts'
import declare from './declare.ts'
import { demo } from './demo.ts'
import deskCase from './desk/case.tsx'
import deskList from './desk/list.tsx'
import { notice, receipt } from './documents.ts'
import listItems from './items-list.ts'
import * as paths from './paths.ts'
import portalCase from './portal/case.tsx'
import portalItems from './portal/items.tsx'
import receive, { fromBank } from './receive.ts'
import relieve from './relieve.ts'

export default defineRoom({
  name: 'levies',
  title: text('行政征收', 'Levies'),
  roles: { [OFFICER]: text('征收核定', 'Assessment of levies'), [HEAD]: text('征收决定', 'Decision on levies') },
  cases: [levy],
  documents: [notice, receipt],
  menu: {
    portal: [{ group: text('公开', 'In the open'), title: text('行政征收', 'Levies'), path: paths.portal, order: 46 }],
    desk: [
      {
        group: text('征收', 'Levies'),
        title: text('行政征收', 'Levies'),
        path: paths.desk,
        roles: [OFFICER, HEAD],
        order: 84,
        count: (post) => workCount(post, levy.kind),
      },
    ],
  },
  publishes: {
    today: [{ act: 'levy.paid', says: text('笔征收缴入国库', 'levies paid to the treasury') }],
    open: [{ id: 'levies', title: text('行政征收项目', 'Levies'), query: items }],
  },
  operations: [declare, assess, decide, relieve, receive, listItems],
  pages: [portalItems, portalCase, deskList, deskCase],
  consumers: [fromBank],
  demo,
})
