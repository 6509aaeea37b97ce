import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addDays, addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { caseAt } from '../../kernel/cases/index.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { type Demo, type RawInput, system } from '../../kernel/platform/index.ts'
import type { Inspection } from './case.kind.ts'
import * as c from './contract.ts'
import { visitOfCase } from './visit/visit.store.ts'

const FOOD = '350203-shichang'
const SITE = '350200-jianshe'

/** The list and the pools, two plans, three draws (one still open), visits at every stage; through the operations that everybody uses. */
export const demo: Demo = async ({ perform, read, now, city }) => {
  const file = (name: string) => readFileSync(join(city, 'inspection', name), 'utf8')
  const at = (day: string, hour: number, minute = 0) =>
    new Date(startOfDay(day).getTime() + (hour * 60 + minute) * 60_000)
  const start = addDays(dayOf(now), -120)
  const days = (n: number) => addWorkingDays(start, n)
  const as = (login: string, post: string) => read((tx) => actorOfLogin(tx, login, post))
  const root = system('founding')
  await perform(
    c.publishList,
    { content: JSON.parse(file('list.json')), bpmn: file('procedure.bpmn'), from: start },
    { as: root, at: at(start, 9) },
  )
  const subjects: { unit: string }[] = JSON.parse(file('subjects.json'))
  for (const unit of [FOOD, SITE])
    await perform(
      c.putSubjects,
      { unit, subjects: subjects.filter((s) => s.unit === unit).map(({ unit: _, ...s }) => s) as never },
      { as: root, at: at(start, 10) },
    )
  const cards = JSON.parse(readFileSync(join(city, 'cards.json'), 'utf8')) as {
    number: string
    login: string
    unit: string
  }[]
  const officer = (number: string) => {
    const { login, unit } = cards.find((x) => x.number === number)!
    return as(login, `${unit}/enforcement`)
  }
  const heads = {
    [FOOD]: await as('approver-siming-shichang', `${FOOD}/approver`),
    [SITE]: await as('approver', `${SITE}/approver`),
  }
  const drafters = {
    [FOOD]: await as('drafter-siming-shichang', `${FOOD}/drafter`),
    [SITE]: await as('drafter', `${SITE}/drafter`),
  }
  const year = Number(start.slice(0, 4))
  const plan = async (
    unit: typeof FOOD | typeof SITE,
    title: string,
    lines: RawInput<typeof c.proposePlan>['lines'],
  ) => {
    const { id } = await perform(c.proposePlan, { year, title, lines }, { as: drafters[unit], at: at(days(1), 10) })
    await perform(
      c.decidePlan,
      { id, outcome: 'approve', opinion: '同意，按风险等级抽取。' },
      { as: heads[unit], at: at(days(2), 15) },
    )
    return id
  }
  const month = Number(start.slice(5, 7))
  const food = await plan(FOOD, `思明区 ${year} 年食品经营双随机抽查`, [
    { items: ['350203-XC-001', '350203-XC-002'], month, count: 3 },
    { items: ['350203-XC-001', '350203-XC-003'], month: (month % 12) + 1, count: 2 },
    { items: ['350203-XC-001'], month: ((month + 1) % 12) + 1, count: 3 },
  ])
  const site = await plan(SITE, `${year} 年施工现场双随机抽查`, [{ items: ['350200-XC-001'], month, count: 2 }])

  const drawn = async (unit: typeof FOOD | typeof SITE, id: string, line: number, day: number, words: string) => {
    const task = await perform(c.openTask, { id, line }, { as: drafters[unit], at: at(days(day), 9) })
    await perform(c.closePools, { id: task.id, words, checkpoint: false }, { as: heads[unit], at: at(days(day), 15) })
    const { numbers } = await perform(c.revealTask, { id: task.id }, { as: heads[unit], at: at(days(day), 16) })
    return Promise.all(
      numbers.map((number) =>
        read(async (tx) => {
          const { found, facts } = await caseAt<Inspection>(tx, { number })
          const visit = (await visitOfCase(tx, found.jurisdiction, found.id))!
          return { caseId: found.id, officers: facts.officers, items: facts.items, visit }
        }),
      ),
    )
  }
  type Case = Awaited<ReturnType<typeof drawn>>[number]
  const ownOf = (x: Case) => x.officers.filter((n) => cards.find((k) => k.number === n)?.unit === x.visit.unit)
  const approve = (unit: typeof FOOD | typeof SITE, x: Case, day: number) =>
    perform(
      c.decideVisit,
      { caseId: x.caseId, outcome: 'approve', from: days(day), to: days(day + 8) },
      { as: heads[unit], at: at(days(day), 10) },
    )
  const list = JSON.parse(file('list.json')) as { items: { code: string; checks: { code: string }[] }[] }
  const visited = async (x: Case, day: number, conclusion: 'clear' | 'corrected' | 'rectify' | 'transfer') => {
    const own = ownOf(x)
    const lines = list.items
      .filter((i) => x.items.includes(i.code))
      .flatMap((i, n) =>
        i.checks.map((k, m) => {
          const bad = conclusion !== 'clear' && n === 0 && m === 2
          return {
            item: i.code,
            line: k.code,
            result: bad ? ('problem' as const) : ('ok' as const),
            note: bad ? '抽查的三批货没有进货票据。' : '',
          }
        }),
      )
    await perform(
      c.recordVisit,
      {
        caseId: x.caseId,
        present: x.officers,
        lines,
        conclusion,
        ...(conclusion === 'rectify' ? { rectifyDays: 10 } : {}),
        receiver: '店长（演示）',
        statement: '无异议。',
      },
      { as: await officer(own[0]!), at: at(days(day), 11) },
    )
    await perform(c.confirmFindings, { caseId: x.caseId }, { as: await officer(own[1]!), at: at(days(day), 11, 30) })
  }
  const publish = (unit: typeof FOOD | typeof SITE, x: Case, day: number) =>
    perform(c.publishResult, { caseId: x.caseId }, { as: heads[unit], at: at(days(day), 16) })

  const [one, two, three] = await drawn(FOOD, food, 0, 4, '思明 3 月 8 日 晴')
  for (const x of [one!, two!, three!]) await approve(FOOD, x, 6)
  await perform(
    c.witnessVisit,
    { token: one!.visit.token, people: 2, cards: true, asApproved: true },
    { as: { kind: 'anonymous' }, at: at(days(8), 10) },
  )
  await visited(one!, 8, 'clear')
  await publish(FOOD, one!, 10)
  await visited(two!, 9, 'rectify')
  await publish(FOOD, two!, 11)
  await perform(
    c.recheck,
    { caseId: two!.caseId, outcome: 'done', present: two!.officers, notes: '三批货的票据已补齐，台账重做。' },
    { as: await officer(ownOf(two!)[0]!), at: at(days(15), 10) },
  )
  await visited(three!, 10, 'transfer')
  await publish(FOOD, three!, 12)
  await perform(
    c.transfer,
    { caseId: three!.caseId, item: '350203-XC-001', facts: '三批货无进货票据，且无法说明来源。' },
    { as: heads[FOOD], at: at(days(13), 10) },
  )
  const [joint] = await drawn(FOOD, food, 1, 20, '鹭江 第二次')
  await approve(FOOD, joint!, 22)
  await visited(joint!, 24, 'corrected')
  await publish(FOOD, joint!, 30)
  const sites = await drawn(SITE, site, 0, 25, '今日 34 度')
  await approve(SITE, sites[0]!, 26)
  await visited(sites[0]!, 28, 'clear')
  await publish(SITE, sites[0]!, 30)
  await perform(c.openTask, { id: food, line: 2 }, { as: drafters[FOOD], at: at(days(60), 9) })
}
