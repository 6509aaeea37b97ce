import { actorOfLogin, demoOfficer } from '../../kernel/identity/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'
import { HANDLER, OFFICE } from './case.kind.ts'
import * as c from './contract.ts'

const DAY = 86_400_000

/** The hotline, three units that handle, and four tickets: answered and published, merged, disputed, new. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const set = { as: system('founding'), at: ago(40) }
  const posts = [
    [`${home}-zhengfuban`, OFFICE, 'hotline', '何线', text('热线岗', 'Hotline')],
    [`${home}-shizheng`, HANDLER, 'tickets-shizheng', '石政', text('诉求办理岗', 'Questions')],
    [`${home}-jianshe`, HANDLER, 'tickets-jianshe', '江建', text('诉求办理岗', 'Questions')],
    [`${home}-rensheju`, HANDLER, 'tickets-rensheju', '任惠', text('诉求办理岗', 'Questions')],
  ] as const
  for (const [unit, role, login, name, title] of posts) {
    await demoOfficer(perform, { unit, role, title, login, name }, set)
  }
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const citizen = await as('citizen')
  const hotline = await as('hotline', `${home}-zhengfuban/${OFFICE}`)
  const streets = await as('tickets-shizheng', `${home}-shizheng/${HANDLER}`)
  const building = await as('tickets-jianshe', `${home}-jianshe/${HANDLER}`)
  const work = await as('tickets-rensheju', `${home}-rensheju/${HANDLER}`)

  const subsidy = await perform(
    c.submit,
    { said: '请问自主创业补贴怎么申请，要等多久？', unit: `${home}-rensheju` },
    { as: citizen, at: ago(20) },
  )
  await perform(
    c.assign,
    { caseId: subsidy.caseId, outcome: 'assign', unit: `${home}-rensheju` },
    { as: hotline, at: ago(19.9) },
  )
  await perform(c.sign, { caseId: subsidy.caseId, outcome: 'sign' }, { as: work, at: ago(19.8) })
  await perform(
    c.answer,
    { caseId: subsidy.caseId, answer: '营业满一年后在网上大厅申请创业补贴，材料齐的五个工作日办结。' },
    { as: work, at: ago(19) },
  )
  await perform(c.rate, { caseId: subsidy.caseId, outcome: 'satisfied' }, { as: citizen, at: ago(18) })
  await perform(
    c.share,
    {
      caseId: subsidy.caseId,
      title: '自主创业补贴怎么申请',
      question: '自己开店，创业补贴怎么申请，多久能拿到？',
      answer: '营业满一年后，在网上大厅搜“创业补贴”，填表、上传营业执照和社保缴费证明；材料齐的五个工作日办结。',
    },
    { as: work, at: ago(17) },
  )
  const lamp = await perform(
    c.submit,
    {
      said: '门口的路灯坏了三天，晚上很黑，请尽快修。',
      place: '莲花路 8 号',
      district: '350203'.replace('3502', home.slice(0, 4)),
    },
    { as: citizen, at: ago(3) },
  )
  await perform(
    c.assign,
    { caseId: lamp.caseId, outcome: 'assign', unit: `${home}-shizheng` },
    { as: hotline, at: ago(2.9) },
  )
  await perform(c.sign, { caseId: lamp.caseId, outcome: 'sign' }, { as: streets, at: ago(2.8) })
  const again = await perform(
    c.record,
    {
      channel: 'phone',
      said: '莲花路的路灯不亮，老人摔了一跤。',
      place: '莲花路8号',
      contact: { name: '王女士', phone: '' },
    },
    { as: hotline, at: ago(2) },
  )
  await perform(c.assign, { caseId: again.caseId, outcome: 'merge', into: lamp.number }, { as: hotline, at: ago(1.9) })
  const noise = await perform(
    c.submit,
    { said: '小区旁边夜里十二点还在施工，物业说不归他们管。', place: '云顶中路' },
    { as: citizen, at: ago(2) },
  )
  await perform(
    c.assign,
    { caseId: noise.caseId, outcome: 'assign', unit: `${home}-jianshe` },
    { as: hotline, at: ago(1.8) },
  )
  await perform(
    c.sign,
    { caseId: noise.caseId, outcome: 'return', reason: '夜间施工噪声由城市管理行政执法局处罚，不归本单位。' },
    { as: building, at: ago(1.5) },
  )
  await perform(
    c.submit,
    { said: '办事窗口让我补了三次材料，每次说的都不一样。', unit: `${home}-jianshe`, against: true },
    { as: citizen, at: ago(0.5) },
  )
}
