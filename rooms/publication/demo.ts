import { addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { actorOfLogin, demoOfficer } from '../../kernel/identity/index.ts'
import { type Demo, system, text } from '../../kernel/platform/index.ts'
import { PUBLICIST, REVIEWER } from './case.kind.ts'
import * as c from './contract.ts'

/** Two posts, three documents (one amended), one under review, one late; the duties of the year open by themselves. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const first = dayOf(new Date(now.getTime() - 60 * 86_400_000))
  const at = (n: number, hour = 10) => new Date(startOfDay(addWorkingDays(first, n)).getTime() + hour * 3_600_000)
  const set = { as: system('founding'), at: at(1, 8) }
  const unit = `${home}-zhengfuban`
  for (const [role, login, name, title] of [
    [PUBLICIST, 'publicist', '宋开', text('主动公开岗', 'Publication')],
    [REVIEWER, 'publication-reviewer', '严审', text('公开审查岗', 'Review of publications')],
  ] as const) {
    await demoOfficer(perform, { unit, role, title, login, name }, set)
  }
  await perform(c.openDuties, { jurisdiction: home, year: Number(first.slice(0, 4)) }, set)
  const publicist = await read((tx) => actorOfLogin(tx, 'publicist', `${unit}/${PUBLICIST}`))
  const reviewer = await read((tx) => actorOfLogin(tx, 'publication-reviewer', `${unit}/${REVIEWER}`))
  const made = (item: string, title: string, n: number, amends?: string) =>
    perform(c.make, { item, title, on: dayOf(at(n)), ...(amends ? { amends } : {}) }, { as: publicist, at: at(n, 11) })
  const drafted = async (caseId: string, n: number, said: { title: string; summary: string; body: string }) =>
    perform(c.draft, { caseId, ...said }, { as: publicist, at: at(n, 14) })
  const published = async (
    item: string,
    n: number,
    said: { title: string; summary: string; body: string },
    amends?: string,
  ) => {
    const { caseId, number } = await made(item, said.title, n, amends)
    await drafted(caseId, n + 1, said)
    await perform(
      c.review,
      { caseId, outcome: 'pass', secrecy: 'none', privacy: 'none', opinion: '不涉及国家秘密和个人隐私，可以公开。' },
      { as: reviewer, at: at(n + 2) },
    )
    await perform(c.publish, { caseId }, { as: publicist, at: at(n + 2, 16) })
    return number
  }
  await published('20.3', 3, {
    title: '关于优化营商环境的若干措施',
    summary: '从开办、建设、用工、结算四个方面提出十二项措施。',
    body: '一、企业开办一日办结。\n二、社会投资项目审批总时限压缩到四十五个工作日以内。\n三、用水、用气报装不收费。\n四、拖欠中小企业账款的，限期清偿并公开。',
  })
  const hours = await published('20.2', 6, {
    title: '市政务服务中心办公时间和地址',
    summary: '办公时间、地址、电话。',
    body: '地址：思明区湖滨北路 61 号。\n办公时间：工作日 9:00—12:00，14:30—17:30。',
  })
  await published(
    '20.2',
    20,
    {
      title: '市政务服务中心办公时间和地址（延时服务）',
      summary: '增加周六上午的延时服务。',
      body: '地址：思明区湖滨北路 61 号。\n办公时间：工作日 9:00—12:00，14:30—17:30；周六 9:00—12:00。',
    },
    hours,
  )
  const waiting = await made('20.11', '2026 年义务教育招生工作意见', 36)
  await drafted(waiting.caseId, 37, {
    title: '义务教育招生工作意见',
    summary: '免试就近入学，随迁子女同等对待。',
    body: '一、免试就近入学。\n二、随迁子女凭居住证申请。\n三、不以考试、竞赛成绩作为依据。',
  })
  await made('20.10', '东部体育会展中心工程实施情况', 4)
}
