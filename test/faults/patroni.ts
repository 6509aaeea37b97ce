// A pair of PostgreSQL servers under Debian's Patroni and etcd, in folders and on ports of their own, and a way to whichever is primary.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../../kernel/platform/database/port.ts'
import { debianVersion } from '../server/debian-postgresql.ts'

/** What is missing here for a pair; undefined where all is there. */
export function missing(): string | undefined {
  if (process.env.GNOMON_NO_PATRONI) return process.env.GNOMON_NO_PATRONI
  const [name] = ['/usr/bin/patroni', '/usr/bin/etcd'].filter((path) => !existsSync(path))
  return name ?? (debianVersion() ? undefined : 'postgresql')
}

export type Node = { name: string; port: number; rest: number; data: string; child?: ChildProcess }
export type Pair = {
  /** As the superuser, at the address that follows the primary. */
  url: string
  nodes: Node[]
  primary(): Promise<Node>
  /** A synchronous standby is there, so that a switch loses nothing. */
  whole(): Promise<void>
  /** The server of a node, not its Patroni. */
  killServer(node: Node): void
  /** The host of a node: server and Patroni at once. */
  killHost(node: Node): void
  switchover(): Promise<void>
  stop(): Promise<void>
}

export async function startPair(): Promise<Pair> {
  const folder = mkdtempSync(join(tmpdir(), 'gnomon-pair-'))
  chmodSync(folder, 0o711)
  const root = process.getuid?.() === 0
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  const as = root ? { uid: id('-u'), gid: id('-g'), cwd: '/' } : {}
  const own = (path: string) => (root ? chownSync(path, as.uid!, as.gid!) : undefined)
  const place = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path, { mode: 0o700 })
    own(path)
    return path
  }
  const env = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC' }
  const [client, peer] = [await freePort(), await freePort()]
  const etcd = spawn(
    '/usr/bin/etcd',
    [
      ['--name', 'one'],
      ['--data-dir', place('etcd')],
      ['--listen-client-urls', `http://127.0.0.1:${client}`],
      ['--advertise-client-urls', `http://127.0.0.1:${client}`],
      ['--listen-peer-urls', `http://127.0.0.1:${peer}`],
      ['--initial-advertise-peer-urls', `http://127.0.0.1:${peer}`],
      ['--initial-cluster', `one=http://127.0.0.1:${peer}`],
      ['--unsafe-no-fsync'],
    ].flat(),
    { ...as, env, stdio: 'ignore' },
  )
  const nodes: Node[] = []
  for (const name of ['a', 'b'])
    nodes.push({ name, port: await freePort(), rest: await freePort(), data: join(place(name), 'data') })
  const begin = (node: Node) => {
    const config = join(folder, `${node.name}.yml`)
    writeFileSync(config, configOf(node, client, folder))
    own(config)
    node.child = spawn('/usr/bin/patroni', [config], { ...as, env, stdio: 'ignore' })
  }
  const asks = async (node: Node, path: string) =>
    (await fetch(`http://127.0.0.1:${node.rest}${path}`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined))
      ?.status === 200
  const until = async (what: string, is: () => Promise<boolean>, ms = 90_000) => {
    for (const began = Date.now(); !(await is()); await wait(200))
      if (Date.now() - began > ms) throw new Error(`not in time: ${what}`)
  }
  begin(nodes[0]!)
  await until('the first server', () => asks(nodes[0]!, '/primary'))
  begin(nodes[1]!)
  await until('the standby', () => asks(nodes[1]!, '/sync'))

  // In HAProxy's place: who connects reaches the primary; when that changes, old connections end.
  let current: Node | undefined = nodes[0]
  const sockets = new Set<Socket>()
  const proxy = createServer((from) => {
    const to = current ? connect(current.port, '127.0.0.1') : undefined
    if (!to) return void from.destroy()
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(one)
      one.on('close', () => sockets.delete(one)).on('error', () => other.destroy())
      one.pipe(other)
    }
  })
  await new Promise<void>((done) => void proxy.listen(0, '127.0.0.1', done))
  let stopped = false
  const following = (async () => {
    while (!stopped) {
      const found = (await Promise.all(nodes.map(async (n) => ((await asks(n, '/primary')) ? n : undefined)))).find(
        Boolean,
      )
      if (found !== current) {
        current = found
        for (const socket of sockets) socket.destroy()
      }
      await wait(200)
    }
  })()
  const primary = async () => {
    for (const node of nodes) if (await asks(node, '/primary')) return node
    throw new Error('no primary')
  }
  const postmaster = (node: Node) => Number(readFileSync(join(node.data, 'postmaster.pid'), 'utf8').split('\n')[0])
  const kill = (pid: number | undefined) => {
    try {
      if (pid) process.kill(pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  const killServer = (node: Node) => {
    try {
      kill(postmaster(node))
    } catch {
      // It does not run.
    }
  }
  return {
    url: `postgres://postgres:test@127.0.0.1:${(proxy.address() as AddressInfo).port}/postgres`,
    nodes,
    primary,
    whole: () =>
      until('a synchronous standby', async () => (await Promise.all(nodes.map((n) => asks(n, '/sync')))).some(Boolean)),
    killServer,
    killHost(node) {
      kill(node.child?.pid)
      killServer(node)
    },
    async switchover() {
      const leader = await primary()
      const candidate = nodes.find((n) => n !== leader)!
      const done = await fetch(`http://127.0.0.1:${leader.rest}/switchover`, {
        method: 'POST',
        body: JSON.stringify({ leader: leader.name, candidate: candidate.name }),
      })
      if (done.status !== 200) throw new Error(`no switchover: ${done.status} ${await done.text()}`)
    },
    async stop() {
      stopped = true
      await following
      for (const node of nodes) {
        kill(node.child?.pid)
        killServer(node)
      }
      kill(etcd.pid)
      for (const socket of sockets) socket.destroy()
      proxy.close()
      await wait(300)
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const configOf = (node: Node, etcd: number, folder: string) => `
scope: gnomon
name: ${node.name}
etcd3: { host: "127.0.0.1:${etcd}" }
restapi: { listen: "127.0.0.1:${node.rest}", connect_address: "127.0.0.1:${node.rest}" }
bootstrap:
  dcs:
    ttl: 10
    loop_wait: 2
    retry_timeout: 3
    maximum_lag_on_failover: 1048576
    primary_start_timeout: 0
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: { max_connections: 100, wal_level: logical, wal_log_hints: "on", max_wal_senders: 10, shared_buffers: 32MB }
  initdb: [ { encoding: UTF8 }, { locale: C }, { auth: scram-sha-256 } ]
  pg_hba: [ "host all all 127.0.0.1/32 scram-sha-256", "host replication all 127.0.0.1/32 scram-sha-256" ]
postgresql:
  listen: "127.0.0.1:${node.port}"
  connect_address: "127.0.0.1:${node.port}"
  data_dir: ${node.data}
  bin_dir: /usr/lib/postgresql/${debianVersion()}/bin
  pgpass: ${join(folder, node.name, 'pgpass')}
  authentication:
    superuser: { username: postgres, password: test }
    replication: { username: replicator, password: test }
    rewind: { username: postgres, password: test }
  parameters: { unix_socket_directories: "" }
  use_unix_socket: false
`
