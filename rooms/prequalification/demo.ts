import { actorOfLogin } from '../../kernel/identity/index.ts'
import type { Demo, PersonActor } from '../../kernel/platform/index.ts'
import { pdf } from '../../trade/envelope/index.ts'
import * as c from './contract.ts'

const DAY = 86_400_000
/** One that takes applications; its officers are those of the tenders. */
export const demo: Demo = async ({ perform, read, now }) => {
  const as = async (login: string) => {
    const who = (await read((tx) => actorOfLogin(tx, login))) as PersonActor
    return { ...who, post: who.posts[0]! }
  }
  const [officer, overseer] = [await as('tender-officer'), await as('tender-overseer')]
  const at = (days: number) => new Date(now.getTime() + days * DAY)
  const { caseId } = await perform(
    c.plan,
    {
      ...{
        title: '翔安过海通道（演示）',
        titleEn: 'Crossing to Xiang’an (demonstration)',
        specialty: 'municipal',
        committee: 5,
      },
      scope: '海底隧道一座，含两岸接线，全长 5.2 公里。',
      conditions: '公路工程施工总承包特级\n近五年完成过一座水下隧道\n项目经理一级注册建造师，没有在建工程',
      consortium: true,
    },
    { as: officer, at: at(-6) },
  )
  await perform(
    c.approve,
    { caseId, outcome: 'approve', opinion: '资格条件与工程相适应。' },
    { as: overseer, at: at(-5) },
  )
  const bytes = pdf('Prequalification documents')
  const file = { name: 'documents.pdf', size: bytes.length, bytes }
  await perform(c.attach, { caseId, name: '资格预审文件', file }, { as: officer, at: at(-5) })
  await perform(c.announce, { caseId, deadline: at(11).toISOString() }, { as: officer, at: at(-4) })
}
