import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

const folder = fileURLToPath(new URL('./', import.meta.url))

/**
 * The one stylesheet, minified, with a name that changes when it does: the files of `styles/` in order, the patterns' own (each in
 * its folder) before print, which has the last word.
 */
export function stylesheet(): { css: string; hash: string } {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.css'))
  const place = (f: string) => (!f.startsWith('styles') ? 1 : f.endsWith('print.css') ? 2 : 0)
  const source = files
    .sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .map((f) => readFileSync(folder + f, 'utf8'))
    .join('\n')
  const css = transformSync(source, { loader: 'css', minify: true }).code
  return { css, hash: createHash('sha256').update(css).digest('hex').slice(0, 12) }
}
