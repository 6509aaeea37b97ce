import { Worker } from 'node:worker_threads'
import { standardProblem, text } from '../platform/index.ts'
import type { LicenceContent } from './licence.ts'

/** A sheet takes a tenth of a second; what takes this long never ends. */
const LIMIT_MS = 15_000
const MOST_WAITING = 200

type Waiting = { done(pdf: Buffer): void; failed(error: Error): void }
let worker: Worker | undefined
const waiting = new Map<number, Waiting>()
let serial = 0

function start(): Worker {
  const made = new Worker(new URL('./licence.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // Not the loader and flags of who started us: the worker has no pages.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  made.unref()
  made.on('message', ({ id, pdf, error }: { id: number; pdf?: Uint8Array; error?: string }) => {
    const one = waiting.get(id)
    waiting.delete(id)
    if (pdf) one?.done(Buffer.from(pdf))
    else one?.failed(new Error(error))
  })
  const gone = (error: Error) => {
    if (worker === made) worker = undefined
    for (const one of waiting.values()) one.failed(error)
    waiting.clear()
  }
  made.on('error', gone)
  made.on('exit', () => gone(new Error('the worker that makes sheets ended')))
  return made
}

/** Where the QR code of a licence leads; with its code the page says whose it is. */
export const verifyAddress = (site: string, { number, code }: LicenceContent): string =>
  `${site}/verify?licence=${number}${code ? `&code=${code}` : ''}`

/** The licence as PDF, made in a worker, within a limit of time and memory. */
export async function makeSheet(content: LicenceContent, qr: string): Promise<Buffer> {
  if (waiting.size >= MOST_WAITING) throw standardProblem('BUSY')
  worker ??= start()
  const mine = worker
  const id = ++serial
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<Buffer>((done, failed) => {
      waiting.set(id, { done, failed })
      timer = setTimeout(() => {
        waiting.delete(id)
        void mine.terminate()
        failed(
          standardProblem('BUSY', {
            detail: text('证照的文件没有及时做好，请再试一次。', 'The sheet was not made in time; please try again.'),
          }),
        )
      }, LIMIT_MS)
      mine.postMessage({ id, content, qr })
    })
  } finally {
    clearTimeout(timer)
  }
}
