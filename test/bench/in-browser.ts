// The verifier as a citizen runs it: bundled, in Chromium, on a page of its own origin.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { KeyPeriod } from '../../kernel/ledger/verifier/index.ts'
import { projectRoot } from '../../kernel/platform/harness.ts'
import { CHROMIUM_FLAGS, chromiumPath } from '../browser/city.ts'

/** Milliseconds that the whole check of each receipt takes, Merkle path and signatures. Throws where one is not proven. */
export async function verifiedInBrowser(receipts: string[], log: KeyPeriod[]): Promise<number[]> {
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, 'kernel', 'ledger', 'verifier', 'index.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'verifier',
  })
  const server = createServer((request, response) => {
    const script = request.url === '/verifier.js'
    response.setHeader('content-type', `text/${script ? 'javascript' : 'html'}; charset=utf-8`)
    response.end(
      script ? outputFiles[0]!.contents : '<!doctype html><title>verify</title><script src="/verifier.js"></script>',
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: CHROMIUM_FLAGS })
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return await page.evaluate(
      async ({ receipts, log }) => {
        const { verifyReceipt } = (globalThis as any).verifier
        const took: number[] = []
        for (const receipt of receipts) {
          const began = performance.now()
          const verdict = await verifyReceipt(receipt, { log })
          took.push(performance.now() - began)
          if (!verdict.proven) throw new Error(verdict.lines.map((l: { what: { en: string } }) => l.what.en).join('; '))
        }
        return took
      },
      { receipts, log },
    )
  } finally {
    await browser.close()
    server.close()
  }
}
