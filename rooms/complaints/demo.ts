import { actorOfLogin, demoOfficer } from '../../kernel/identity/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'
import { answer, assign, submit } from './contract.ts'
import { ROLE } from './office.rules.ts'

const DAY = 86_400_000

/** Two offices that take complaints, and three complaints: one new, one assigned, one answered. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const set = { as: system('founding'), at: ago(70) }
  for (const [unit, login] of [
    [`${home}-jiancha`, 'complaints-city'],
    [`${home}-jianshe-jc`, 'complaints-office'],
  ] as const) {
    const name = unit === `${home}-jiancha` ? '陈复' : '林答'
    const post = { unit, role: ROLE, title: text('投诉办理岗', 'Complaints'), post: `${unit}/complaints` }
    await demoOfficer(perform, { ...post, login, name }, set)
  }
  const citizen = await read((tx) => actorOfLogin(tx, 'citizen'))
  const office = await read((tx) => actorOfLogin(tx, 'complaints-office', `${home}-jianshe-jc/complaints`))
  const city = await read((tx) => actorOfLogin(tx, 'complaints-city', `${home}-jiancha/complaints`))
  const said = [
    '窗口让我跑了三趟，每次说的材料都不一样。',
    '过了承诺期限还没有答复，电话没人接。',
    '办事人员态度生硬，请改进。',
  ]
  for (const [i, complaint] of said.entries()) {
    const at = (days: number) => ago(40 - 15 * i - days)
    const { caseId } = await perform(
      submit,
      { unit: `${home}-jianshe`, complaint, electronic: true },
      { as: citizen, at: at(0) },
    )
    if (i < 2) await perform(assign, { caseId, unit: `${home}-jiancha` }, { as: office, at: at(3) })
    if (i < 1)
      await perform(
        answer,
        { caseId, finding: 'partly', answer: '一次告知不到位的情况属实，已要求该单位整改。' },
        { as: city, at: at(12) },
      )
  }
}
