import { parentPort, workerData } from 'node:worker_threads'
import type { Work } from './check-apart.ts'
import type { BandQuestion } from './dmn/bands.ts'
import { checkBands } from './dmn/bands.ts'
import { checkTables } from './dmn/check.ts'
import { DecisionError } from './dmn/problem.ts'
import { readModel } from './dmn/read-model.ts'

// One table set, then the end: what is not done in time is ended with the worker.
const { xml, question } = workerData as Work
parentPort!.postMessage(question ? bands(question) : checkTables(readModel(xml)))

function bands(q: BandQuestion) {
  try {
    return checkBands(readModel(xml), q).findings
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error
    return [{ kind: 'unknown', decision: q.decision ?? '', rules: [], example: [], message: error.text }]
  }
}
