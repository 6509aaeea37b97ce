import { defineRoom, text } from '../../kernel/platform/index.ts'
import deskProcess from './desk/process.tsx'
import layBeside from './lay-beside.ts'
import { processChoices, processOf } from './map.ts'
import * as paths from './paths.ts'
import portalProcess from './portal/process.tsx'

export default defineRoom({
  name: 'process',
  title: text('实际走法', 'What really happened'),
  menu: {
    portal: [
      {
        group: text('公开', 'In the open'),
        title: text('事情实际怎么走', 'How things really go'),
        path: paths.portal,
        order: 38,
      },
    ],
    desk: [
      {
        group: text('监察', 'Supervision'),
        title: text('实际走法', 'What really happened'),
        path: paths.desk,
        roles: ['supervisor', 'chief-supervisor', 'auditor'],
        order: 56,
      },
    ],
  },
  operations: [processOf, processChoices, layBeside],
  pages: [deskProcess, portalProcess],
})
