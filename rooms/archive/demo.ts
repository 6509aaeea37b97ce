import { ARCHIVIST } from '../../kernel/archive/index.ts'
import { contract as identity } from '../../kernel/identity/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'

const UNIT = '350200-jianshe'

/** Who keeps the archive. What is archived first, a reader does himself: the list of closed cases fills as the acts are read. */
export const demo: Demo = async ({ perform, now }) => {
  const at = new Date(now.getTime() - 300 * 86_400_000)
  const by = { as: system('founding'), at }
  const code = `${UNIT}/archivist`
  await perform(identity.definePost, { code, unit: UNIT, title: text('档案管理岗', 'Archivist'), role: ARCHIVIST }, by)
  const { id } = await perform(
    identity.enrolPerson,
    { login: 'archivist', name: '苏存', password: 'gnomon-demo', demonstration: true },
    by,
  )
  await perform(identity.appoint, { personId: id, post: code, startsOn: at.toISOString().slice(0, 10) }, by)
}
