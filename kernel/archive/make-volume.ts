import { apart } from '../platform/apart.ts'
import { text } from '../platform/index.ts'
import type { Binding, BoundPdf } from './volume-pdf.ts'

/** A volume's PDF, off the thread and within a limit of time and memory; what takes longer never ends. */
export const makeVolume = apart<Binding, BoundPdf>(new URL('./volume.worker.ts', import.meta.url), {
  limit: 120_000,
  most: 20,
  memory: 512,
  late: text('案卷没有及时装订好，系统会再试。', 'The volume was not bound in time; it is tried again.'),
})
