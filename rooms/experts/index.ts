import { defineRoom, text } from '../../kernel/platform/index.ts'
import { demo } from './demo.ts'
import deskLibrary from './desk/library.tsx'
import { declared, enrolled, readLibrary, readMine, readNames, readPool, suspended } from './library.ts'
import * as paths from './paths.ts'
import portalMine from './portal/mine.tsx'
import { LIBRARIAN } from './roles.ts'
import { graded, gradedHost, paid, readServices, served } from './service.ts'

export default defineRoom({
  name: 'experts',
  title: text('评审专家库', 'Library of experts'),
  roles: { [LIBRARIAN]: text('专家库管理', 'Library of experts') },
  menu: {
    desk: [
      {
        group: text('交易', 'Markets'),
        title: text('评审专家库', 'Experts'),
        path: paths.desk,
        roles: [LIBRARIAN],
        order: 68,
      },
    ],
  },
  operations: [
    ...[enrolled, declared, suspended, readPool, readNames, readMine, readLibrary],
    ...[served, paid, graded, gradedHost, readServices],
  ],
  pages: [deskLibrary, portalMine],
  demo,
})
