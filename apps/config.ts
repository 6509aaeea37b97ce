// The only reader of the environment.

import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ALGORITHMS, type KeyAlgorithm } from '../kernel/ledger/key-file.ts'
import type { S3Options } from '../kernel/ledger/s3/store.ts'

export type Config = {
  root: string
  /** The division whose installation this is (行政区划代码), GB/T 2260. */
  home: string
  /** Files, keys, secrets and the embedded database. */
  data: string
  host: string
  port: number
  /** Which places live in databases of their own; written by `gnomon place`. */
  placesFile: string
  /** What browsers see; passkeys and receipts name it. */
  publicUrl: string
  databaseUrl: string | undefined
  databaseOwnerUrl: string | undefined
  /** Off behind pgbouncer in transaction mode. */
  preparedStatements: boolean
  demonstration: boolean
  /** Trust X-Forwarded-For from this many proxies in front of us. */
  proxies: number
  logLevel: string
  /** Off only where something in front of us limits instead, or a bench runs. */
  rateLimit: boolean
  /** Who presents it may read /metrics; without one, only this machine itself. */
  metricsToken?: string
  secret: string
  /** Banks that send signed notices: name → the secret shared with them. */
  banks?: Record<string, string>
  /** Where the register of enterprises (GLEIF API) and the gazetteer (Nominatim) are asked, without a slash at the end. */
  register?: string
  gazetteer?: string
  ledger?: LedgerConfig
}

export type LedgerConfig = {
  /** What signs checkpoints beside Ed25519, which always does. */
  signatures: KeyAlgorithm[]
  /** The log's name: it is signed into every checkpoint and never changes for a running log. */
  origin?: string
  /** The text of a tlog-policy file whose witnesses are asked over HTTP. */
  policy?: string
  /** An S3-compatible store for the tiles instead of files in `data`. */
  store?: S3Options
}

export class ConfigError extends Error {}

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** The log's name: as configured, else of the city. */
export const originOf = (config: Config) => config.ledger?.origin ?? `gnomon.example/${config.home}`

