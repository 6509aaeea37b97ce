import { type Output, text } from '../../../kernel/platform/index.ts'
import { type FormField, fieldsOf, type OfficerAction, serviceOf } from '../../../web/ui/index.ts'
import { HEAD, OFFICER } from '../case.kind.ts'
import * as c from '../contract.ts'
import { outcomes, words } from '../measure.rules.ts'
import { evidenceKinds, outcomesOfAnnulment } from '../words.ts'

export type View = Output<typeof c.view>
type Action = OfficerAction<View>

const lines = (zh: string, en: string, required = true) => ({ label: text(zh, en), kind: 'lines' as const, required })
const yuan = (zh: string, en: string) => ({ label: text(zh, en), kind: 'money' as const })
const officer = (v: View) => v.charge && v.role === OFFICER && !v.recusal
const head = (v: View) => v.role === HEAD && !v.recusal
const open = (v: View) => !v.closed
const measure = (states: string[], kinds?: string[]) => (v: View) =>
  v.measures.filter((m) => states.includes(m.state) && (!kinds || kinds.includes(m.kind)))
const choice: FormField = {
  name: 'measure',
  kind: 'choice',
  label: text('哪一项', 'Which'),
  options: [],
  decides: false,
}
const choose = (list: (v: View) => View['measures']) => async (_: unknown, v: View) => ({
  measure: list(v).map((m) => ({
    value: String(m.n),
    text: text(`${m.n}. ${m.title.zh}：${m.goods}`, `${m.n}. ${m.title.en}: ${m.goods}`),
  })),
})
const first = (list: (v: View) => View['measures']) => (v: View) => ({ measure: String(list(v)[0]?.n ?? '') })
const options = <K extends string>(o: Record<K, { zh: string; en: string }>) => o
const asked = measure(['asked'])
const running = measure(['ordered'])
const seized = measure(['ordered'], ['seizure', 'sealing'])
const served = (v: View) => v.decided?.servedOn != null && v.decided.outcome === 'penalise'

