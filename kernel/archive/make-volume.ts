import { Worker } from 'node:worker_threads'
import type { Binding, BoundPdf } from './volume-pdf.ts'

/** What takes longer never ends. */
const LIMIT_MS = 120_000

/** A volume's PDF, in a worker of its own within a limit of time and memory. @throws where it cannot be made */
export function makeVolume(binding: Binding): Promise<BoundPdf> {
  const worker = new Worker(new URL('./volume.worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return new Promise<BoundPdf>((done, failed) => {
    const timer = setTimeout(() => failed(new Error('the volume was not bound in time')), LIMIT_MS)
    worker.once('message', ({ made, error }: { made?: BoundPdf; error?: string }) => {
      if (made) done(made)
      else failed(new Error(error))
      clearTimeout(timer)
    })
    worker.once('error', failed)
    worker.once('exit', () => failed(new Error('the worker that binds volumes ended')))
    worker.postMessage(binding)
  }).finally(() => void worker.terminate())
}
