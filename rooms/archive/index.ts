import { ARCHIVIST } from '../../kernel/archive/index.ts'
import { defineRoom, text } from '../../kernel/platform/index.ts'
import { demo } from './demo.ts'
import { volumes, waiting } from './desk/lists.tsx'
import { volume } from './desk/volume.tsx'
import * as paths from './paths.ts'
import { files, volume as read } from './portal/volume.tsx'

const group = text('档案', 'Archive')

/** The pages of `kernel/archive`. */
export default defineRoom({
  name: 'archive-pages',
  title: text('档案的页面', 'Pages of the archive'),
  menu: {
    desk: [
      { group, title: text('待归档', 'To archive'), path: paths.waiting, roles: [ARCHIVIST, 'clerk'], order: 70 },
      { group, title: text('档案', 'Archive'), path: paths.desk, roles: [ARCHIVIST, 'auditor'], order: 71 },
    ],
  },
  // Before the page of one volume, whose address would take it for an id.
  pages: [waiting, volumes, volume, ...files, read],
  demo,
})
