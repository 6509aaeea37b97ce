import { text } from '../../../kernel/platform/text.ts'
import { readConfig } from '../../config.ts'
import { command } from '../command.ts'

export default command({
  name: 'seed',
  summary: text('在空库里建立演示城市', 'found the demonstration city in an empty database'),
  usage: 'gnomon seed [--cases N]',
  async run(args, io) {
    const config = readConfig()
    if (!config.demonstration) {
      io.err(
        io.lang === 'zh'
          ? '只在演示模式下播种。请设 GNOMON_DEMONSTRATION=yes。'
          : 'Seeding needs demonstration mode: set GNOMON_DEMONSTRATION=yes.',
      )
      return 2
    }
    const many = args.includes('--cases') ? Number(args[args.indexOf('--cases') + 1]) : undefined
    const { openGnomon } = await import('../../gnomon.ts')
    const { seed } = await import('../../demonstration/seed.ts')
    const gnomon = await openGnomon(config)
    const done = await seed(gnomon, many, (zh, en) => io.err(io.lang === 'zh' ? zh : en))
    await gnomon.settle()
    io.out(
      done
        ? io.lang === 'zh'
          ? '演示城市已建好。'
          : 'The demonstration city stands.'
        : io.lang === 'zh'
          ? '演示城市已经在了。'
          : 'The demonstration city is already there.',
    )
    await gnomon.close()
    return 0
  },
})
