import { defineRoom, text } from '../../kernel/platform/index.ts'
import check from './check.ts'
import { standardsCheck } from './checks.ts'
import decide from './decide.ts'
import * as desk from './desk/standards.tsx'
import { found } from './found.ts'
import * as portal from './portal/standards.tsx'
import publish from './publish.ts'
import save from './save.ts'
import standard from './standard.ts'

export * as contract from './contract.ts'

export default defineRoom({
  name: 'discretion',
  centre: true,
  title: text('裁量基准', 'Discretion standards'),
  publishes: { find: [found] },
  menu: {
    portal: [{ group: text('大厅', 'Hall'), title: text('裁量基准', 'Standards'), path: '/standards', order: 30 }],
    desk: [
      {
        group: text('事项与基准', 'Items and standards'),
        title: text('裁量基准', 'Standards'),
        path: '/desk/standards',
        roles: ['drafter', 'legal-officer'],
        order: 300,
      },
    ],
  },
  operations: [save, publish, check, decide, standard],
  checks: [standardsCheck],
  pages: [portal.list, portal.one, desk.list, desk.one],
})
