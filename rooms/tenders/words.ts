import { text } from '../../kernel/platform/index.ts'

/** 实施条例 art. 51. */
export const codes = {
  '1': text('（一）没有盖章和签字', '1 not sealed and signed'),
  '2': text('（二）联合体没有共同投标协议', '2 a consortium without its agreement'),
  '3': text('（三）不符合资格条件', '3 not qualified'),
  '4': text('（四）两个以上的投标或报价', '4 two bids or two prices'),
  '5': text('（五）低于成本或高于最高限价', '5 under cost, or over the ceiling'),
  '6': text('（六）没有响应实质性要求', '6 not responsive'),
  '7': text('（七）串通、弄虚作假、行贿', '7 collusion, fraud or bribery'),
}
export const objects = {
  documents: text('招标文件', 'the tender documents'),
  opening: text('开标', 'the opening'),
  candidates: text('评标结果', 'the result'),
}
export const outcomes = {
  opened: text('已开启', 'opened'),
  platform: text('撤回（平台的原因）', 'returned: the platform’s fault'),
  bidder: text('撤销（投标人的原因）', 'void: the bidder’s fault'),
  unclear: text('责任待裁决', 'to be decided'),
}
/** What each lot has of its own. */
export const lotWords = {
  title: { label: text('名称', 'Name') },
  titleEn: { label: text('英文名称', 'Name in English') },
  scope: { label: text('招标范围', 'What is tendered'), kind: 'lines' },
  estimate: { label: text('估算价', 'Estimate'), kind: 'money' },
  ceiling: { label: text('最高投标限价', 'Ceiling'), kind: 'money' },
  bond: {
    label: text('投标保证金', 'Bid bond'),
    kind: 'money',
    hint: text('不超过估算价的百分之二', 'two per cent of the estimate at most'),
  },
  days: { label: text('计划工期（日历天）', 'Days of works'), kind: 'number' },
} as const
/** What a bid says on its opening sheet and of the bidder; names are those of the sealed content. */
export const sheetFields = {
  price: text('投标报价（元）', 'Price (yuan)'),
  days: text('工期（日历天）', 'Days'),
  quality: text('质量目标', 'Quality'),
}
export const identityFields = {
  name: text('投标人名称', 'Name of the bidder'),
  uscc: text('统一社会信用代码', 'Credit code'),
  manager: text('项目负责人', 'Project manager'),
  contact: text('联系电话', 'Telephone'),
}
