import { ARCHIVIST } from '../../kernel/archive/index.ts'
import { contract as identity } from '../../kernel/identity/index.ts'
import { type Actor, type Contract, type Output, type RawInput, system, text } from '../../kernel/platform/index.ts'

type Founding = {
  perform<C extends Contract>(contract: C, input: RawInput<C>, by: { as: Actor; at: Date }): Promise<Output<C>>
  now: Date
}
const UNIT = '350200-jianshe'

/** Who keeps the archive. What is archived first, a reader does himself: the list of closed cases fills as the acts are read. */
export async function demo(given: never): Promise<void> {
  const { perform, now } = given as Founding
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
