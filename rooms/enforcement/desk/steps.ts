import { text } from '../../../kernel/platform/index.ts'
import { fieldsOf, serviceOf } from '../../../web/ui/index.ts'
import * as c from '../contract.ts'
import { REVIEWER } from '../who.rules.ts'

import { type Action, head, lines, officer, options, type View, yuan } from './action-parts.ts'

/** The steps of the chart, each with what follows from it. */
export const steps: Record<string, Action> = {
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
  serve: serviceOf<View>((v) => officer(v) || v.role === REVIEWER || head(v)),
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
          hearing: text('留到听证', 'Left to the hearing'),
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
  'miss-court': {
    contract: c.missCourt,
    title: text('逾期没有申请法院，退回', 'The court was not asked in time'),
    when: (v) => v.mine.includes('court.applied') && v.due?.court !== null && v.due?.court?.over === true,
    fields: fieldsOf(c.missCourt, { reason: lines('原因', 'Why') }),
  },
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
}
