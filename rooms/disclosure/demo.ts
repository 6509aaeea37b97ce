import { addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin, demoOfficer } from '../../kernel/identity/index.ts'
import { type Actor, type Demo, system, text } from '../../kernel/platform/index.ts'
import { HEAD, OFFICER } from './case.kind.ts'
import * as c from './contract.ts'

/** An office with two posts, and four requests: answered and shared, refused in part, to be made clear, new. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const first = dayOf(new Date(now.getTime() - 60 * 86_400_000))
  const at = (n: number, hour = 10) => new Date(startOfDay(addWorkingDays(first, n)).getTime() + hour * 3_600_000)
  const set = { as: system('founding'), at: at(1, 8) }
  const unit = `${home}-zhengfuban`
  for (const [role, login, name, title] of [
    [OFFICER, 'disclosure', '方明', text('信息公开岗', 'Disclosure')],
    [HEAD, 'disclosure-head', '许正', text('公开机构负责人', 'Head of disclosure')],
  ] as const) {
    await demoOfficer(perform, { unit, role, title, login, name }, set)
  }
  const officer = await read((tx) => actorOfLogin(tx, 'disclosure', `${unit}/${OFFICER}`))
  const head = await read((tx) => actorOfLogin(tx, 'disclosure-head', `${unit}/${HEAD}`))
  const citizen = await read((tx) => actorOfLogin(tx, 'citizen'))
  const by = (as: Actor, n: number, hour = 10) => ({ as, at: at(n, hour) })
  const ask = (asked: string, n: number) => perform(c.request, { unit, category: 'natural', asked }, by(citizen, n))
  const answered = async (
    asked: string,
    n: number,
    found: number[],
    answers: { code: string; text: string }[],
    share = '',
  ) => {
    const { caseId } = await ask(asked, n)
    await perform(c.register, { caseId, outcome: 'go' }, by(officer, n, 15))
    await perform(c.search, { caseId, where: '公文库、档案室', terms: '文号、标题', found }, by(officer, n + 2))
    await perform(c.draft, { caseId, answers: answers.map((a, i) => ({ n: i + 1, ...a })) }, by(officer, n + 4))
    const { document } = await perform(c.reply, { caseId, outcome: 'reply', opinion: '同意。', share }, by(head, n + 5))
    await perform(
      documents.serveDocument,
      { caseId, document: document!, how: 'electronic', on: dayOf(at(n + 5)), consent: true },
      by(officer, n + 5, 15),
    )
    await perform(c.close, { caseId }, by(officer, n + 5, 16))
  }
  await answered(
    '2025 年市级部门公务接待支出汇总',
    2,
    [1],
    [{ code: '1', text: '2025 年市级部门公务接待支出合计 318.6 万元，分部门明细见附表，已在财政局网站公布。' }],
    '2025 年市级部门公务接待支出',
  )
  await answered(
    '白鹭洲改造的可行性研究报告\n该项目讨论会的会议纪要',
    8,
    [1, 2],
    [
      { code: '1', text: '可行性研究报告全文随附。' },
      { code: '3.6', text: '会议纪要属于过程性信息，不予公开。' },
    ],
  )
  const unclear = await ask('关于学校的全部文件', 30)
  await perform(
    c.register,
    {
      caseId: unclear.caseId,
      outcome: 'correct',
      notice: '请写明哪一所学校、什么时间、哪一类文件。',
      until: dayOf(at(41)),
    },
    by(officer, 31),
  )
  await ask('湖滨南路地下管线改造的招标控制价', 34)
}
