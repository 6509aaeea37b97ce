import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

const folder = fileURLToPath(new URL('styles/', import.meta.url))

/** The one stylesheet: every file of `styles/` in order, minified, with a name that changes when it does. */
export function stylesheet(): { css: string; hash: string } {
  const source = readdirSync(folder)
    .filter((f) => f.endsWith('.css'))
    .sort()
    .map((f) => readFileSync(folder + f, 'utf8'))
    .join('\n')
  const css = transformSync(source, { loader: 'css', minify: true }).code
  return { css, hash: createHash('sha256').update(css).digest('hex').slice(0, 12) }
}
