import { text } from '../../kernel/platform/text.ts'

export const evidenceKinds = {
  document: text('书证', 'Document'),
  object: text('物证', 'Object'),
  audiovisual: text('视听资料', 'Audio or video'),
  electronic: text('电子数据', 'Electronic data'),
  witness: text('证人证言', 'Witness'),
  party: text('当事人陈述', 'Party’s statement'),
  expert: text('鉴定意见', 'Expert opinion'),
  record: text('勘验、现场笔录', 'Record of the scene'),
}
export const penaltyKinds = {
  warning: text('警告', 'Warning'),
  fine: text('罚款', 'Fine'),
  confiscation: text('没收', 'Confiscation'),
  order: text('责令停止、改正', 'Order to stop or correct'),
  suspension: text('责令停产停业', 'Suspension of business'),
  revocation: text('吊销许可', 'Revocation of a licence'),
}
export const outcomesOfAnnulment = {
  annulled: text('撤销', 'Annulled'),
  changed: text('变更', 'Changed'),
  unlawful: text('确认违法', 'Found unlawful'),
  void: text('确认无效', 'Found void'),
  upheld: text('维持', 'Upheld'),
}
