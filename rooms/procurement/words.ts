import { text } from '../../kernel/platform/index.ts'
import type { Way } from './form.shape.ts'

export const methods: Record<Way, { zh: string; en: string }> = {
  open: text('公开招标', 'Open tender'),
  invited: text('邀请招标', 'Invited tender'),
  negotiation: text('竞争性谈判', 'Competitive negotiation'),
  consultation: text('竞争性磋商', 'Competitive consultation'),
  inquiry: text('询价', 'Inquiry'),
  single: text('单一来源', 'Single source'),
  framework: text('框架协议（封闭式）', 'Framework agreement (closed)'),
}
export const categories = {
  goods: text('货物', 'Goods'),
  services: text('服务', 'Services'),
  works: text('工程', 'Works'),
}
export const specialties = {
  equipment: text('设备', 'Equipment'),
  software: text('信息化', 'Software and IT'),
  services: text('服务', 'Services'),
}
/** Shown with article and item; the two of the ministry's orders are secondary sources. */
export const grounds = {
  '29-1': text('只能从有限范围的供应商采购（第二十九条第一项）', 'few suppliers (art. 29 item 1)'),
  '29-2': text('公开招标费用占比过大（第二十九条第二项）', 'an open tender would cost too much (art. 29 item 2)'),
  '30-1': text('招标没有供应商或合格标的（第三十条第一项）', 'no bids, or none that holds (art. 30 item 1)'),
  '30-2': text('技术复杂或性质特殊，不能确定详细要求（第三十条第二项）', 'complex or special (art. 30 item 2)'),
  '30-3': text('招标时间不能满足紧急需要（第三十条第三项）', 'urgent (art. 30 item 3)'),
  '30-4': text('不能事先计算价格总额（第三十条第四项）', 'the price cannot be computed (art. 30 item 4)'),
  '31-1': text('只能从唯一供应商采购（第三十一条第一项）', 'only one can supply (art. 31 item 1)'),
  '31-2': text('不可预见的紧急情况（第三十一条第二项）', 'an emergency (art. 31 item 2)'),
  '31-3': text(
    '添购，不超过原合同百分之十（第三十一条第三项）',
    'an addition of ten per cent at most (art. 31 item 3)',
  ),
  '32': text('规格标准统一、货源充足、价格变化小（第三十二条）', 'uniform goods, stable price (art. 32)'),
  'rule-214': text('财库〔2014〕214 号规定的情形（二手出处）', 'as notice 214 of 2014 says (secondary source)'),
  'rule-110': text('财政部令第 110 号规定的情形（二手出处）', 'as Order 110 says (secondary source)'),
}
/** 87 号令 art. 63, a secondary source. */
export const codes = {
  '1': text('（一）没有按要求提交保证金', '1 no bond as asked'),
  '2': text('（二）没有按要求签署、盖章', '2 not signed and sealed as asked'),
  '3': text('（三）不具备资格', '3 not qualified'),
  '4': text('（四）超过预算或最高限价', '4 above budget or ceiling'),
  '5': text('（五）附有不能接受的条件', '5 conditions that cannot be accepted'),
  '6': text('（六）其他无效情形', '6 otherwise invalid'),
}
export const objects = {
  documents: text('采购文件', 'the documents'),
  process: text('采购过程', 'the process'),
  result: text('中标（成交）结果', 'the result'),
  publicity: text('单一来源公示', 'the single source'),
}
export const decisions = {
  reject: text('驳回投诉', 'rejected'),
  correct: text('投诉成立，责令改正', 'founded: to be put right'),
  annul: text('投诉成立，采购活动无效', 'founded: the process is void'),
}
/** Why a bond is kept. */
export const kept = {
  revoked: text('截止以后撤销响应', 'it revoked its bid after the deadline'),
  'no-contract': text('中标（成交）后无正当理由不签合同', 'it won and refuses the contract without good reason'),
  'no-performance': text('不按采购文件提交履约保证金', 'it does not give the performance bond that the documents ask'),
  documents: text(
    '采购文件写明的其他情形（财政部令第 74 号第 20 条，未核实）',
    'another case that the documents name (Order 74, art. 20, not confirmed)',
  ),
}
/** What each lot has of its own. */
export const lotWords = {
  title: { label: text('名称', 'Name') },
  titleEn: { label: text('英文名称', 'Name in English') },
  need: { label: text('采购需求', 'What is needed'), kind: 'lines' },
  budget: { label: text('预算金额', 'Budget'), kind: 'money' },
  ceiling: { label: text('最高限价', 'Ceiling'), kind: 'money', hint: text('不高于预算', 'not above the budget') },
  bond: {
    label: text('保证金', 'Bond'),
    kind: 'money',
    required: false,
    hint: text(
      '可以不要；不超过预算的百分之二（实施条例第三十三条）',
      'may be left out; two per cent of the budget at most (art. 33)',
    ),
  },
  days: { label: text('交付天数', 'Days to deliver'), kind: 'number' },
} as const
export const flags = {
  sme: text('小微企业', 'small or micro business'),
  domestic: text('本国产品', 'domestic product'),
}
