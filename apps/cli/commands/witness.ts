import { Hono } from 'hono'
import { mountWitness, Witness } from '../../../kernel/ledger/index.ts'
import { parseKey } from '../../../kernel/ledger/verifier/index.ts'
import { systemClock } from '../../../kernel/platform/clock.ts'
import { text } from '../../../kernel/platform/text.ts'
import { listen } from '../../server/listen.ts'
import { command } from '../command.ts'

const OPTIONS = ['--state', '--name', '--log', '--host', '--port', '--url']

export default command({
  name: 'witness',
  summary: text('当一个账本的见证人（C2SP tlog-witness）', 'be a witness of a ledger (C2SP tlog-witness)'),
  usage:
    'gnomon witness --state DIR --name NAME --log VKEY… [--host 127.0.0.1] [--port 4871] [--url https://…]\n' +
    '(--log again for each log, and for each key of a log that rotates)',
  async run(args, io) {
    const t = (zh: string, en: string) => (io.lang === 'zh' ? zh : en)
    const refuse = (zh: string, en: string) => {
      io.err(`${t(zh, en)}\n${this.usage}`)
      return 2
    }
    const given = new Map<string, string[]>()
    for (let i = 0; i < args.length; i += 2) {
      const [option, value] = [args[i]!, args[i + 1]]
      if (!OPTIONS.includes(option)) return refuse(`不认识 ${option}。`, `${option} is not known.`)
      if (value === undefined) return refuse(`${option} 后面缺值。`, `${option} lacks its value.`)
      given.set(option, [...(given.get(option) ?? []), value])
    }
    const one = (option: string) => given.get(option)?.[0]
    const [state, name, vkeys] = [one('--state'), one('--name'), given.get('--log') ?? []]
    if (!state || !name || vkeys.length === 0)
      return refuse('需要 --state、--name 和 --log。', '--state, --name and --log are needed.')
    // signed-note: the name stands in every signature line.
    if (!/^[^\s+]+$/u.test(name))
      return refuse(`名字里不能有空格和加号：${name}`, `A name has neither spaces nor plus signs: ${name}`)
    const port = Number(one('--port') ?? 4871)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      return refuse(`--port 应是 0–65535 的整数：${one('--port')}`, `--port is a whole number from 0 to 65535.`)
    const logs: Record<string, string[]> = {}
    for (const vkey of vkeys)
      try {
        ;(logs[(await parseKey(vkey)).name] ??= []).push(vkey)
      } catch (error) {
        const why = (error as Error).message
        return refuse(`读不懂账本公钥 ${vkey}，请整串复制。`, `The log’s key ${vkey} cannot be read: ${why}`)
      }
    const witness = new Witness(state, name, logs)
    const app = new Hono()
    mountWitness(app, witness, systemClock)
    const host = one('--host') ?? '127.0.0.1'
    const http = await listen(app, host, port).catch((error: NodeJS.ErrnoException) => {
      throw new Error(
        t(
          `在 ${host} 端口 ${port} 上开不了（${error.code}），请用 --host、--port 换。`,
          `Cannot listen on ${host} port ${port} (${error.code}); choose others with --host and --port.`,
        ),
      )
    })
    // What the city needs, as the line of its tlog-policy file: name, key, submission prefix.
    const url = one('--url') ?? `http://${host.includes(':') ? `[${host}]` : host}:${http.port}`
    io.out(`witness ${name} ${witness.vkey} ${url.replace(/\/$/, '')}`)
    io.err(
      t(
        '上面一行交给市里，写进见证策略。它在外面连得到的网址用 --url 说。',
        'Give the line above to the city, for its witness policy. --url says the address at which others reach this machine.',
      ),
    )
    await new Promise<void>((resolve) => {
      process.on('SIGINT', resolve)
      process.on('SIGTERM', resolve)
    })
    await http.close()
    return 0
  },
})
