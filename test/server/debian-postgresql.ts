// A PostgreSQL of Debian's (15 or newer) in a folder of its own, for the suite that runs on a second server.
import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { joinedSettings } from '../../kernel/platform/database/embedded.ts'
import { freePort } from '../../kernel/platform/database/port.ts'

const ROOT = '/usr/lib/postgresql'

export const debianVersion = (): string | undefined =>
  existsSync(ROOT)
    ? readdirSync(ROOT)
        .filter((v) => Number(v) >= 15 && existsSync(join(ROOT, v, 'bin', 'postgres')))
        .sort()[0]
    : undefined

/** Starts it; `url` is its superuser's. Stops and removes everything on `stop`. */
export async function startDebianPostgresql(): Promise<{ url: string; version: string; stop(): Promise<void> }> {
  const version = debianVersion()
  if (!version) throw new Error('Debian’s PostgreSQL is not installed: run scripts/install-test-packages')
  const bin = join(ROOT, version, 'bin')
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-postgresql-'))
  chmodSync(folder, 0o711)
  const cluster = join(folder, 'cluster')
  const password = join(folder, 'password')
  writeFileSync(password, 'test')
  const root = process.getuid?.() === 0
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  const as = root ? { uid: id('-u'), gid: id('-g'), cwd: '/' } : {}
  if (root) for (const path of [folder, password]) chownSync(path, as.uid!, as.gid!)
  execFileSync(
    join(bin, 'initdb'),
    ['-D', cluster, '-U', 'postgres', `--pwfile=${password}`, '--auth=scram-sha-256', '-E', 'UTF8', '--no-locale'],
    { ...as, stdio: 'ignore' },
  )
  const port = await freePort()
  const child = spawn(
    join(bin, 'postgres'),
    [
      '-D',
      cluster,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'max_connections=200',
      ...Object.entries(joinedSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    { ...as, stdio: 'ignore' },
  )
  const url = `postgres://postgres:test@127.0.0.1:${port}/postgres`
  for (let i = 0; ; i++) {
    const sql = postgres(url, { max: 1, connect_timeout: 1, onnotice: () => {} })
    const up = await sql`select 1`.then(() => true).catch(() => false)
    await sql.end({ timeout: 1 })
    if (up) break
    if (i > 400) throw new Error('Debian’s PostgreSQL did not start')
    await wait(25)
  }
  return {
    url,
    version,
    async stop() {
      const ended = new Promise((resolve) => child.on('exit', resolve))
      child.kill('SIGINT')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
