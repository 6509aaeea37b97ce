import { parentPort, Worker } from 'node:worker_threads'
import { standardProblem } from './problem.ts'
import type { Text } from './text.ts'

type Answer<O> = { id: number; made?: O; error?: string }
type Waiting<O> = { done(made: O): void; failed(error: Error): void }

/**
 * Work off the thread that serves requests, in one worker that lives as long as it is well, within a limit of time and memory.
 * `script` calls `answers`; `memory` in MB. What is not done in `limit` ms is BUSY, and the worker is made anew: whoever waited behind it is told, too.
 */
export function apart<I, O>(
  script: URL,
  { limit, most, late, memory = 256 }: { limit: number; most: number; late: Text; memory?: number },
): (task: I, within?: number) => Promise<O> {
  const waiting = new Map<number, Waiting<O>>()
  let worker: Worker | undefined
  let serial = 0
  const start = (): Worker => {
    const made = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: memory },
      // Not the loader and flags of who started us: the worker has no pages.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    made.unref()
    made.on('message', (answer: Answer<O>) => {
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (answer.error === undefined) one?.done(answer.made as O)
      else one?.failed(new Error(answer.error))
    })
    const gone = (error: Error) => {
      if (worker !== made) return
      worker = undefined
      for (const one of waiting.values()) one.failed(error)
      waiting.clear()
    }
    made.on('error', gone)
    made.on('exit', () => gone(standardProblem('BUSY', { detail: late })))
    return made
  }
  return async (task, within = limit) => {
    if (waiting.size >= most) throw standardProblem('BUSY')
    worker ??= start()
    const mine = worker
    const id = ++serial
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<O>((done, failed) => {
        waiting.set(id, { done, failed })
        timer = setTimeout(() => {
          waiting.delete(id)
          failed(standardProblem('BUSY', { detail: late }))
          void mine.terminate()
        }, within)
        mine.postMessage({ id, task })
      })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** In the worker: does each task that comes, and says what came of it. */
export function answers<I, O>(run: (task: I) => Promise<O>): void {
  parentPort!.on('message', async ({ id, task }: { id: number; task: I }) => {
    try {
      parentPort!.postMessage({ id, made: await run(task) })
    } catch (error) {
      parentPort!.postMessage({ id, error: String((error as Error).message) })
    }
  })
}
