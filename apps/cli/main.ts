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
const io: Io = {
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  write: (chunk) => new Promise((done) => void process.stdout.write(chunk, () => done())),
  ...(process.stderr.isTTY ? { progress: (line: string) => void process.stderr.write(`\r${line}\u001b[K`) } : {}),
  lang,
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
    if (code !== 0 || name !== 'start') process.exit(code)
  } catch (error) {
    io.err((error as Error).message)
    if (process.env.LOG_LEVEL === 'debug') io.err((error as Error).stack ?? '')
    process.exit(2)
  }
}
