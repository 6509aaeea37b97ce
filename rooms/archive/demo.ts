import { ARCHIVIST } from '../../kernel/archive/index.ts'
import { demoOfficer } from '../../kernel/identity/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'

const UNIT = '350200-jianshe'

/** Who keeps the archive. What is archived first, a reader does himself: the list of closed cases fills as the acts are read. */
export const demo: Demo = async ({ perform, now }) => {
  const at = new Date(now.getTime() - 300 * 86_400_000)
  const by = { as: system('founding'), at }
  const post = { unit: UNIT, role: ARCHIVIST, title: text('档案管理岗', 'Archivist') }
  await demoOfficer(perform, { ...post, login: 'archivist', name: '苏存' }, by)
}
