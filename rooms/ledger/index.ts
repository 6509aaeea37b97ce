import type { Log } from '../../kernel/ledger/index.ts'
import { defineRoom, type Room, text } from '../../kernel/platform/index.ts'
import { operations } from './desk/operations.tsx'
import { pages } from './portal/ledger.tsx'

/** The pages of the public ledger, over its log. */
export const ledgerPages = (log: Log): Room =>
  defineRoom({
    name: 'ledger-pages',
    centre: true,
    title: text('公开账本的页面', 'Pages of the ledger'),
    menu: {
      portal: [
        { group: text('大厅', 'Hall'), title: text('公开账本', 'Ledger'), path: '/ledger', order: 40 },
        { group: text('大厅', 'Hall'), title: text('验证', 'Verify'), path: '/verify', order: 50 },
      ],
      desk: [
        {
          group: text('系统', 'System'),
          title: text('运行台', 'Operations'),
          path: '/desk/operations',
          roles: ['administrator', 'auditor', 'chief-supervisor'],
          order: 900,
        },
      ],
    },
    pages: [...pages, operations(log)],
  })
