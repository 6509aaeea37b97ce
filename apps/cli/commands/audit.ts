import { audit } from '../../../kernel/ledger/index.ts'
import { text } from '../../../kernel/platform/text.ts'
import { readConfig } from '../../config.ts'
import { openGnomon } from '../../gnomon.ts'
import { command } from '../command.ts'

export default command({
  name: 'audit',
  summary: text('逐条核对数据库和公开账本', 'compare the database with the public ledger, act by act'),
  usage: 'gnomon audit [--json]',
  async run(args, io) {
    const gnomon = await openGnomon(readConfig(), { migrate: false })
    try {
      const { checked, findings } = await audit(gnomon.db, gnomon.ledger)
      if (args.includes('--json')) io.out(JSON.stringify({ checked, findings }))
      else if (findings.length === 0)
        io.out(io.lang === 'zh' ? `核对了 ${checked} 条，全部一致。` : `${checked} acts compared; all agree.`)
      else for (const f of findings) io.out(`✕ ${f.what[io.lang]}`)
      return findings.length === 0 ? 0 : 1
    } finally {
      await gnomon.close()
    }
  },
})
