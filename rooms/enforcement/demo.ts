import { addDays, addWorkingDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { contract as documents } from '../../kernel/documents/index.ts'
import { actorOfLogin } from '../../kernel/identity/index.ts'
import { type Actor, type Demo, type PersonActor, system } from '../../kernel/platform/index.ts'
import * as c from './contract.ts'

type Team = { unit: string; item: string; officers: PersonActor[]; head: Actor; legal: Actor }
/** How far a case has come, in working days ago when it was filed. */
type Story = {
  ago: number
  subject: c.Subject
  facts: Record<string, unknown>
  fine: number
  until: 'filed' | 'noticed' | 'hearing' | 'decided' | 'closed'
  seizure?: boolean
  annulled?: boolean
}

const company = (name: string, code: string, address: string): c.Subject => ({
  kind: 'organisation',
  name,
  code,
  address,
})
const FOOD = [
  company('筼筜餐饮有限公司（演示）', '91350200000001007K', '思明区莲花路 8 号'),
  company('环岛物流有限公司（演示）', '91350200000001014B', '思明区环岛路 20 号'),
]
const FREIGHT = [
  company('环岛物流有限公司（演示）', '91350200000001014B', '湖里区港中路 5 号'),
  company('集美石材有限公司（演示）', '91350200000001028Q', '集美区杏林路 3 号'),
]
const SITE = [
  company('鹭岛建设有限公司（演示）', '91350200000001000X', '思明区湖滨南路 1 号'),
  company('集美石材有限公司（演示）', '91350200000001028Q', '集美区杏林路 3 号'),
]

/** Cases of four items at every stage, through the operations that everybody uses. */
export const demo: Demo = async ({ perform, read, now }) => {
  const as = (login: string, post?: string) => read((tx) => actorOfLogin(tx, login, post))
  const team = async (unit: string, item: string, name: string, head: string): Promise<Team> => ({
    unit,
    item,
    officers: [
      (await as(`enforce-${name}`, `${unit}/enforcement`)) as PersonActor,
      (await as(`enforce-${name}-2`, `${unit}/enforcement`)) as PersonActor,
    ],
    head: await as(head, `${unit}/approver`),
    legal: await as(`legal-${name}`, `${unit}/penalty-reviewer`),
  })
  const food = await team('350203-shichang', '350203-02-0001', 'siming-shichang', 'approver-siming-shichang')
  const freight = await team('350200-jiaotong', '350200-02-0002', 'jiaotong', 'approver-jiaotong')
  const site = await team('350200-jianshe', '350200-02-0001', 'jianshe', 'approver')
  const today = dayOf(now)
  const at = (day: string, hour = 10) => new Date(startOfDay(day).getTime() + hour * 3_600_000)

  async function tell(t: Team, s: Story): Promise<void> {
    const [one, two] = t.officers as [PersonActor, PersonActor]
    const day = (n: number) => addWorkingDays(addDays(today, -s.ago), n)
    const by = (as: Actor, n: number, hour = 10) => ({ as, at: at(day(n), hour) })
    const { caseId } = await perform(
      c.file,
      {
        itemCode: t.item,
        subject: s.subject,
        actOn: addDays(day(0), -5),
        place: s.subject.address,
        officers: [one.personId, two.personId],
        source: 'inspection',
      },
      by(system('demonstration'), 0),
    )
    /** Hands a document over, in person. */
    const hand = (document: string, n: number, hour: number) =>
      perform(
        documents.serveDocument,
        { caseId, document, how: 'in-person', on: day(n), receiver: '法定代表人' },
        by(one, n, hour),
      )
    await perform(
      c.issueForm,
      {
        caseId,
        form: 'scene-record',
        fields: { place: s.subject.address, record: '现场正在经营，未能出示许可证件，已拍照。', present: '现场负责人' },
      },
      by(one, 1),
    )
    if (s.seizure) {
      await perform(
        c.askMeasure,
        { caseId, kind: 'seizure', goods: '冷藏柜一台、食品原料十二箱', reason: '可能继续用于违法经营。' },
        by(one, 1, 11),
      )
      const ordered = await perform(c.orderMeasure, { caseId, measure: 1 }, by(t.head, 1, 14))
      await hand(ordered.document!, 1, 15)
    }
    if (s.until === 'filed') return
    await perform(
      c.report,
      {
        caseId,
        conclusion: 'penalise',
        kinds: ['fine'],
        facts: s.facts,
        fine: s.fine,
        reasons: '现场笔录、照片和询问笔录能够证实。',
      },
      by(one, 8),
    )
    const large = s.fine >= 1_000_000 && t.unit === '350203-shichang' ? s.fine >= 10_000_000 : s.fine >= 10_000_000
    if (large)
      await perform(c.review, { caseId, outcome: 'pass', opinion: '事实清楚，程序合法，裁量适当。' }, by(t.legal, 10))
    const notice = await perform(c.notice, { caseId }, by(one, 11))
    await hand(notice.document!, 11, 15)
    if (s.until === 'noticed') return
    if (s.until === 'hearing') {
      await perform(
        c.recordDefence,
        { caseId, statement: '要求听证，对工程价款的认定有异议。', hearing: true },
        by(one, 13),
      )
      await perform(c.weigh, { caseId, adopted: 'hearing', opinion: '要求听证，转听证。' }, by(one, 14))
      return
    }
    await perform(c.weigh, { caseId, adopted: 'none-made', opinion: '当事人在期限内没有提出意见。' }, by(one, 18))
    const decided = await perform(
      c.decide,
      { caseId, outcome: 'penalise', fine: s.fine, reasons: '事实清楚，处罚与违法行为相当。' },
      by(t.head, 19),
    )
    await hand(decided.document!, 20, 15)
    await perform(c.publish, { caseId }, by(t.head, 21))
    if (s.until === 'decided') return
    if (s.annulled) {
      await perform(
        c.annul,
        { caseId, by: 'review', what: 'annulled', reason: '复议认为主要证据不足，决定撤销。' },
        by(t.head, 40),
      )
      // 行政处罚法 art. 48 para 2: within three days, with the reasons.
      await perform(c.withdraw, { caseId, reason: '复议决定撤销处罚，主要证据不足。' }, by(t.head, 41))
      return
    }
    await perform(
      c.pay,
      { caseId, amount: s.fine, on: day(25), order: 'demonstration', as: 'full', other: false },
      by(system('demonstration'), 25, 16),
    )
    await perform(c.settle, { caseId, outcome: 'paid' }, by(one, 26))
    if (s.seizure) {
      const given = { caseId, measure: 1, outcome: 'returned' as const, reason: '已缴款，退还。' }
      const ended = await perform(c.endMeasure, given, by(one, 26, 11))
      await hand(ended.document!, 26, 12)
    }
    if (t.item === '350203-02-0001')
      await perform(
        c.settleGoods,
        { caseId, outcome: s.seizure ? 'returned' : 'none', record: '涉案物品已清点处理。' },
        by(one, 27),
      )
    await perform(c.close, { caseId, opinion: '履行完毕，同意结案。' }, by(t.head, 28))
  }
  const foodFacts = (value: number, harm = '一般') => ({ value, gains: 600, correction: '及时改正', harm })
  const freightFacts = (vehicles: number) => ({ gains: 1200, vehicles, correction: '及时改正', harm: '一般' })
  const stories: [Team, Story][] = [
    [food, { ago: 150, subject: FOOD[0]!, facts: foodFacts(5000), fine: 6_500_000, until: 'closed', seizure: true }],
    [food, { ago: 90, subject: FOOD[1]!, facts: foodFacts(2000), fine: 5_200_000, until: 'closed', annulled: true }],
    [food, { ago: 20, subject: FOOD[0]!, facts: foodFacts(8000), fine: 7_000_000, until: 'noticed', seizure: true }],
    [freight, { ago: 120, subject: FREIGHT[0]!, facts: freightFacts(1), fine: 400_000, until: 'closed' }],
    [freight, { ago: 60, subject: FREIGHT[1]!, facts: freightFacts(3), fine: 800_000, until: 'decided' }],
    [freight, { ago: 4, subject: FREIGHT[1]!, facts: freightFacts(5), fine: 1_500_000, until: 'filed' }],
    [
      site,
      {
        ago: 45,
        subject: SITE[0]!,
        facts: { price: 18_000_000, progress: '主体施工', correction: '及时改正', harm: '一般' },
        fine: 22_500_000,
        until: 'hearing',
      },
    ],
    [
      site,
      {
        ago: 20,
        subject: SITE[1]!,
        facts: { price: 15_000_000, progress: '主体施工', correction: '及时改正', harm: '一般' },
        fine: 18_750_000,
        until: 'noticed',
      },
    ],
  ]
  for (const [t, s] of stories) await tell(t, s)
  // One on the spot, two days ago: a car on a fire lane.
  const fire = (await as('enforce-siming-xiaofang', '350203-xiaofang/enforcement')) as PersonActor
  const second = (await as('enforce-siming-xiaofang-2', '350203-xiaofang/enforcement')) as PersonActor
  const spotDay = addDays(today, -2)
  await perform(
    c.spot,
    {
      itemCode: '350203-02-0002',
      subject: { kind: 'person', name: '陈海生', code: '350200190001010026', address: '思明区莲花路 12 号' },
      actOn: spotDay,
      place: '莲花新村消防车通道',
      facts: { minutes: 25, correction: '及时改正' },
      kind: 'fine',
      fine: 10_000,
      second: second.personId,
      signed: 'signed',
      reasons: '车辆停在消防车通道二十五分钟，有照片。',
    },
    { as: fire, at: at(spotDay, 15) },
  )
}
