import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import type { Hono } from 'hono'
import { stylesheet } from '../../web/ui/stylesheet.ts'
import { root } from '../config.ts'

const YEAR = 'public, max-age=31536000, immutable'
let css: { css: string; hash: string } | undefined

export const stylesheetPath = (): string => {
  css ??= stylesheet()
  return `/assets/style-${css.hash}.css`
}

/** Islands: `web/islands/NAME.ts(x)` is served at /assets/NAME.js, bundled at its first use and kept until its sources change. */
const islands = new Map<string, Uint8Array>()
function island(name: string): Uint8Array | undefined {
  const known = islands.get(name)
  if (known) return known
  const entry = ['.ts', '.tsx'].map((e) => join(root, 'web', 'islands', name + e)).find(existsSync)
  if (!entry) return undefined
  const cache = join(root, '.gnomon', 'islands')
  const built = buildSync({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    // bpmn-js's menus make their nodes with one copy of Preact and draw them with another, of another version: they stay empty.
    alias: { preact: join(root, 'node_modules', 'preact') },
    loader: {
      '.bpmn': 'text',
      '.woff2': 'dataurl',
      '.woff': 'dataurl',
      '.ttf': 'dataurl',
      '.eot': 'empty',
      '.svg': 'dataurl',
    },
    outdir: cache,
  })
  for (const file of built.outputFiles)
    islands.set(file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.js$/, ''), file.contents)
  mkdirSync(cache, { recursive: true })
  for (const file of built.outputFiles) writeFileSync(file.path, file.contents)
  return islands.get(name)
}

export function mountAssets(app: Hono): void {
  app.get('/assets/:file', (c) => {
    const file = c.req.param('file')
    if (`/assets/${file}` === stylesheetPath()) return gz(c, css!.css, 'text/css; charset=utf-8', YEAR)
    if (/^[a-z-]+\.css$/.test(file)) {
      island(file.slice(0, -4))
      const found = islands.get(file)
      return found ? gz(c, Buffer.from(found).toString(), 'text/css; charset=utf-8', 'no-cache') : c.notFound()
    }
    const name = /^([a-z-]+)\.js$/.exec(file)?.[1]
    const script = name ? island(name) : undefined
    if (!script) return c.notFound()
    const tag = `"${createHash('sha256').update(script).digest('hex').slice(0, 16)}"`
    if (c.req.header('if-none-match') === tag) return c.body(null, 304)
    c.header('etag', tag)
    return gz(c, Buffer.from(script).toString(), 'text/javascript; charset=utf-8', 'no-cache')
  })
  const icon = readFileSync(join(root, 'web', 'ui', 'mark.svg'))
  app.get('/favicon.svg', (c) =>
    c.body(new Uint8Array(icon), 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }),
  )
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /desk\nDisallow: /my\n'))
}

const gz = (c: Parameters<typeof respond>[0], body: string, type: string, cache: string) =>
  respond(c, body, type, 200, { 'cache-control': cache })

import { respond } from './respond.ts'
