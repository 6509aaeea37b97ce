import { parentPort } from 'node:worker_threads'
import { type LicenceContent, licencePdf } from './licence.ts'

// Off the thread that serves requests: fonts and layout take a tenth of a second, and a bad text could take much longer.
parentPort!.on('message', async ({ id, content, qr }: { id: number; content: LicenceContent; qr: string }) => {
  try {
    parentPort!.postMessage({ id, pdf: await licencePdf(content, qr) })
  } catch (error) {
    parentPort!.postMessage({ id, error: String((error as Error).message) })
  }
})
