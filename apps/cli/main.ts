import type { Command, Io } from './command.ts'

// Each command is loaded when it is called: `gnomon verify` must not wait for a database driver.
const commands: Record<string, () => Promise<{ default: Command }>> = {
  start: () => import('./commands/start.ts'),
  migrate: () => import('./commands/migrate.ts'),
  seed: () => import('./commands/seed.ts'),
  verify: () => import('./commands/verify.ts'),
  audit: () => import('./commands/audit.ts'),
  witness: () => import('./commands/witness.ts'),
  monitor: () => import('./commands/monitor.ts'),
  ledger: () => import('./commands/ledger.ts'),
  procedure: () => import('./commands/procedure.ts'),
  conformance: () => import('./commands/conformance.ts'),
  decision: () => import('./commands/decision.ts'),
}

const [name, ...rest] = process.argv.slice(2)
const at = rest.indexOf('--lang')
const asked = at >= 0 ? rest.splice(at, 2)[1] : (process.env.GNOMON_LANG ?? process.env.LANG)
const lang = asked?.startsWith('en') ? 'en' : 'zh'
// `gnomon help | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
// What a log or a file says of itself is printed: it must not move the cursor or colour a verdict.
const plain = (line: string) => line.replace(/\r(?!\n)|[^\P{Cc}\n\t\r]/gu, '\ufffd')
let printed = false
const refusals: string[] = []
const io: Io = {
  out(line: string) {
    printed = true
    console.log(plain(line))
  },
  err(line: string) {
    refusals.push(plain(line))
    console.error(plain(line))
  },
  write(chunk: string) {
    printed = true
    return new Promise<void>((done) => void process.stdout.write(plain(chunk), () => done()))
  },
  ...(process.stderr.isTTY ? { progress: (line: string) => void process.stderr.write(`\r${line}\u001b[K`) } : {}),
  lang,
}
/** Ends the process. A program that asked for JSON gets JSON, also where there is no answer. */
function end(code: number): never {
  if (code !== 0 && !printed && rest.includes('--json')) console.log(JSON.stringify({ error: refusals.join('\n') }))
  process.exit(code)
}

/** What PostgreSQL and the network say of themselves, with what to do. */
function saying({ code = '', message }: Error & { code?: string }): string {
  const t = (zh: string, en: string) => (lang === 'zh' ? zh : en)
  if (/^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_|28|3D)/.test(code))
    return t(`连不上数据库，请核对 DATABASE_URL：${message}`, `No database there; check DATABASE_URL: ${message}`)
  if (code === '3F000' || code === '42P01')
    return t(
      `数据库里还没有表，请先运行 gnomon migrate：${message}`,
      `The database has no tables yet; run gnomon migrate first: ${message}`,
    )
  return message
}

async function help(): Promise<void> {
  io.out('圭表 Gnomon\n')
  for (const load of Object.values(commands)) {
    const { default: c } = await load()
    io.out(`  ${c.name.padEnd(10)} ${c.summary.zh}\n  ${' '.repeat(10)} ${c.summary.en}`)
    for (const line of c.usage.split('\n')) io.out(`  ${' '.repeat(12)}${line}`)
  }
  io.out('\n  --lang zh|en   输出的语言 language of the output')
}

const load = commands[name ?? '']
if (!load) {
  if (name && !['help', '--help', '-h'].includes(name)) {
    io.err(lang === 'zh' ? `没有命令 ${name}。可用的命令：` : `No command ${name}. There are:`)
    await help()
    process.exit(2)
  }
  await help()
} else {
  const { default: command } = await load()
  if (rest.includes('--help') || rest.includes('-h')) {
    io.out(`${command.summary.zh}\n${command.summary.en}\n\n${command.usage}`)
    process.exit(0)
  }
  try {
    const code = await command.run(rest, io)
    if (code !== 0 || name !== 'start') end(code)
  } catch (error) {
    io.err(saying(error as Error & { code?: string }))
    if (process.env.LOG_LEVEL === 'debug') console.error((error as Error).stack ?? '')
    end(2)
  }
}
