import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../kernel/platform/harness.ts'

/** `gnomon start` on a data folder; resolves when it has printed its address and, of a new city, that its history is written. */
export function launch(
  data: string,
  env: Record<string, string> = {},
): Promise<{ url: string; process: ChildProcess; log(): string }> {
  let output = ''
  const child = spawn(process.execPath, [join(projectRoot, 'bin', 'gnomon.mjs'), 'start'], {
    env: { ...process.env, GNOMON_DATA: data, PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'development', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const found = /http:\/\/localhost:(\d+)/.exec(output)
      const whole = !output.includes('Founding units') || output.includes('are all there')
      if (found && !found[0].endsWith(':0') && whole) resolve({ url: found[0], process: child, log: () => output })
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.on('exit', (code) => reject(new Error(`start ended with ${code}:\n${output}`)))
  })
}

/** Ends it as Ctrl-C does. */
export async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGINT')
  await ended
}