/**
 * | variable | meaning | default |
 * |---|---|---|
 * | GNOMON_HOME | the division whose installation this is (行政区划代码, six digits); never changes once the city is founded | 350200, the demonstration city |
 * | GNOMON_DATA | folder of files, keys, secrets, embedded database | `.gnomon` in the checkout |
 * | HOST, PORT | where to listen | 127.0.0.1, 4870 |
 * | PUBLIC_URL | the address that browsers use | http://HOST:PORT |
 * | DATABASE_URL | a PostgreSQL of your own (15 or newer) | the embedded server |
 * | DATABASE_OWNER_URL | the login that owns the tables, for migrations | DATABASE_URL |
 * | DATABASE_PREPARE | `no` behind pgbouncer in transaction mode | yes |
 * | GNOMON_PLACES | the file that says which places live in databases of their own; `gnomon place` writes it | `places.json` in GNOMON_DATA |
 * | GNOMON_DEMONSTRATION | `yes`, `no`, or `in-production` | yes, but no with NODE_ENV=production |
 * | GNOMON_PROXIES | how many reverse proxies stand in front | 0 |
 * | GNOMON_RATE_LIMIT | `off` where the reverse proxy limits instead | on |
 * | GNOMON_METRICS_TOKEN | who presents it as a bearer token may read /metrics | none: only this machine, without a proxy |
 * | GNOMON_LEDGER_SIGNATURES | what signs checkpoints: `ed25519` always, and of `ml-dsa-44,sm2` those named | `ed25519,ml-dsa-44,sm2` |
 * | GNOMON_LEDGER_ORIGIN | the log’s name in every checkpoint, `host/division code`; never changes once the log began | gnomon.example/GNOMON_HOME |
 * | GNOMON_LEDGER_STORE | where tiles live: `s3://bucket/prefix[?endpoint=https://…&region=…]` (with conditional writes) | files in GNOMON_DATA |
 * | AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION, AWS_ENDPOINT_URL | for that store | region us-east-1 |
 * | GNOMON_LEDGER_POLICY | a C2SP tlog-policy file: the witnesses, their addresses, the quorum | none (the demonstration runs three of its own) |
 * | GNOMON_BANKS | banks that send signed notices: `name=secret,name=secret`, each secret of 32 characters or more | none |
 * | GNOMON_REGISTER | where enterprises are looked up by their code: a GLEIF API, as `https://api.gleif.org/api/v1` | none (the demonstration’s) |
 * | GNOMON_GAZETTEER | where addresses are looked up: a Nominatim server | none (the demonstration’s) |
 * | LOG_LEVEL | pino's levels | info |
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const production = env.NODE_ENV === 'production'
  const demonstration = env.GNOMON_DEMONSTRATION ?? (production ? 'no' : 'yes')
  if (!['yes', 'no', 'in-production'].includes(demonstration))
    throw new ConfigError(
      `GNOMON_DEMONSTRATION 只能是 yes、no 或 in-production。 GNOMON_DEMONSTRATION is yes, no or in-production.`,
    )
  if (production && demonstration === 'yes')
    throw new ConfigError(
      '演示模式有公开的登录名，NODE_ENV=production 时不启动。确实要这样运行，请设 GNOMON_DEMONSTRATION=in-production。\n' +
        'Demonstration mode has public log-ins and does not start with NODE_ENV=production. If you mean it, set GNOMON_DEMONSTRATION=in-production.',
    )
  const port = Number(env.PORT ?? 4870)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new ConfigError(`PORT 应是 0–65535 的整数。 PORT is a whole number from 0 to 65535: ${env.PORT}`)
  const home = env.GNOMON_HOME ?? '350200'
  if (!/^[1-9]\d{5}$/.test(home))
    throw new ConfigError(
      `GNOMON_HOME 应是六位行政区划代码，如 350200。 GNOMON_HOME is a division code of six digits, as 350200: ${home}`,
    )
  const host = env.HOST ?? '127.0.0.1'
  const data = env.GNOMON_DATA ?? join(root, '.gnomon', 'city')
  return {
    root,
    home,
    data,
    host,
    port,
    placesFile: env.GNOMON_PLACES || join(data, 'places.json'),
    publicUrl: (
      env.PUBLIC_URL ?? `http://${host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host}:${port}`
    ).replace(/\/$/, ''),
    databaseUrl: env.DATABASE_URL || undefined,
    databaseOwnerUrl: env.DATABASE_OWNER_URL || undefined,
    preparedStatements: env.DATABASE_PREPARE !== 'no',
    demonstration: demonstration !== 'no',
    proxies: Number(env.GNOMON_PROXIES ?? 0),
    rateLimit: env.GNOMON_RATE_LIMIT !== 'off',
    logLevel: env.LOG_LEVEL ?? 'info',
    ...(env.GNOMON_METRICS_TOKEN ? { metricsToken: env.GNOMON_METRICS_TOKEN } : {}),
    secret: secretIn(data),
    banks: readBanks(env.GNOMON_BANKS),
    ...readAddress('register', 'GNOMON_REGISTER', env),
    ...readAddress('gazetteer', 'GNOMON_GAZETTEER', env),
    ledger: readLedgerConfig(env),
  }
}

function readAddress<K extends string>(key: K, name: string, env: NodeJS.ProcessEnv): { [k in K]?: string } {
  const given = env[name]
  if (!given) return {}
  if (!/^https?:$/.test(URL.parse(given)?.protocol ?? ''))
    throw new ConfigError(`${name} 应是网址。 ${name} is an address of the web: ${given}`)
  return { [key]: given.replace(/\/$/, '') } as { [k in K]?: string }
}

function readBanks(given = ''): Record<string, string> {
  const banks = given.split(',').flatMap((pair) => (pair.trim() === '' ? [] : [pair.trim().split(/=(.*)/s)]))
  const wrong = banks.find(([name, secret]) => !/^[a-z][a-z0-9-]{1,40}$/.test(name ?? '') || (secret?.length ?? 0) < 32)
  if (wrong)
    throw new ConfigError(
      `GNOMON_BANKS 应是“名称=密钥”，密钥至少 32 个字符：${wrong[0]}。 GNOMON_BANKS is “name=secret”, a secret of 32 characters or more: ${wrong[0]}`,
    )
  return Object.fromEntries(banks.map(([name, secret]) => [name!, secret!]))
}

function readLedgerConfig(env: NodeJS.ProcessEnv): LedgerConfig {
  const signatures = (env.GNOMON_LEDGER_SIGNATURES ?? ALGORITHMS.join(',')).split(',').map((s) => s.trim())
  const unknown = signatures.find((s) => !ALGORITHMS.includes(s as KeyAlgorithm))
  if (unknown !== undefined)
    throw new ConfigError(
      `GNOMON_LEDGER_SIGNATURES 里的 ${unknown} 不认识，可用 ${ALGORITHMS.join('、')}。 GNOMON_LEDGER_SIGNATURES names ${unknown}; there are ${ALGORITHMS.join(', ')}.`,
    )
  const origin = env.GNOMON_LEDGER_ORIGIN
  if (origin && !/^[^\s+]+\/\d{6}$/.test(origin))
    throw new ConfigError(
      `GNOMON_LEDGER_ORIGIN 应是“域名/行政区划代码”，如 ledger.example.cn/350200。 GNOMON_LEDGER_ORIGIN is “host/division code”, as ledger.example.cn/350200: ${origin}`,
    )
  const file = env.GNOMON_LEDGER_POLICY
  if (file && !existsSync(file))
    throw new ConfigError(
      `GNOMON_LEDGER_POLICY 指的文件 ${file} 不在。 GNOMON_LEDGER_POLICY names ${file}, which is not there.`,
    )
  return {
    signatures: signatures as KeyAlgorithm[],
    ...(origin ? { origin } : {}),
    ...(file ? { policy: readFileSync(file, 'utf8') } : {}),
    ...(env.GNOMON_LEDGER_STORE ? { store: readStore(env.GNOMON_LEDGER_STORE, env) } : {}),
  }
}

function readStore(url: string, env: NodeJS.ProcessEnv): S3Options {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env
  if (!/^s3:\/\/[a-z0-9]/.test(url))
    throw new ConfigError(`GNOMON_LEDGER_STORE 应是 s3://桶/前缀。 GNOMON_LEDGER_STORE is s3://bucket/prefix: ${url}`)
  if (!accessKeyId || !secretAccessKey)
    throw new ConfigError(
      'GNOMON_LEDGER_STORE 需要 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY。 GNOMON_LEDGER_STORE needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    )
  return {
    url,
    region: new URL(url).searchParams.get('region') ?? env.AWS_REGION ?? 'us-east-1',
    ...(env.AWS_ENDPOINT_URL ? { endpoint: env.AWS_ENDPOINT_URL } : {}),
    credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  }
}

/** Made at first start, readable by us alone, never in the repository. */
function secretIn(data: string): string {
  const file = join(data, 'secret')
  mkdirSync(data, { recursive: true, mode: 0o711 })
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}
