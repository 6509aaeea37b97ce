import { Hono } from 'hono'
import { mountWitness, Witness } from '../../../kernel/ledger/index.ts'
import { parseKey } from '../../../kernel/ledger/verifier/index.ts'
import { systemClock } from '../../../kernel/platform/clock.ts'
import { text } from '../../../kernel/platform/text.ts'
import { listen } from '../../server/server.tsx'
import { command } from '../command.ts'

export default command({
  name: 'witness',
  summary: text('当一个账本的见证人（C2SP tlog-witness）', 'be a witness of a ledger (C2SP tlog-witness)'),
  usage:
    'gnomon witness --state DIR --name NAME --log VKEY… [--port N]   (--log again for each key while a log rotates)',
  async run(args, io) {
    const value = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
    const [state, name] = [value('--state'), value('--name')]
    const vkeys = args.filter((_, i) => args[i - 1] === '--log')
    if (!state || !name || vkeys.length === 0 || vkeys.some((k) => !k.includes('+'))) {
      io.err(this.usage)
      return 2
    }
    const logs: Record<string, string[]> = {}
    for (const vkey of vkeys) (logs[vkey.split('+')[0]!] ??= []).push((await parseKey(vkey)) && vkey)
    const witness = new Witness(state, name, logs)
    const app = new Hono()
    mountWitness(app, witness, systemClock)
    const http = await listen(app, '127.0.0.1', Number(value('--port') ?? 4871))
    io.out(`${witness.vkey}\nhttp://127.0.0.1:${http.port}/add-checkpoint`)
    await new Promise<void>((resolve) => {
      process.on('SIGINT', resolve)
      process.on('SIGTERM', resolve)
    })
    await http.close()
    return 0
  },
})
