import { parentPort } from 'node:worker_threads'
import { type Binding, volumePdf } from './volume-pdf.ts'

// Off the thread that serves requests, and with a memory of its own: a volume of many pictures takes seconds.
parentPort!.on('message', async (binding: Binding) => {
  try {
    parentPort!.postMessage({ made: await volumePdf(binding) })
  } catch (error) {
    parentPort!.postMessage({ error: String((error as Error).message) })
  }
})
