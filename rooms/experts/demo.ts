import { actorOfLogin, demoOfficer, demoPerson } from '../../kernel/identity/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'
import { enrol } from './contract.ts'
import { LIBRARIAN } from './roles.ts'

const EXPERTS = ['柯正', '施衡', '方允', '龚平', '凌度', '宋准', '罗公', '韩直', '邵明']
const OTHERS = ['程量', '陶审', '魏评', '白清', '尤信', '辛察', '郝数']

/** Nine who judge works, seven who judge goods and software; one of the first has shares in a builder. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const at = new Date(now.getTime() - 80 * 86_400_000)
  const set = { as: system('founding'), at }
  const { post } = await demoOfficer(
    perform,
    {
      ...{ unit: `${home}-jiaoyi`, role: LIBRARIAN, title: text('专家库管理岗', 'Library of experts') },
      ...{ login: 'expert-librarian', name: '汪库' },
    },
    set,
  )
  const librarian = await read((tx) => actorOfLogin(tx, 'expert-librarian', post))
  for (const [i, name] of [...EXPERTS, ...OTHERS].entries()) {
    const personId = await demoPerson(perform, { login: `expert-${i + 1}`, name: `${name}（演示）` }, set)
    const works = i < EXPERTS.length
    await perform(
      enrol,
      {
        ...{ personId, name },
        specialties: works ? ['municipal'] : ['equipment', 'software'],
        interests: i === 0 ? ['鹭岛建设有限公司'] : i === 9 ? ['筼筜数码科技有限公司'] : [],
      },
      { as: librarian, at },
    )
  }
}
