// Browser-safe.
import { text } from '../../kernel/platform/text.ts'

export const sectors = {
  roads: text('道路交通', 'Roads and transport'),
  health: text('医疗卫生', 'Health'),
  schools: text('教育', 'Education'),
  water: text('水利环保', 'Water and environment'),
  housing: text('保障住房', 'Public housing'),
  culture: text('文化体育', 'Culture and sport'),
} as const
export const simplified = {
  none: text('不简化', 'none'),
  planned: text('规划中已经明确（第一项）', 'already settled in a plan (item 1)'),
  extension: text('部分扩建、改建（第二项）', 'an extension or alteration (item 2)'),
  small: text('内容单一、规模小、技术简单（第三项）', 'single, small and plain (item 3)'),
  emergency: text('应对突发事件的紧急建设（第四项）', 'urgent, in an emergency (item 4)'),
} as const
export const stages = {
  proposal: text('项目建议书', 'proposal'),
  study: text('可行性研究报告', 'feasibility study'),
  estimate: text('投资概算', 'design estimate'),
} as const
export const outcomes = {
  approve: text('批准', 'approve'),
  return: text('不予批准、退回', 'refuse or return'),
  restudy: text('要求重新报送可行性研究报告', 'ask for a new feasibility study'),
} as const
export const grounds = {
  policy: text('国家政策调整', 'change of state policy'),
  prices: text('价格上涨', 'risen prices'),
  geology: text('地质条件重大变化', 'the ground proved otherwise'),
  other: text('其他重大原因', 'another weighty reason'),
} as const
export const changeGrounds = {
  design: text('设计变更', 'design'),
  site: text('现场签证', 'conditions on the site'),
  quantity: text('工程量偏差', 'quantities'),
  price: text('价格调整', 'prices'),
} as const
export const claims = {
  progress: text('工程进度款', 'progress'),
  advance: text('预付款', 'advance'),
} as const

export const STATUS = {
  proposed: text('待批项目建议书', 'Proposal to be decided'),
  studying: text('待编可行性研究报告', 'Study to be made'),
  study: text('待批可行性研究报告', 'Study to be decided'),
  estimating: text('待编初步设计概算', 'Design estimate to be made'),
  estimate: text('待核定概算', 'Estimate to be settled'),
  budgeting: text('待下达预算', 'Budget to be given'),
  building: text('实施中', 'Being built'),
  accepted: text('已验收，待备案', 'Accepted, to be filed'),
  filed: text('待结算', 'To be settled'),
  settled: text('待决算审计', 'To be audited'),
  audited: text('待移交', 'To be handed over'),
  done: text('已移交', 'Handed over'),
  refused: text('不予批准', 'Refused'),
}
export const STATES = Object.keys(STATUS) as [keyof typeof STATUS, ...(keyof typeof STATUS)[]]
