import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(import.meta.dirname, '..')

/** Tests are run by Node itself, as the product is: nothing is compiled for them alone, and what was compiled once is kept. */
export const native = {
  experimental: { viteModuleRunner: false, nodeLoader: false },
  execArgv: [
    '--enable-source-maps',
    // What is held is measured once what is not held is gone (kernel/platform/harness.ts).
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    '--import',
    pathToFileURL(join(root, 'bin', 'loader.mjs')).href,
  ],
  setupFiles: ['test/kept.setup.ts'],
}
