import { join } from 'node:path'
import { text } from '../../../kernel/platform/text.ts'
import { readConfig } from '../../config.ts'
import { command } from '../command.ts'

/** As bin/runtime.mjs knows it. */
const AGAIN = 70

export default command({
  name: 'start',
  summary: text(
    '启动服务；演示模式下第一次启动会建好演示城市',
    'start the service; in demonstration mode the first start founds the demonstration city',
  ),
  usage: 'gnomon start [--only server|worker]',
  async run(args, io) {
    const began = Date.now()
    const config = readConfig()
    const { claimFolder, mountLedger } = await import('../../../kernel/ledger/index.ts')
    const { found, pastYear } = await import('../../demonstration/seed.ts')
    const { openGnomon } = await import('../../gnomon.ts')
    const { listen } = await import('../../server/listen.ts')
    const { createApp } = await import('../../server/server.tsx')
    const { startWorker } = await import('../../worker/worker.ts')
    const only = args[args.indexOf('--only') + 1]
    const t = (zh: string, en: string) => `${zh} ${en}`
    const home = claimFolder(join(config.data, 'ledger'), config.demonstration)
    if (home === 'adopted')
      io.err(
        t('数据目录是拷贝来的，演示照常启动。', 'The data directory is a copy; the demonstration starts all the same.'),
      )
    io.err(t('正在打开数据库……', 'Opening the database …'))
    const gnomon = await openGnomon(config)
    if ((await gnomon.ledger.recover(gnomon.db)) === 'rebuilt')
      gnomon.log.warn('the ledger’s tiles were rebuilt from the acts')
    // Before anything is added: the witnesses know whether this data is older than what they saw.
    await gnomon.ledger.cosign(gnomon.db, gnomon.clock)
    const say = (zh: string, en: string) => io.err(t(zh, en))
    if (config.demonstration) await found(gnomon, say)
    await gnomon.shift.refresh()
    const app =
      only === 'worker'
        ? undefined
        : createApp(gnomon, (a) => mountLedger(a, gnomon.ledger, gnomon.db, config.publicUrl))
    const http =
      app &&
      (await listen(app, config.host, config.port).catch((error) => {
        throw error.code === 'EADDRINUSE'
          ? new Error(
              t(
                `端口 ${config.port} 已被占用，请用 PORT 换一个。`,
                `Port ${config.port} is in use; choose another with PORT.`,
              ),
            )
          : error
      }))
    const lives = http ? gnomon.rooms.flatMap((r) => r.serves?.(gnomon, gnomon.onActs) ?? []) : []
    // Port 0 takes any free one: only now the address is known.
    if (http) config.publicUrl = config.publicUrl.replace(/:0$/, `:${http.port}`)
    if (http) {
      const url = config.publicUrl
      io.out(
        `\n  圭表 Gnomon  ${url}\n  ${config.demonstration ? t('演示模式：登录名在登录页上。', 'Demonstration mode: the log-ins are on the log-in page.') : ''}  (${((Date.now() - began) / 1000).toFixed(1)} s)\n`,
      )
    }
    // The city can be used; the rest of its history is written before the worker rings any timer by today's clock.
    const ended = new AbortController()
    const first = config.demonstration ? () => pastYear(gnomon, say, ended.signal) : undefined
    const worker = only === 'server' ? undefined : startWorker(gnomon, { first })
    // What nobody caught leaves a process of which nobody knows how it stands: it ends, and the one that started it begins anew.
    const fail = (error: unknown) => {
      gnomon.log.fatal({ err: error }, 'uncaught; the process ends and is started again')
      process.exit(AGAIN)
    }
    process.on('uncaughtException', fail)
    process.on('unhandledRejection', fail)
    let stopping = false
    const stop = async () => {
      if (stopping) return
      stopping = true
      io.err(t('正在停止……', 'Stopping …'))
      ended.abort()
      for (const end of lives) end()
      await http?.close()
      await worker?.stop()
      await gnomon.close()
      process.exit(0)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
    return 0
  },
})
