import { apart } from '../platform/apart.ts'
import { text } from '../platform/index.ts'
import type { DocumentContent } from './kind.ts'

/** A page takes some milliseconds, a letter a hundred pages at most; what takes this long never ends. */
const make = apart<{ content: DocumentContent; receipt?: Uint8Array }, Uint8Array>(
  new URL('./letter.worker.ts', import.meta.url),
  {
    limit: 20_000,
    most: 200,
    late: text('文书的文件没有及时做好，请再试一次。', 'The letter was not made in time; please try again.'),
  },
)

/** `documentPdf` off the thread that serves requests. `within`: milliseconds. @throws BUSY where it is not made in time */
export const makeLetter = async (content: DocumentContent, receipt?: Uint8Array, within?: number): Promise<Buffer> =>
  Buffer.from(await make({ content, ...(receipt ? { receipt } : {}) }, within))
