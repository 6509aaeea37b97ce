import { Worker } from 'node:worker_threads'
import { text } from '../platform/text.ts'
import type { Finding } from './dmn/check.ts'

/** A table of a few hundred rules is done in a second or two. */
export const CHECK_MS = 6000
const AT_ONCE = 2
const line: (() => void)[] = []
let running = 0

const unfinished: Finding = {
  kind: 'unknown',
  decision: '',
  rules: [],
  example: [],
  message: text(
    '表太大，没有在限定的时间里查完有无遗漏和重叠。请拆成几张表。',
    'The table is too large to be searched for gaps and overlaps in the time allowed. Please split it.',
  ),
}

/** `checkTables` of a model that reads, off the thread that serves requests and within a limit of time and memory. */
export async function checkApart(xml: string, limit = CHECK_MS): Promise<Finding[]> {
  if (running >= AT_ONCE) await new Promise<void>((turn) => line.push(turn))
  else running++
  try {
    return await new Promise<Finding[]>((done, failed) => {
      const worker = new Worker(new URL('./check.worker.ts', import.meta.url), {
        workerData: xml,
        resourceLimits: { maxOldGenerationSizeMb: 512 },
        execArgv: ['--disable-warning=ExperimentalWarning'],
      })
      const timer = setTimeout(() => {
        done([unfinished])
        void worker.terminate()
      }, limit)
      worker.on('message', (findings: Finding[]) => done(findings))
      worker.on('error', (error) =>
        (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? done([unfinished]) : failed(error),
      )
      worker.on('exit', () => {
        clearTimeout(timer)
        done([unfinished])
      })
    })
  } finally {
    const next = line.shift()
    if (next) next()
    else running--
  }
}
