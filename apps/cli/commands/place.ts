import postgres from 'postgres'
import { type End, join, lagOf, owner, part } from '../../../kernel/platform/database/links.ts'
import { isCurrent, migrate } from '../../../kernel/platform/database/migrate.ts'
import { letRecordBeWritten, movePlace } from '../../../kernel/platform/database/move.ts'
import { text } from '../../../kernel/platform/text.ts'
import { type Config, ConfigError, readConfig } from '../../config.ts'
import type { openCity as open } from '../../gnomon.ts'
import { centreEnd, endOf, LOOK, placesOf, type Registry, readRegistry, writeRegistry } from '../../places.ts'
import { command, type Io } from '../command.ts'

const USAGE = `gnomon place list [--json]
gnomon place add NAME [--url URL] [--owner URL] [--reached URL] [--centre-reached URL]
       a database of its own: URL for the application, --owner for its tables; without a URL, another database of the centre's server
       --reached: how the other server reaches it, where that is not its --owner
gnomon place move PLACE NAME      PLACE: a division code; NAME: a database, or centre
gnomon place remove NAME          a database in which no place lives any more`

export default command({
  name: 'place',
  summary: text('哪个地区的数据在哪个数据库', 'which places live in which databases'),
  usage: USAGE,
  async run(args, io) {
    const [verb, first, second] = args.filter(
      (a, i) => !a.startsWith('--') && !args[i - 1]?.match(/^--(url|owner|reached|centre-reached)$/),
    )
    const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
    const config = readConfig()
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const refuse = (zh: string, en: string) => {
      io.err(t(zh, en))
      return 2
    }
    const named = /^[a-z][a-z0-9-]{0,29}$/
    if (verb === 'list') return list(config, io, args.includes('--json'))
    if (verb === 'add' && first) {
      if (!named.test(first) || first === 'centre')
        return refuse(
          '名称用小写字母、数字和连字符，不能叫 centre。',
          'A name is small letters, digits and hyphens, and not centre.',
        )
      const url = option('--url')
      if (!url && (option('--owner') || option('--reached')))
        return refuse('写了 --owner 或 --reached，也要写 --url。', '--owner and --reached go with --url.')
      return add(config, io, first, {
        ...(url ? { url, owner: option('--owner'), reached: option('--reached') } : {}),
        centre: option('--centre-reached'),
      })
    }
    if (verb === 'move' && first && second) {
      if (!/^[1-9]\d{5}$/.test(first))
        return refuse(`地区是六位代码：${first}`, `A place is a code of six digits: ${first}`)
      if (first === config.home)
        return refuse(
          '本市自己的一级（登录、目录、账本）留在中心。',
          'The city’s own level (log-in, catalogue, ledger) stays at the centre.',
        )
      return move(config, io, first, second)
    }
    if (verb === 'remove' && first) return remove(config, io, first)
    io.err(USAGE)
    return 2
  },
})

/** Loaded where a place is changed: what is misused does not wait for the whole product. */
const openCity: typeof open = async (...of) => (await import('../../gnomon.ts')).openCity(...of)

type Given = { url?: string; owner?: string | undefined; reached?: string | undefined; centre?: string | undefined }

async function add(config: Config, io: Io, name: string, given: Given): Promise<number> {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const urls = await openCity(config, true)
  try {
    const registry = readRegistry(config)
    const database = `${new URL(urls.owner).pathname.slice(1)}_${name.replaceAll('-', '_')}`
    const entry = given.url
      ? {
          url: given.url,
          ...(given.owner ? { owner: given.owner } : {}),
          ...(given.reached ? { reached: given.reached } : {}),
        }
      : { database }
    const next: Registry = {
      ...registry,
      ...(given.centre ? { reached: given.centre } : {}),
      databases: { ...registry.databases, [name]: registry.databases[name] ?? entry },
    }
    if (!given.url) await create(urls.owner, database)
    const end = endOf(urls, next, name)
    if (!(await isCurrent(urls.owner, config.root)))
      throw new ConfigError(
        t(
          '中心的数据库要先升级：gnomon migrate',
          'The centre’s database must be brought up to date first: gnomon migrate',
        ),
      )
    await migrate(end.url, config.root)
    await login(urls.app, end.url)
    await join(centreEnd(urls, next), end, end.places)
    writeRegistry(config, next)
    io.out(
      t(
        `${name} 已连上中心，还没有地区。搬一个去：gnomon place move 地区 ${name}`,
        `${name} is joined to the centre; no place lives there yet. Move one: gnomon place move PLACE ${name}`,
      ),
    )
    return 0
  } finally {
    await urls.embedded?.release()
  }
}

async function create(ownerUrl: string, database: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    if ((await sql`select 1 from pg_database where datname = ${database}`).length === 0)
      await sql.unsafe(`create database "${database}"`)
  } finally {
    await sql.end()
  }
}

/** The application may connect with its own login where it has one on that server. */
async function login(appUrl: string, ownerUrl: string): Promise<void> {
  const user = new URL(appUrl).username
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    const [row] =
      await sql`select current_database() as name, exists (select from pg_roles where rolname = ${user}) as known`
    if (row!.known) await sql.unsafe(`grant connect on database "${row!.name}" to "${user}"`)
  } finally {
    await sql.end()
  }
}