/** What can be done on a penalty case; the chart's steps first, then what stands beside it. Each says what follows. */
export const actions: Record<string, Action> = {
  review: {
    contract: c.review,
    title: text('法制审核', 'Legal review'),
    when: 'penalty.reviewed',
    tells: () =>
      text(
        '不通过的退回调查；没有通过审核，不能作出决定（行政处罚法第五十八条）。',
        'What does not pass goes back; without it there is no decision (art. 58).',
      ),
    fields: fieldsOf(c.review, {
      outcome: {
        label: text('审核意见', 'Opinion'),
        options: options({ pass: text('通过', 'Passes'), return: text('退回补充', 'Return') }),
      },
      opinion: lines('理由', 'Reasons'),
    }),
  },
  notice: {
    contract: c.notice,
    title: text('出具告知书', 'Issue the notice'),
    when: 'penalty.noticed',
    tells: () =>
      text(
        '按调查报告写明事实、依据、幅度和权利；送达后当事人有五个工作日。',
        'Says facts, basis, band and rights; from its service the party has five working days.',
      ),
  },
  serve: serviceOf<View>((v) => officer(v) || v.role === 'penalty-reviewer' || head(v)),
  weigh: {
    contract: c.weigh,
    title: text('复核陈述申辩', 'Weigh the defence'),
    when: 'penalty.weighed',
    tells: () =>
      text(
        '要求听证的转听证；偏离基准、停业吊证的转集体讨论，其余报决定。不得因申辩加重。',
        'A hearing that was asked for is held; what leaves the standard is discussed; the rest goes to the decision. A defence makes nothing heavier.',
      ),
    fields: fieldsOf(c.weigh, {
      adopted: {
        label: text('意见是否采纳', 'Adopted'),
        options: options({
          'none-made': text('没有提出', 'None was made'),
          adopted: text('采纳', 'Adopted'),
          partly: text('部分采纳', 'Partly'),
          not: text('不采纳', 'Not'),
        }),
      },
      opinion: lines('复核意见', 'Opinion'),
      again: text('需要补充调查，重新告知', 'More facts are needed; notice anew'),
    }),
  },
  call: {
    contract: c.callHearing,
    title: text('通知听证', 'Call the hearing'),
    when: 'hearing.called',
    tells: () =>
      text('要在七个工作日以前通知；由您主持（非本案调查人员）。', 'Told seven working days before; you preside.'),
    fields: fieldsOf(c.callHearing, { on: text('日期', 'Day'), place: text('地点', 'Place') }),
  },
  hold: {
    contract: c.holdHearing,
    title: text('记录听证', 'Record the hearing'),
    when: 'hearing.held',
    fields: fieldsOf(c.holdHearing, {
      attended: {
        label: text('当事人到场', 'The party came'),
        options: options({ yes: text('到场', 'Yes'), no: text('没有到场', 'No') }),
      },
      record: lines('笔录', 'Record'),
      opinion: lines('听证意见', 'Opinion'),
    }),
  },
  discuss: {
    contract: c.discuss,
    title: text('集体讨论', 'Discuss'),
    when: 'penalty.discussed',
    fields: fieldsOf(c.discuss, {
      who: lines('参加人', 'Present'),
      present: { label: text('人数', 'How many'), kind: 'number' },
      opinion: lines('结论', 'Conclusion'),
    }),
  },
  decide: {
    contract: c.decide,
    title: text('决定', 'Decide'),
    when: 'penalty.decided',
    tells: () =>
      text(
        '金额不能超过告知的，也不能超过法律上限；偏离幅度的要先审核、讨论。决定书由系统出具，七个工作日内送达。',
        'Not more than was noticed, nor than the law allows; what leaves the band is reviewed and discussed first. To be served within seven working days.',
      ),
    fields: fieldsOf(c.decide, {
      outcome: {
        label: text('决定', 'Decision'),
        options: options({
          penalise: text('给予处罚', 'Penalise'),
          spare: text('不予处罚', 'No penalty'),
          return: text('退回调查', 'Return'),
        }),
      },
      fine: { ...yuan('罚款', 'Fine'), required: false },
      confiscate: { ...yuan('没收', 'Confiscate'), required: false },
      reasons: lines('理由', 'Reasons'),
    }),
    values: (v) => ({
      fine: v.computed?.fine,
      confiscate: v.acts.findLast((a) => a.type === 'penalty.noticed')?.facts.confiscate,
    }),
  },
  record: {
    contract: c.recordSpot,
    title: text('备案', 'Put on record'),
    when: 'penalty.recorded',
    fields: fieldsOf(c.recordSpot, { opinion: lines('意见', 'Opinion', false) }),
  },
  settle: {
    contract: c.settle,
    title: text('履行情况', 'Execution'),
    when: 'penalty.settled',
    tells: () =>
      text(
        '缴清才能结案；过期先催告，催告十个工作日、复议诉讼期满后才能申请法院。',
        'Closed when paid; late ones are urged first; the court only after ten working days and the time for redress.',
      ),
    fields: fieldsOf(c.settle, {
      outcome: {
        label: text('情况', 'State'),
        options: options({
          paid: text('已缴清', 'Paid in full'),
          urge: text('催告', 'Urge'),
          court: text('申请法院', 'To the court'),
          stop: text('终结执行', 'Stop'),
        }),
      },
      reason: lines('说明', 'Notes', false),
    }),
  },
  urge: { contract: c.urge, title: text('出具催告书', 'Issue the urging letter'), when: 'penalty.urged' },
  court: { contract: c.applyCourt, title: text('出具强制执行申请书', 'Issue the application'), when: 'court.applied' },
  goods: {
    contract: c.settleGoods,
    title: text('处理涉案物品', 'Dispose of the goods'),
    when: 'goods.settled',
    fields: fieldsOf(c.settleGoods, {
      outcome: {
        label: text('怎样处理', 'How'),
        options: options({
          none: text('没有涉案物品', 'None'),
          returned: text('退还', 'Returned'),
          destroyed: text('销毁', 'Destroyed'),
          auctioned: text('拍卖', 'Auctioned'),
          treasury: text('上缴', 'To the treasury'),
        }),
      },
      record: lines('记录', 'Record'),
    }),
  },
  refer: {
    contract: c.refer,
    title: text('移送司法机关', 'Refer'),
    when: 'penalty.referred',
    fields: fieldsOf(c.refer, { to: text('接收机关', 'To'), reason: lines('理由', 'Reasons') }),
  },
  close: {
    contract: c.close,
    title: text('结案', 'Close'),
    when: 'penalty.closed',
    tells: () => text('要先送达，并决定是否公开。', 'Served first, and settled whether it is published.'),
    fields: fieldsOf(c.close, { opinion: lines('意见', 'Opinion', false) }),
  },
  evidence: {
    contract: c.addEvidence,
    title: text('加入证据', 'Add evidence'),
    when: (v) => officer(v) && open(v),
    tells: () =>
      text(
        '照片、扫描件不超过 32 MB；系统记下 SHA-256，加入后不能改。',
        'Pictures and scans up to 32 MB; its SHA-256 is kept, it cannot be changed.',
      ),
    fields: [
      ...fieldsOf(c.addEvidence, {
        kind: { label: text('种类', 'Kind'), options: evidenceKinds, decides: false },
        maker: text('取证人', 'Taken by'),
        takenOn: text('取证日期', 'Taken on'),
        place: text('取证地点', 'Where'),
        device: { label: text('设备', 'Device'), required: false },
        note: { ...lines('说明', 'Notes', false) },
      }),
      { name: 'file', kind: 'file', label: text('文件', 'File'), accept: 'application/pdf,image/jpeg,image/png' },
    ],
    values: (v) => ({ takenOn: v.actOn, place: v.place }),
  },
  'ask-measure': {
    contract: c.askMeasure,
    title: text('报批保存、查封、扣押', 'Propose a measure'),
    when: (v) => officer(v) && open(v) && !v.simple && !v.decided,
    fields: fieldsOf(c.askMeasure, {
      kind: {
        label: text('措施', 'Measure'),
        options: { preservation: words.preservation!, seizure: words.seizure!, sealing: words.sealing! },
      },
      goods: lines('物品、场所', 'Goods, premises'),
      reason: lines('理由', 'Reasons'),
    }),
  },
  'order-measure': {
    contract: c.orderMeasure,
    title: text('批准措施', 'Order the measure'),
    when: (v) => head(v) && asked(v).length > 0,
    fields: [choice],
    options: choose(asked),
    values: first(asked),
    tells: () =>
      text('批准后开始计时：保存七个工作日，查封扣押三十日。', 'Its clock begins: seven working days, or thirty days.'),
  },
  'refuse-measure': {
    contract: c.refuseMeasure,
    title: text('不批准措施', 'Refuse the measure'),
    when: (v) => head(v) && asked(v).length > 0,
    fields: [choice, ...fieldsOf(c.refuseMeasure, { reason: lines('理由', 'Reasons') })],
    options: choose(asked),
    values: first(asked),
  },
  'extend-measure': {
    contract: c.extendMeasure,
    title: text('延长查封扣押', 'Extend the seizure'),
    when: (v) => head(v) && seized(v).length > 0,
    fields: [choice, ...fieldsOf(c.extendMeasure, { reason: lines('理由', 'Reasons') })],
    options: choose(seized),
    values: first(seized),
    tells: () =>
      text('只能一次，三十日，当事人收到书面决定。', 'Once, thirty days, with a written decision to the party.'),
  },
  'end-measure': {
    contract: c.endMeasure,
    title: text('解除、处理措施', 'End the measure'),
    when: (v) => officer(v) && running(v).length > 0,
    fields: [
      choice,
      ...fieldsOf(c.endMeasure, {
        outcome: { label: text('怎样处理', 'How'), options: outcomes },
        reason: lines('理由', 'Reasons'),
      }),
    ],
    options: choose(running),
    values: first(running),
  },
  'record-defence': {
    contract: c.recordDefence,
    title: text('记录当事人陈述申辩', 'Record the party’s defence'),
    when: (v) => officer(v) && v.noticed !== null && !v.decided,
    fields: fieldsOf(c.recordDefence, {
      statement: lines('陈述申辩', 'What was said', false),
      hearing: text('要求听证', 'Asks for a hearing'),
      waived: text('放弃陈述申辩', 'Waives'),
    }),
  },
  publish: {
    contract: c.publish,
    title: text('公开决定', 'Publish the decision'),
    when: (v) => head(v) && served(v) && !v.published && !v.annulled,
    tells: () =>
      text(
        '企业公开名称和代码，个人隐去姓名；到期自动撤下。',
        'Companies by name and code, persons without; it goes after its term.',
      ),
  },
  withhold: {
    contract: c.withhold,
    title: text('不予公开', 'Do not publish'),
    when: (v) => head(v) && served(v) && !v.published && !v.withheld && !v.annulled,
    fields: fieldsOf(c.withhold, { reason: lines('理由', 'Reasons') }),
  },
  withdraw: {
    contract: c.withdraw,
    title: text('撤回公开', 'Withdraw the publication'),
    when: (v) => head(v) && v.published !== null,
    fields: fieldsOf(c.withdraw, { reason: lines('公开说明的理由', 'Reasons, told in public') }),
    danger: true,
  },
  'grant-deferral': {
    contract: c.grantDeferral,
    title: text('批准暂缓、分期', 'Grant a deferral'),
    when: (v) => head(v) && v.due?.deferralAsked === true,
    fields: fieldsOf(c.grantDeferral, {
      parts: { label: text('分几期', 'Parts'), kind: 'number' },
      first: text('首期', 'First day'),
      reason: lines('理由', 'Reasons'),
    }),
  },
  'refuse-deferral': {
    contract: c.refuseDeferral,
    title: text('不批准暂缓、分期', 'Refuse the deferral'),
    when: (v) => head(v) && v.due?.deferralAsked === true,
    fields: fieldsOf(c.refuseDeferral, { reason: lines('理由', 'Reasons') }),
  },
  extend: {
    contract: c.extend,
    title: text('延长办案期限', 'Extend the limit'),
    when: (v) => head(v) && !v.decided && open(v) && !v.acts.some((a) => a.type === 'penalty.extended'),
    fields: fieldsOf(c.extend, { reason: lines('理由', 'Reasons') }),
  },
  suspend: {
    contract: c.suspend,
    title: text('中止计算期限', 'Suspend the clock'),
    when: (v) => head(v) && open(v),
    fields: fieldsOf(c.suspend, {
      why: {
        label: text('因为', 'For'),
        options: options({
          testing: text('检测、检验、鉴定', 'Testing'),
          review: text('行政复议', 'Review'),
          suit: text('行政诉讼', 'Suit'),
          notice: text('公告', 'Public notice'),
          crime: text('移送司法', 'Referral'),
        }),
      },
      reason: lines('说明', 'Notes'),
    }),
  },
  resume: {
    contract: c.resume,
    title: text('恢复计算期限', 'Let the clock go on'),
    when: (v) =>
      head(v) &&
      open(v) &&
      v.acts.findLast((a) => /^penalty\.(suspended|resumed)$/.test(a.type))?.type === 'penalty.suspended',
    fields: fieldsOf(c.resume, { reason: lines('说明', 'Notes') }),
  },
  officers: {
    contract: c.changeOfficers,
    title: text('更换承办人', 'Change the officers'),
    when: (v) => head(v) && open(v),
    fields: [
      {
        name: 'officers',
        kind: 'choices',
        label: text('两名承办人（证件有效）', 'Two officers with valid cards'),
        options: [],
      },
      ...fieldsOf(c.changeOfficers, { reason: lines('理由', 'Reasons') }),
    ],
  },
  annul: {
    contract: c.annul,
    title: text('撤销、变更决定', 'Annul or change the decision'),
    when: (v) => head(v) && v.decided?.outcome === 'penalise' && v.annulled !== 'annulled',
    tells: () =>
      text(
        '公开随即撤下，缴款通知撤销，统计更正；历史保留。',
        'The publication goes, orders to pay are cancelled, statistics follow; the history stays.',
      ),
    fields: fieldsOf(c.annul, {
      by: {
        label: text('由谁', 'By'),
        options: options({
          review: text('行政复议', 'Review'),
          court: text('法院', 'Court'),
          own: text('自行纠正', 'The organ itself'),
        }),
      },
      what: { label: text('结果', 'Result'), options: outcomesOfAnnulment },
      fine: { ...yuan('变更后的罚款', 'Fine after the change'), required: false },
      reason: lines('理由', 'Reasons'),
    }),
    danger: true,
  },
  correct: {
    contract: c.correct,
    title: text('补正笔误', 'Correct a slip'),
    when: (v) => head(v) && v.decided !== null,
    fields: fieldsOf(c.correct, { what: lines('补正内容', 'What') }),
  },
  subject: {
    contract: c.changeSubject,
    title: text('当事人变化', 'The party changed'),
    when: (v) => head(v) && open(v),
    fields: fieldsOf(c.changeSubject, {
      what: {
        label: text('变化', 'What'),
        options: options({
          died: text('死亡', 'Died'),
          bankrupt: text('破产', 'Bankrupt'),
          merged: text('合并、分立', 'Merged'),
          renamed: text('改名', 'Renamed'),
          address: text('地址不存在、变更', 'Address'),
        }),
      },
      name: { label: text('现名', 'Name now'), required: false },
      code: { label: text('现代码', 'Code now'), required: false },
      address: { label: text('现地址', 'Address now'), required: false },
      reason: lines('说明', 'Notes'),
    }),
  },
}
