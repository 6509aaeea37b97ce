import { text } from '../../../kernel/platform/text.ts'
import { command } from '../command.ts'
import { openedCity } from '../opened-city.ts'

export default command({
  name: 'audit',
  summary: text(
    '逐条核对数据库和公开账本，再把工作副本、非公开内容、任职、牌与行为核对',
    'compare the database with the public ledger, act by act, then working copies, private values, appointments and lights with the acts',
  ),
  usage: 'gnomon audit [--json]',
  async run(args, io) {
    const { audit, runChecks } = await import('../../../kernel/ledger/index.ts')
    const gnomon = await openedCity()
    try {
      const { checked, findings } = await audit(gnomon.db, gnomon.ledger)
      const checks = gnomon.rooms.flatMap((r) => r.checks)
      const differences = await runChecks(gnomon, checks, gnomon.actKey)
      for (const d of differences) if (!args.includes('--json')) io.out(`✕ ${d.said[io.lang]}`)
      const whole = findings.length === 0 && differences.length === 0
      if (args.includes('--json')) io.out(JSON.stringify({ checked, findings, differences }))
      else if (whole)
        io.out(io.lang === 'zh' ? `核对了 ${checked} 条，全部一致。` : `${checked} acts compared; all agree.`)
      else for (const f of findings) io.out(`✕ ${f.what[io.lang]}`)
      return whole ? 0 : 1
    } finally {
      await gnomon.close()
    }
  },
})
