import { readFileSync } from 'node:fs'
import type { Command, Io } from './command.ts'
import { nearest, readOptions } from './options.ts'

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
  indicators: () => import('./commands/indicators.ts'),
  auction: () => import('./commands/auction.ts'),
  draw: () => import('./commands/draw.ts'),
  ocds: () => import('./commands/ocds.ts'),
  tender: () => import('./commands/tender.ts'),
  supervision: () => import('./commands/supervision.ts'),
  place: () => import('./commands/place.ts'),
  node: () => import('./commands/node.ts'),
  sbom: () => import('./commands/sbom.ts'),
}

const words = process.argv.slice(2)
// `--lang` may stand before the command as behind it.
const at = words.findIndex((w) => w === '--lang' || w.startsWith('--lang='))
const asked = at < 0 ? undefined : words[at] === '--lang' ? (words[at + 1] ?? '') : words[at]!.slice('--lang='.length)
if (at >= 0) words.splice(at, words[at] === '--lang' ? 2 : 1)
const [name, ...given] = words
const lang = (asked ?? process.env.GNOMON_LANG ?? process.env.LANG)?.startsWith('en') ? 'en' : 'zh'
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
/**
 * Ends the process when the reader has taken everything: a pipe holds 64 KiB, the rest waits here.
 * A program that asked for JSON gets JSON, also where there is no answer.
 */
async function end(code: number): Promise<never> {
  if (code !== 0 && !printed && given.includes('--json')) console.log(JSON.stringify({ error: refusals.join('\n') }))
  for (const stream of [process.stdout, process.stderr])
    await new Promise<void>((taken) => void stream.write('', () => taken()))
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
  io.out('\n  --lang zh|en   输出的语言 language of the output\n  --version      版本 version')
}

async function run(): Promise<number> {
  if (asked !== undefined && !/^(zh|en)/.test(asked)) {
    io.err(`--lang zh|en（${asked}）`)
    return 2
  }
  if (name === '--version' || name === '-v' || name === 'version') {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    io.out(`gnomon ${version} (Node ${process.version})`)
    return 0
  }
  const load = Object.hasOwn(commands, name ?? '') ? commands[name!] : undefined
  if (!load) {
    if (!name || ['help', '--help', '-h'].includes(name)) {
      await help()
      return 0
    }
    const near = nearest(name, Object.keys(commands))
    const hint = near ? (lang === 'zh' ? `是不是 gnomon ${near}？` : ` Did you mean gnomon ${near}?`) : ''
    io.err((lang === 'zh' ? `没有命令 ${name}。` : `No command ${name}.`) + hint)
    await help()
    return 2
  }
  const { default: command } = await load()
  if (given.includes('--help') || given.includes('-h')) {
    io.out(`${command.summary.zh}\n${command.summary.en}\n\n${command.usage}`)
    return 0
  }
  const read = readOptions(command.usage, given)
  if ('refused' in read) {
    io.err(`${read.refused[lang]}\n${command.usage}`)
    return command.misuse ?? 2
  }
  try {
    return await command.run(read.args, io)
  } catch (error) {
    io.err(saying(error as Error & { code?: string }))
    if (process.env.LOG_LEVEL === 'debug') console.error((error as Error).stack ?? '')
    return 2
  }
}

const code = await run()
if (code !== 0 || name !== 'start' || given.includes('--help')) await end(code)
