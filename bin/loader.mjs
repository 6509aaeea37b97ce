// Node strips types but not JSX: this hook compiles .tsx with esbuild, once: what it made is kept, one file for each module, and taken
// again while the module reads the same. Everything else is Node's own. Where nothing can be kept, each start compiles anew.

import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { KEPT } from './runtime.mjs'

const require = createRequire(import.meta.url)
const digest = (...of) => createHash('sha256').update(of.join('\0')).digest('hex')
const compiler = `${require('esbuild/package.json').version} node24`

function compiled(file, source) {
  const kept = join(KEPT, `${digest(file)}.mjs`)
  const head = `// ${digest(compiler, source)}\n`
  try {
    const code = readFileSync(kept, 'utf8')
    if (code.startsWith(head)) return code
  } catch {}
  const { code } = require('esbuild').transformSync(source, {
    loader: 'tsx',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcefile: file,
    sourcemap: 'inline',
    target: 'node24',
    banner: head.trim(),
  })
  try {
    mkdirSync(KEPT, { recursive: true })
    const own = `${kept}.${process.pid}`
    writeFileSync(own, code)
    renameSync(own, kept)
  } catch {}
  return code
}

registerHooks({
  load(url, context, next) {
    const [address] = url.split('?')
    if (!address.endsWith('.tsx')) return next(url, context)
    const file = fileURLToPath(address)
    return { format: 'module', source: compiled(file, readFileSync(file, 'utf8')), shortCircuit: true }
  },
})
