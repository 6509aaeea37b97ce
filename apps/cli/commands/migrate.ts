import { text } from '../../../kernel/platform/text.ts'
import { readConfig } from '../../config.ts'
import { command } from '../command.ts'

export default command({
  name: 'migrate',
  summary: text('把数据库升级到当前版本', 'bring the database up to date'),
  usage: 'gnomon migrate',
  async run(_, io) {
    const { migrateCity, openCity } = await import('../../gnomon.ts')
    const config = readConfig()
    const urls = await openCity(config)
    const applied = await migrateCity(config, urls)
    for (const m of applied) io.out(`${m.room}/${m.number}-${m.name}`)
    io.out(io.lang === 'zh' ? `已应用 ${applied.length} 个迁移` : `${applied.length} migrations applied`)
    await urls.embedded?.release()
    return 0
  },
})
