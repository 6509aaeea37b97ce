import { existsSync, readFileSync } from 'node:fs'
import { writeDurable } from '../../../kernel/ledger/durable-file.ts'
import { type MonitorState, monitorRound, type Report } from '../../../kernel/ledger/monitor/monitor.ts'
import { checkPolicyKeys, parseKey, parsePolicy } from '../../../kernel/ledger/verifier/index.ts'
import { systemClock } from '../../../kernel/platform/clock.ts'
import { text } from '../../../kernel/platform/text.ts'
import { command, type Io } from '../command.ts'

const USAGE = `gnomon monitor URL [--state FILE] [--once] [--json] [--every 30s] [--late 24h] [--strict]
               [--witness-delay 10m] [--vkey KEY]… [--policy FILE]
0 ok · 1 finding · 2 unreachable · 3 usage or state file`

const UNIT: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }
/** `90s`, `10m`, `24h`, `7d` in milliseconds; undefined for anything else. */
const duration = (said: string): number | undefined => {
  const match = /^(\d{1,6})([smhd])$/.exec(said)
  return match ? Number(match[1]) * UNIT[match[2]!]! : undefined
}
const WITH_VALUE = ['--state', '--every', '--late', '--witness-delay', '--vkey', '--policy']

class Usage extends Error {}

export default command({
  name: 'monitor',
  summary: text('像外人一样盯着一个账本', 'follow a ledger as an outsider'),
  usage: USAGE,
  misuse: 3,
  async run(args, io) {
    try {
      return await watch(args, io)
    } catch (error) {
      if (!(error instanceof Usage)) throw error
      io.err(error.message)
      return 3
    }
  },
})

function readArgs(args: string[]) {
  const values = new Map<string, string[]>()
  const flags = new Set<string>()
  const rest: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (WITH_VALUE.includes(arg)) {
      const value = args[++i]
      if (value === undefined) throw new Usage(`${arg} ?\n${USAGE}`)
      values.set(arg, [...(values.get(arg) ?? []), value])
    } else if (['--once', '--json', '--strict'].includes(arg)) flags.add(arg)
    else if (arg.startsWith('--')) throw new Usage(`${arg} ?\n${USAGE}`)
    else rest.push(arg)
  }
  const time = (name: string, otherwise: number) => {
    const said = values.get(name)?.[0]
    const ms = said === undefined ? otherwise : duration(said)
    if (ms === undefined) throw new Usage(`${name} ${said}: 90s, 10m, 24h, 7d`)
    return ms
  }
  const [url] = rest
  if (rest.length !== 1 || !/^https?:\/\/[^/]/.test(url!)) throw new Usage(USAGE)
  const policy = values.get('--policy')?.[0]
  return {
    url: url!,
    file: values.get('--state')?.[0],
    once: flags.has('--once'),
    json: flags.has('--json'),
    every: time('--every', 30_000),
    rules: {
      late: time('--late', UNIT.d!),
      lateIs: values.has('--late') ? ('breach' as const) : ('notice' as const),
      witnessDelay: time('--witness-delay', 600_000),
      strict: flags.has('--strict'),
      ...(values.has('--vkey') ? { vkeys: values.get('--vkey')! } : {}),
      ...(policy === undefined ? {} : { policy: readText('--policy', policy) }),
    },
  }
}

function readText(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Usage(`${option}: 读不到文件 the file cannot be read: ${(error as Error).message}`)
  }
}

/** What the caller trusts is the caller's: a mistake in it is none of the log's. */
async function checkTrusted({ vkeys, policy }: { vkeys?: string[]; policy?: string }): Promise<void> {
  for (const vkey of vkeys ?? [])
    await parseKey(vkey).catch((error: Error) => {
      throw new Usage(`--vkey: 公钥读不懂，请整串复制。 The key cannot be read; copy all of it: ${error.message}`)
    })
  if (policy === undefined) return
  try {
    await checkPolicyKeys(parsePolicy(policy))
  } catch (error) {
    throw new Usage(`--policy: ${(error as Error).message}`)
  }
}

function stateIn(file: string | undefined): MonitorState | undefined {
  if (file === undefined || !existsSync(file)) return undefined
  try {
    const state = JSON.parse(readFileSync(file, 'utf8'))
    if (state?.gnomon !== 'monitor-state/v1') throw new Error('not monitor-state/v1')
    const whole =
      typeof state.origin === 'string' &&
      typeof state.root === 'string' &&
      Number.isSafeInteger(state.size) &&
      Array.isArray(state.vkeys) &&
      Array.isArray(state.peaks) &&
      Object(state.cases) === state.cases
    if (!whole) throw new Error('a field is missing')
    return state
  } catch (error) {
    throw new Usage(
      `状态文件 ${file} 读不懂；删掉它就从头来过，也就忘了见过什么。 The state file ${file} cannot be read; without it the monitor begins anew and forgets what it saw: ${(error as Error).message}`,
    )
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

async function watch(args: string[], io: Io): Promise<number> {
  const { url, file, once, json, every, rules } = readArgs(args)
  await checkTrusted(rules)
  let state = stateIn(file)
  let worst = 0
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (stopped) process.exit(worst)
      stopped = true
    })
  for (;;) {
    const { report, state: next } = await monitorRound({
      url,
      state,
      now: systemClock.now(),
      pause: () => wait(1000),
      ...rules,
    })
    // The state is durable before the answer is given: what was said to be seen is remembered.
    try {
      if (file !== undefined && next && next !== state) writeDurable(file, JSON.stringify(next))
    } catch (error) {
      throw new Usage(
        `状态文件 ${file} 写不了；看过什么记不住，这一轮不算。 The state file ${file} cannot be written; what was seen would be forgotten, so this round does not count: ${(error as Error).message}`,
      )
    }
    state = next
    if (json) io.out(JSON.stringify(report))
    else say(report, io)
    const code = report.unreachable ? 2 : report.ok ? 0 : 1
    // Over many rounds a finding outweighs an hour without a network.
    worst = code === 1 || worst === 1 ? 1 : Math.max(worst, once ? code : 0)
    if (once || stopped) return worst
    for (let waited = 0; waited < every && !stopped; waited += 200) await wait(Math.min(200, every))
    if (stopped) return worst
  }
}

function say(r: Report, io: Io): void {
  const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
  if (r.unreachable) {
    io.err(t(`读不到账本：${r.unreachable}`, `The ledger cannot be read: ${r.unreachable}`))
    return
  }
  const size = r.checkpoint?.size ?? 0
  io.out(
    `${r.at}  ${r.ok ? t('正常', 'OK') : t('有问题', 'FINDINGS')}  ${r.origin}  ${r.before} → ${size}  ${
      r.witnessed
        ? t(
            `第 ${r.witnessed.size} 条有见证：${r.witnessed.by.join('、')}`,
            `witnessed at ${r.witnessed.size}: ${r.witnessed.by.join(', ')}`,
          )
        : ''
    }`,
  )
  for (const [kind, n] of Object.entries(r.counts)) {
    const listed = r.findings.filter((f) => f.kind === kind).slice(0, 10)
    for (const f of listed) io.out(`  ${f.severity === 'breach' ? '✕' : '–'} ${f[io.lang]}`)
    if (n > listed.length) io.out(t(`    ……${kind} 共 ${n} 条`, `    … ${n} of ${kind} in all`))
  }
}
