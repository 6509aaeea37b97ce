import { parentPort, workerData } from 'node:worker_threads'
import { checkTables } from './dmn/check.ts'
import { readModel } from './dmn/read-model.ts'

// One table set, then the end: what is not done in time is ended with the worker.
parentPort!.postMessage(checkTables(readModel(workerData as string)))
