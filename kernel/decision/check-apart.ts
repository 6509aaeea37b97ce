import { Worker } from 'node:worker_threads'
import { standardProblem } from '../platform/problem.ts'
import { text } from '../platform/text.ts'
import type { BandFinding } from './dmn/band-findings.ts'
import type { BandQuestion } from './dmn/bands.ts'
import type { Finding } from './dmn/check.ts'

/** Of the processor, not of the wall clock: a busy machine refuses no table. One of a few hundred rules is done in a second or two. */
export const CHECK_MS = 6000
/** How much longer the wall clock may run than the processor; then the machine is given up, and the table not blamed. */
const PATIENCE = 20
const LOOK_MS = 100
const AT_ONCE = 2
const line: (() => void)[] = []
let running = 0

const unfinished: Finding & BandFinding = {
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
export const checkApart = (xml: string, limit = CHECK_MS): Promise<Finding[]> =>
  apart<Finding>({ xml }, limit, unfinished)

/** `checkBands`, likewise; a question that does not fit the model is a finding. */
export const bandsApart = (xml: string, question: BandQuestion, limit = CHECK_MS): Promise<BandFinding[]> =>
  apart<BandFinding>({ xml, question }, limit, unfinished)

export type Work = { xml: string; question?: BandQuestion }
async function apart<T>(work: Work, limit: number, unfinished: T): Promise<T[]> {
  if (running >= AT_ONCE) await new Promise<void>((turn) => line.push(turn))
  else running++
  try {
    return await new Promise<T[]>((done, failed) => {
      const worker = new Worker(new URL('./check.worker.ts', import.meta.url), {
        workerData: work,
        resourceLimits: { maxOldGenerationSizeMb: 512 },
        execArgv: ['--disable-warning=ExperimentalWarning'],
      })
      const stop = () => {
        done([unfinished])
        void worker.terminate()
      }
      const wall = setTimeout(() => {
        failed(standardProblem('BUSY'))
        void worker.terminate()
      }, limit * PATIENCE)
      const timer = setInterval(async () => {
        const used = await worker.cpuUsage().catch(() => undefined)
        if (used && (used.user + used.system) / 1000 > limit) stop()
      }, LOOK_MS)
      worker.on('message', (findings: T[]) => done(findings))
      worker.on('error', (error) =>
        (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? done([unfinished]) : failed(error),
      )
      worker.on('exit', () => {
        clearInterval(timer)
        clearTimeout(wall)
        done([unfinished])
      })
    })
  } finally {
    const next = line.shift()
    if (next) next()
    else running--
  }
}
