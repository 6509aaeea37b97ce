import { text } from '../../../kernel/platform/index.ts'
import { fieldsOf } from '../../../web/ui/index.ts'
import * as c from '../contract.ts'
import { outcomes, words } from '../measures/measure.rules.ts'
import { evidenceKinds, outcomesOfAnnulment } from '../words.ts'

import {
  type Action,
  asked,
  choice,
  choose,
  first,
  head,
  lines,
  officer,
  open,
  options,
  running,
  seized,
  served,
  yuan,
} from './action-parts.ts'

/** What stands beside the chart: evidence, measures, publication, deferral, clocks, officers, corrections. */
export const beside: Record<string, Action> = {
  evidence: {
    contract: c.addEvidence,
    title: text('加入证据', 'Add evidence'),
    when: (v) => officer(v) && open(v),
    tells: () =>
      text(
        '照片、扫描件、录音录像（MP4、M4A、MP3、WAV、3GP）不超过 32 MB；系统记下 SHA-256，加入后不能改。',
        'Pictures, scans and recordings (MP4, M4A, MP3, WAV, 3GP) up to 32 MB; its SHA-256 is kept, it cannot be changed.',
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
      {
        name: 'file',
        kind: 'file',
        label: text('文件', 'File'),
        accept: 'application/pdf,image/jpeg,image/png,video/*,audio/*',
      },
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
      paper: {
        label: text('当事人签名的书面材料（放弃的必须附）', 'The paper that the party signed (needed for a waiver)'),
        kind: 'file',
        required: false,
      },
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
    when: (v) => head(v) && v.toWithdraw,
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
      measure: {
        label: text('检测哪一项扣押、查封的物品', 'Goods of which seizure are tested'),
        kind: 'choice',
        options: {},
        required: false,
        decides: false,
      },
      until: { label: text('检测到哪一天（书面告知当事人）', 'Tested until (the party is told)'), required: false },
      reason: lines('说明', 'Notes'),
    }),
    options: choose(seized),
    tells: () =>
      text(
        '检测扣押、查封物品的期间不计入其三十日（行政强制法第二十五条），费用由机关承担。',
        'While seized goods are tested their thirty days stand still (Coercion Law art. 25); the authority bears the cost.',
      ),
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
