import { apart } from '../platform/apart.ts'
import { text } from '../platform/index.ts'
import type { LicenceContent } from './licence.ts'

/** A sheet takes a tenth of a second; what takes this long never ends. */
const make = apart<{ content: LicenceContent; qr: string }, Uint8Array>(
  new URL('./licence.worker.ts', import.meta.url),
  {
    limit: 15_000,
    most: 200,
    late: text('证照的文件没有及时做好，请再试一次。', 'The sheet was not made in time; please try again.'),
  },
)

/** Where the QR code of a licence leads; with its code the page says whose it is. */
export const verifyAddress = (site: string, { number, code }: LicenceContent): string =>
  `${site}/verify?licence=${number}${code ? `&code=${code}` : ''}`

/** The licence as PDF, made in a worker, within a limit of time and memory. */
export const makeSheet = async (content: LicenceContent, qr: string): Promise<Buffer> =>
  Buffer.from(await make({ content, qr }))
