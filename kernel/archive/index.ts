import { defineRoom, text } from '../platform/index.ts'
import archiveCase from './archive-case.ts'
import bind from './bind.ts'
import * as contract from './contract.ts'
import giveBack from './give-back.ts'
import { lendOut, openTo } from './lend.ts'
import { ARCHIVIST } from './role.ts'
import { appraise, over } from './terms.ts'
import { file, list, view, waitingList } from './views.ts'
import { waiting } from './waiting.ts'

export { volumeOfCase } from './archive.store.ts'
export * as contract from './contract.ts'
export { defineVolume, type Retention, type Slot, type VolumeKind, volumeKinds, volumeOf } from './kind.ts'
export { ARCHIVIST } from './role.ts'
export { PAGE } from './views.ts'

export default defineRoom({
  name: 'archive',
  title: text('档案', 'Archive'),
  roles: { [ARCHIVIST]: text('档案管理', 'Archivist') },
  operations: [archiveCase, bind, lendOut, openTo, giveBack, over, appraise, waitingList, list, view, file],
  consumers: [waiting],
  timers: {
    'archive.bind': (timer) => ({ contract: contract.bind, input: { id: timer.subjectId } }),
    'archive.term-over': (timer) => ({ contract: contract.termOver, input: { id: timer.subjectId } }),
  },
})
