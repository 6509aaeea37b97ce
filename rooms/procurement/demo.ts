import { actorOfLogin, demoOfficer, contract as identity } from '../../kernel/identity/index.ts'
import { type Actor, type Demo, system, text } from '../../kernel/platform/index.ts'
import { contract as envelope, pdf, releaseShares, submitBid, TRUSTEE } from '../../trade/envelope/index.ts'
import * as suppliers from '../suppliers/contract.ts'
import { AGENCY, BUYER, FINANCE } from './case.kind.ts'
import * as c from './contract.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const wan = (n: number) => n * 1_000_000
const FORM: c.ProcurementForm = {
  ...{ title: '办公用台式计算机（演示）', titleEn: 'Desktop computers (demonstration)', category: 'goods' },
  need: '台式计算机一百二十台，国产处理器和操作系统，含安装调试和三年上门保修，送到思明区办公地点。',
  ...{ year: 2026, line: 'BG-01', budget: wan(60), ceiling: wan(58), method: 'inquiry', ground: '32' },
  ...{ reason: '规格统一，货源充足，价格稳定。', scoring: 'procurement-lowest', specialty: 'equipment', committee: 3 },
  ...{ days: 15, reserved: false, invited: [] },
}

/** An inquiry that was paid, one that is open with three sealed quotes, a framework in force, a single source that is publicised. */
export const demo: Demo = async ({ perform, read, now, home }) => {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const set = { as: system('founding'), at: ago(76) }
  const unit = (code: string, jurisdiction: string, zh: string, en: string, duties: string[], mark: string) =>
    perform(
      identity.defineUnit,
      {
        ...{ code, jurisdiction, level: jurisdiction === '350200' ? 'city' : 'district', kind: 'department' },
        ...{ name: { zh, en }, supervisedBy: `${jurisdiction}-jiancha`, details: { duties, mark } },
      },
      set,
    )
  await unit(`${home}-caigou`, home, '市政府采购中心', 'Procurement Centre', ['集中采购'], '厦采')
  await unit(
    `${home}-caizheng-cg`,
    home,
    '市财政局政府采购监管处',
    'Finance Bureau, Procurement',
    ['政府采购监管'],
    '厦财采',
  )
  await unit(
    '350203-caizheng-cg',
    '350203',
    '思明区财政局采购监管科',
    'Siming Finance, Procurement',
    ['政府采购监管'],
    '厦思财采',
  )
  const appoint = async (login: string, name: string, of: string, role: string, zh: string, en: string) => {
    const { post } = await demoOfficer(perform, { unit: of, role, title: text(zh, en), login, name }, set)
    return read((tx) => actorOfLogin(tx, login, post))
  }
  const zh = `${home}-zhongxin`
  const buyer = await appoint('procurement-buyer', '柳需', zh, BUYER, '采购岗', 'Procurement')
  const finance = await appoint(
    'procurement-finance',
    '钱督',
    `${home}-caizheng-cg`,
    FINANCE,
    '采购监管岗',
    'Oversight',
  )
  const agency = await appoint(
    'procurement-agency',
    '商集',
    `${home}-caigou`,
    AGENCY,
    '集中采购岗',
    'Procurement centre',
  )
  await appoint('district-buyer', '余购', '350203-wenlv', BUYER, '采购岗', 'Procurement')
  const district = await appoint('district-finance', '区核', '350203-caizheng-cg', FINANCE, '采购监管岗', 'Oversight')
  const year = Number(now.toISOString().slice(0, 4))
  for (const [line, title, amount] of [
    ['BG-01', '办公设备更新', wan(600)],
    ['XX-02', '政务云服务', wan(400)],
  ] as const)
    for (const y of [year - 1, year])
      await perform(c.setBudget, { unit: zh, year: y, line, title, amount }, { as: finance, at: ago(75) })
  await perform(
    c.setBudget,
    { unit: '350203-wenlv', year, line: 'TS-01', title: '图书和阅读设备', amount: wan(80) },
    { as: district, at: ago(75) },
  )
  const TRUSTEES = ['jiaoyi', 'gongzheng', 'beiyong'].map((u) => `${home}-${u}`)
  const trustees: Record<string, Actor> = {}
  for (const [i, u] of TRUSTEES.entries())
    trustees[u] = await read((tx) => actorOfLogin(tx, `trustee-${[2, 4, 5][i]}`, `${u}/${TRUSTEE}`))
  const sellers = await Promise.all([1, 2, 3, 4].map((n) => read((tx) => actorOfLogin(tx, `supplier-${n}`))))

  async function announced(form: Partial<c.ProcurementForm>, begun: Date, days: number) {
    const at = (d: number, ms = 0) => new Date(begun.getTime() + d * DAY + ms)
    const filed = { ...FORM, ...form, year: begun.getUTCFullYear() }
    const { caseId, number } = await perform(c.plan, filed, { as: buyer, at: begun })
    await perform(c.approve, { caseId, outcome: 'approve', opinion: '方式与情形相符。' }, { as: finance, at: at(0.5) })
    const bytes = pdf(`Documents ${number}`)
    const file = { name: 'documents.pdf', size: bytes.length, bytes }
    await perform(c.attach, { caseId, name: '采购文件', file }, { as: buyer, at: at(0.6) })
    const deadline = at(1 + days)
    await perform(
      c.announce,
      { caseId, deadline: deadline.toISOString(), trustees: TRUSTEES, threshold: 2 },
      { as: agency, at: at(1) },
    )
    return { caseId, number, at, deadline }
  }
  async function respond(number: string, i: number, price: number, domestic: number, at: Date) {
    const as = sellers[i]!
    await perform(c.register, { number, agreed: true }, { as, at })
    const me = (await perform(suppliers.mine, {}, { as, at }))!
    const { terms, mine } = await perform(envelope.view, { number }, { as, at })
    await submitBid(
      { perform },
      {
        ...{ terms, bidder: mine!.bidder, version: 1, as, at },
        bid: {
          sheet: { price: wan(price), domestic },
          identity: { name: me.name, uscc: me.uscc, contact: me.contact },
        },
      },
    )
  }
  /** From the deadline to the published result. */
  async function decided(t: Awaited<ReturnType<typeof announced>>) {
    const { number, caseId } = t
    const end = (minutes: number) => new Date(t.deadline.getTime() + minutes * MINUTE)
    const by = (minutes: number) => ({ as: system('founding'), at: end(minutes) })
    const { count } = await perform(envelope.seal, { number }, by(1))
    await perform(c.close, { caseId, count }, by(2))
    await perform(c.callOpening, { caseId }, { as: agency, at: end(5) })
    for (const [i, u] of TRUSTEES.slice(0, 2).entries())
      await releaseShares({ perform }, { number, unit: u, as: trustees[u]!, at: end(6 + i) })
    await perform(envelope.open, { number }, by(9))
    await perform(c.opened, { caseId }, by(10))
    const { envelopes } = await perform(envelope.record, { number }, by(10))
    for (const e of envelopes) await perform(envelope.checkDocuments, { number, digest: e.digest }, by(11))
    await perform(c.closePool, { caseId, words: '十点，多云', checkpoint: false }, { as: agency, at: end(20) })
    await perform(c.reveal, { caseId }, { as: agency, at: end(25) })
    const seats: Actor[] = []
    for (let i = 10; i <= 16; i++) {
      const as = await read((tx) => actorOfLogin(tx, `expert-${i}`))
      if ((await perform(c.process, { number }, { as, at: end(26) })).now.expert) seats.push(as)
    }
    const { bids } = await perform(c.committee, { number }, { as: seats[0]!, at: end(30) })
    for (const [s, as] of seats.entries())
      await perform(c.evaluate, { caseId, verdicts: bids.map((b) => ({ bidder: b.bidder })) }, { as, at: end(60 + s) })
    await perform(c.report, { caseId }, { as: seats[0]!, at: end(80) })
    for (const [s, as] of seats.entries()) await perform(c.sign, { caseId, agrees: true }, { as, at: end(90 + s) })
    const after = (days: number, as: Actor) => ({ as, at: new Date(t.deadline.getTime() + days * DAY) })
    await perform(c.send, { caseId }, after(1, agency))
    await perform(c.confirm, { caseId }, after(2, buyer))
    await perform(c.notify, { caseId }, after(3, agency))
    return after
  }

  const done = await announced({}, ago(46), 5)
  await respond(done.number, 0, 53.6, 1, done.at(3))
  await respond(done.number, 1, 52.8, 0, done.at(3.2))
  await respond(done.number, 2, 51.9, 0, done.at(4))
  const after = await decided(done)
  const { winners } = await perform(c.process, { number: done.number }, after(4, buyer))
  const { caseId } = done
  const bytes = pdf('Contract CG-2026-031')
  await perform(c.signContract, { caseId, contract: 'CG-2026-031', price: winners[0]!.price }, after(10, buyer))
  await perform(
    c.publishContract,
    { caseId, file: { name: 'contract.pdf', size: bytes.length, bytes } },
    after(11, buyer),
  )
  await perform(c.accept, { caseId, grade: 5, words: '数量、质量与合同一致，安装调试完成。' }, after(26, buyer))
  await perform(c.pay, { caseId, voucher: 'ZF-2026-0711' }, after(28, finance))

  const framework = await announced(
    {
      ...{ title: '办公设备框架协议（演示）', titleEn: 'Framework for office equipment (demonstration)' },
      need: '台式计算机、打印机、复印纸等办公设备和耗材，一年内由全市各单位按需订购；报价为一套基准配置的单价。',
      ...{ method: 'framework', ground: 'rule-110', reason: '小额零星，各单位反复采购。', committee: 5 },
      ...{ budget: wan(100), ceiling: wan(1), days: 365 },
    },
    ago(40),
    21,
  )
  for (const [i, price] of [0.52, 0.51, 0.55, 0.5].entries())
    await respond(framework.number, i, price, i % 2, framework.at(10 + i * 0.1))
  await decided(framework)

  const open = await announced(
    {
      ...{ title: '会议室视频终端（演示）', titleEn: 'Video terminals for meeting rooms (demonstration)' },
      need: '视频会议终端二十套，含摄像机、麦克风和显示设备，安装到十二个会议室，五年保修。',
    },
    ago(4),
    8,
  )
  for (const [i, price] of [55, 54.5, 56].entries()) await respond(open.number, i, price, 1, ago(2 - i * 0.1))

  const single = {
    ...FORM,
    title: '政务平台原厂接口服务（演示）',
    titleEn: 'Interface service of the maker (demonstration)',
  }
  const source = await perform(
    c.plan,
    {
      ...{ ...single, category: 'services', method: 'single', ground: '31-1', specialty: 'software', line: 'XX-02' },
      ...{ budget: wan(210), ceiling: wan(205), invited: ['913502000000020036'], year: ago(3).getUTCFullYear() },
      need: '与现有平台专有接口对接的升级服务，接口协议由原厂掌握，为期一年。',
    },
    { as: buyer, at: ago(3) },
  )
  await perform(
    c.approve,
    { caseId: source.caseId, outcome: 'approve', opinion: '同意公示。' },
    { as: finance, at: ago(2) },
  )
  await perform(
    c.publicise,
    { caseId: source.caseId, words: '接口协议由原厂掌握，没有合理的替代选择；三位专家论证意见附后。' },
    { as: buyer, at: ago(1) },
  )
}
