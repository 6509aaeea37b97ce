import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Context, Hono } from 'hono'
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
const building = new Map<string, Promise<void>>()
async function island(name: string): Promise<Uint8Array | undefined> {
  const known = islands.get(name)
  if (known) return known
  const entry = ['.ts', '.tsx'].map((e) => join(root, 'web', 'islands', name + e)).find(existsSync)
  if (!entry) return undefined
  // Several browsers ask for it at once: it is bundled once, off this thread.
  let done = building.get(name)
  if (!done) building.set(name, (done = bundle(entry).finally(() => building.delete(name))))
  await done
  return islands.get(name)
}

async function bundle(entry: string): Promise<void> {
  const cache = join(root, '.gnomon', 'islands')
  const built = await build({
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
}

export function mountAssets(app: Hono): void {
  app.get('/assets/:file', async (c) => {
    const file = c.req.param('file')
    if (`/assets/${file}` === stylesheetPath()) return packed(c, Buffer.from(css!.css), 'text/css; charset=utf-8', YEAR)
    if (/^[a-z-]+\.css$/.test(file)) {
      await island(file.slice(0, -4))
      const found = islands.get(file)
      return found ? packed(c, found, 'text/css; charset=utf-8', 'no-cache') : c.notFound()
    }
    const name = /^([a-z-]+)\.js$/.exec(file)?.[1]
    const script = name ? await island(name) : undefined
    if (!script) return c.notFound()
    return packed(c, script, 'text/javascript; charset=utf-8', 'no-cache')
  })
  const icon = readFileSync(join(root, 'web', 'ui', 'mark.svg'))
  app.get('/favicon.svg', (c) =>
    c.body(new Uint8Array(icon), 200, { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' }),
  )
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  app.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /desk\nDisallow: /my\nSitemap: /sitemap.xml\n'))
}

/** Digest and gzipped form of each asset, made once. */
const forms = new Map<string, { bytes: Uint8Array; tag: string; gz: Uint8Array<ArrayBuffer> }>()

function packed(c: Context, bytes: Uint8Array, type: string, cache: string): Response {
  let form = forms.get(c.req.path)
  if (!form || (form.bytes !== bytes && !Buffer.from(bytes).equals(form.bytes))) {
    const tag = `"${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}"`
    form = { bytes, tag, gz: new Uint8Array(gzipSync(bytes)) }
    forms.set(c.req.path, form)
  }
  const headers = { 'content-type': type, 'cache-control': cache, vary: 'Accept-Encoding', etag: `W/${form.tag}` }
  if (c.req.header('if-none-match')?.includes(form.tag)) return c.body(null, 304, headers)
  return c.req.header('accept-encoding')?.includes('gzip')
    ? c.body(form.gz, 200, { ...headers, 'content-encoding': 'gzip' })
    : c.body(new Uint8Array(bytes), 200, headers)
}
