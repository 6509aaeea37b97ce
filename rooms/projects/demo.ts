import { addDays, dayOf } from '../../kernel/calendar/index.ts'
import { contract as cases } from '../../kernel/cases/index.ts'
import { actorOfLogin, demoOfficer } from '../../kernel/identity/index.ts'
import { type Actor, type Demo, system, text } from '../../kernel/platform/index.ts'
import { PHOTO } from './case.fold.ts'
import * as c from './contract.ts'
import { type Event, PROJECTS } from './demo.projects.ts'
import { APPROVER, AUDITOR, CERTIFIER, FILER, FINANCE, OFFICER } from './roles.ts'
import { sitePicture } from './site-picture.ts'
import * as w from './works.contract.ts'

const DAY = 86_400_000

/** Posts and officers, and four projects: handed over, in order, with flags, begun too early. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const ago = (days: number, minutes = 0) => new Date(now.getTime() - days * DAY + minutes * 60_000)
  const set = { as: system('founding'), at: ago(375) }
  const people = new Map<string, Actor>()
  const post = async (unit: string, role: string, name: string, zh: string, en: string) => {
    const login = `${role}-${unit}`
    const who = { unit: `${home}-${unit}`, role, title: text(zh, en), login, name }
    const { post } = await demoOfficer(perform, who, set)
    people.set(`${unit} ${role}`, await read((tx) => actorOfLogin(tx, login, post)))
  }
  await post('fagai', APPROVER, '方批（演示）', '投资审批岗', 'Investment approval')
  await post('caizheng', FINANCE, '温款（演示）', '投资资金岗', 'Investment finance')
  await post('jianshe', FILER, '柯备（演示）', '竣工备案岗', 'Filing of acceptances')
  await post('shenji', AUDITOR, '查决（演示）', '投资审计岗', 'Investment audit')
  const owners = [...new Set(PROJECTS.map((x) => x.owner))]
  for (const [i, owner] of owners.entries()) {
    await post(owner, OFFICER, `${'周吴郑王'[i]}建（演示）`, '项目管理岗', 'Project officer')
    await post(owner, CERTIFIER, `${'周吴郑王'[i]}量（演示）`, '工程量核定岗', 'Certification of works')
  }
  const place = home.slice(0, 6)

  for (const [i, told] of PROJECTS.entries()) {
    const who = (role: string, unit = told.owner) => people.get(`${unit} ${role}`)!
    const begun = ago(told.proposed)
    const { caseId } = await perform(
      c.propose,
      {
        ...told.form,
        code: `${dayOf(begun).slice(0, 4)}-${place}-48-01-00${1201 + i * 37}`,
        from: dayOf(ago(told.begins)),
        to: dayOf(ago(told.ends)),
      },
      { as: who(OFFICER), at: begun },
    )
    for (const [n, e] of told.events.entries()) await happens(e, n)

    async function happens(e: Event, n: number): Promise<void> {
      const at = ago(e.ago, n)
      const own = { as: who(OFFICER), at }
      const office = (role: string, unit: string) => ({ as: who(role, unit), at })
      switch (e.do) {
        case 'decide':
          await perform(
            c.decide,
            { caseId, outcome: e.outcome ?? 'approve', opinion: e.opinion ?? '符合规划和有关标准，同意。' },
            office(APPROVER, 'fagai'),
          )
          return
        case 'study':
          await perform(c.study, { caseId, amount: e.amount, summary: '技术可行，资金来源落实，社会效益明显。' }, own)
          return
        case 'estimate':
          await perform(c.estimate, { caseId, amount: e.amount, ...(e.over ? { over: e.over } : {}) }, own)
          return
        case 'budget':
          await perform(c.budget, { caseId, amount: e.amount, fund: '市级财政资金' }, office(FINANCE, 'caizheng'))
          return
        case 'tender':
          await perform(
            w.tender,
            {
              caseId,
              lot: e.lot,
              ...(e.market ? { market: e.market } : {}),
              ...(e.exempt ? { exempt: e.exempt } : {}),
            },
            own,
          )
          return
        case 'sign':
          await perform(
            w.sign,
            {
              caseId,
              contract: e.contract,
              lot: e.lot,
              contractor: e.contractor,
              amount: e.amount,
              advance: e.advance ?? 0,
              from: dayOf(at),
              to: addDays(dayOf(at), e.days),
              afterAudit: e.afterAudit ?? false,
            },
            own,
          )
          return
        case 'start':
          await perform(w.start, { caseId, on: dayOf(at) }, own)
          return
        case 'report': {
          const bytes = sitePicture(e.percent)
          const file = { name: `现场-${e.percent}.png`, size: bytes.length, bytes }
          await perform(cases.addPaper, { caseId, slot: PHOTO, file }, own)
          await perform(w.report, { caseId, percent: e.percent, said: e.said }, { ...own, at: ago(e.ago, n + 5) })
          return
        }
        case 'change':
          await perform(
            w.change,
            {
              caseId,
              contract: e.contract,
              amount: e.amount,
              ground: 'design',
              joint: e.joint ?? false,
              reason: e.reason,
            },
            own,
          )
          return
        case 'certify':
          await perform(
            w.certify,
            { caseId, what: e.what ?? 'progress', contract: e.contract, amount: e.amount },
            { as: who(CERTIFIER), at },
          )
          return
        case 'pay':
          await perform(
            w.pay,
            { caseId, contract: e.contract, amount: e.amount, voucher: `ZF${dayOf(at).replaceAll('-', '')}` },
            office(FINANCE, 'caizheng'),
          )
          return
        case 'accept':
          await perform(c.accept, { caseId, on: dayOf(at), said: '符合设计和规范，同意验收。' }, own)
          return
        case 'file':
          await perform(c.file, { caseId, record: `厦建备${dayOf(at).slice(0, 4)}-118` }, office(FILER, 'jianshe'))
          return
        case 'settle':
          await perform(
            c.settle,
            { caseId, amount: e.amount, opinion: '按图审减，结果如上。' },
            office(FINANCE, 'caizheng'),
          )
          return
        case 'audit':
          await perform(
            c.audit,
            { caseId, found: 2, opinion: '决算基本真实，两处核算差错已改。' },
            office(AUDITOR, 'shenji'),
          )
          return
        case 'hand-over':
          await perform(c.handOver, { caseId, to: e.to, returned: true }, own)
      }
    }
  }
}