async function move(config: Config, io: Io, place: string, to: string): Promise<number> {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const urls = await openCity(config, true)
  try {
    const registry = readRegistry(config)
    if (to !== 'centre' && !registry.databases[to]) {
      io.err(
        t(
          `没有叫 ${to} 的数据库，先 gnomon place add ${to}`,
          `There is no database ${to}; first: gnomon place add ${to}`,
        ),
      )
      return 2
    }
    const from = registry.places[place] ?? 'centre'
    if (from === to) {
      io.out(t(`${place} 已经在 ${to}。`, `${place} lives in ${to} already.`))
      return 0
    }
    const centre = centreEnd(urls, registry)
    const side = (name: string) => (name === 'centre' ? { ...centre, places: [] } : endOf(urls, registry, name))
    const { cityRooms } = await import('../../rooms.ts')
    const readers = cityRooms(config)
      .rooms.flatMap((r) => r.consumers)
      .filter((c) => c.centre)
      .map((c) => c.name)
    const { rows, tables, waitedMs } = await movePlace(
      place,
      { centre, from: side(from), to: side(to), readers },
      async () => {
        const { [place]: _, ...others } = registry.places
        writeRegistry(config, { ...registry, places: to === 'centre' ? others : { ...others, [place]: to } })
      },
    )
    // Every process has heard by now where the place lives.
    await new Promise((heard) => setTimeout(heard, LOOK * 4))
    await letRecordBeWritten(centre, place)
    io.out(
      t(
        `${place} 从 ${from} 搬到 ${to}：${tables} 张表，${rows} 行，逐表核对一致；它的写入等了 ${(waitedMs / 1000).toFixed(1)} 秒。`,
        `${place} moved from ${from} to ${to}: ${tables} tables, ${rows} rows, each table compared; its writes waited ${(waitedMs / 1000).toFixed(1)} s.`,
      ),
    )
    return 0
  } finally {
    await urls.embedded?.release()
  }
}

async function remove(config: Config, io: Io, name: string): Promise<number> {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const urls = await openCity(config, true)
  try {
    const registry = readRegistry(config)
    const still = placesOf(registry, name)
    if (!registry.databases[name] || still.length > 0) {
      io.err(
        still.length > 0
          ? t(
              `${still.join('、')} 还在 ${name}，先搬走。`,
              `${still.join(', ')} still live in ${name}; move them first.`,
            )
          : t(`没有叫 ${name} 的数据库。`, `There is no database ${name}.`),
      )
      return 2
    }
    await part(centreEnd(urls, registry), endOf(urls, registry, name))
    const { [name]: _, ...databases } = registry.databases
    writeRegistry(config, { ...registry, databases })
    io.out(t(`${name} 已断开，它的数据库还在。`, `${name} is parted; its database is still there.`))
    return 0
  } finally {
    await urls.embedded?.release()
  }
}

type Line = { name: string; places: string[]; reached: boolean; inward?: number; outward?: number; active?: boolean }

/** What each database is behind, in bytes of the log that the other side has not taken. */
async function list(config: Config, io: Io, json: boolean): Promise<number> {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  const urls = await openCity(config)
  try {
    const registry = readRegistry(config)
    const lines: Line[] = []
    const outward = await asked(centreEnd(urls, registry), 'out')
    for (const name of Object.keys(registry.databases)) {
      const lag = await asked(endOf(urls, registry, name), 'in').catch(() => undefined)
      const out = outward.find((l) => l.to === name)
      lines.push({
        name,
        places: placesOf(registry, name),
        reached: lag !== undefined,
        ...(lag?.[0] ? { inward: lag[0].bytes, active: lag[0].active && (out?.active ?? true) } : {}),
        ...(out ? { outward: out.bytes } : {}),
      })
    }
    if (json) io.out(JSON.stringify({ home: config.home, databases: lines }))
    else {
      io.out(t('中心：其余所有地区，登录、目录、账本', 'centre: all other places; log-in, catalogue, ledger'))
      for (const l of lines)
        io.out(
          `${l.name}: ${l.places.join(' ') || t('（还没有地区）', '(no place yet)')}  ${
            l.reached
              ? `${l.active ? t('● 连着', '● joined') : t('▲ 断着', '▲ not connected')} ${t('到中心还差', 'to the centre')} ${l.inward ?? 0} B`
              : t('■ 连不上', '■ out of reach')
          }`,
        )
    }
    return lines.every((l) => l.reached) ? 0 : 1
  } finally {
    await urls.embedded?.release()
  }
}

async function asked(end: End, direction: 'in' | 'out'): Promise<{ to: string; bytes: number; active: boolean }[]> {
  const sql = owner(end.url)
  try {
    return (await lagOf(sql, direction)).map((l) => ({ to: l.slot, bytes: l.bytes, active: l.active }))
  } finally {
    await sql.end({ timeout: 1 })
  }
}
