import { text, type WatchRule } from '../../kernel/platform/index.ts'

const over = (clock: string, zh: string, en: string, law: string, article: number): WatchRule => ({
  id: `penalty-${clock}-over`,
  on: { clock: `penalty.${clock}` },
  when: 'overdue and remaining < 0',
  light: 'red',
  says: text(zh, en),
  basis: [{ law, article }],
  from: '2021-07-15',
})

/** What supervision looks at; each becomes a row that a city edits. */
export const watch: WatchRule[] = [
  {
    id: 'penalty-decide-near',
    on: { clock: 'penalty.decide' },
    when: 'remaining <= 10 and not(overdue)',
    light: 'yellow',
    says: text('办案期限还剩十天', 'ten days are left for the decision'),
    basis: [{ law: '行政处罚法', article: 60 }],
    from: '2021-07-15',
  },
  over('decide', '超过九十天没有决定', 'not decided within ninety days', '行政处罚法', 60),
  over('preservation', '先行登记保存过期没有处理', 'preserved evidence was not dealt with in time', '行政处罚法', 56),
  over('seizure', '查封扣押到期没有解除', 'a seizure was not lifted when it ended', '行政强制法', 25),
  over('serve', '决定书超过七日没有送达', 'the decision was not served in time', '行政处罚法', 61),
  over('court', '超过三个月没有申请法院强制执行', 'the court was not asked in time', '行政强制法', 53),
  {
    id: 'court-missed',
    on: { act: 'court.missed' },
    when: 'true',
    light: 'red',
    says: text(
      '三个月内没有申请法院，处罚不能再强制执行',
      'the court was not asked in time; the penalty can no longer be enforced',
    ),
    basis: [{ law: '行政强制法', article: 53 }],
    from: '2012-01-01',
  },
  {
    id: 'fine-outside-band',
    on: { act: 'penalty.decided' },
    when: 'deviation = true and outcome = "penalise"',
    light: 'yellow',
    says: text('罚款偏离裁量基准', 'a fine outside its standard’s band'),
    basis: [{ law: '行政处罚法', article: 34 }],
    from: '2021-07-15',
  },
  {
    id: 'spared-outside-band',
    on: { act: 'penalty.decided' },
    when: 'deviation = true and outcome = "spare"',
    light: 'yellow',
    says: text('基准没有规定不罚，决定不予处罚', 'spared where the standard would penalise'),
    basis: [{ law: '行政处罚法', article: 33 }],
    from: '2021-07-15',
  },
  {
    id: 'penalty-annulled',
    on: { act: 'penalty.annulled' },
    when: 'what != "upheld"',
    light: 'yellow',
    says: text('处罚决定被撤销、变更或确认违法', 'a penalty decision was annulled, changed or found unlawful'),
    basis: [{ law: '行政处罚法', article: 75 }],
    from: '2021-07-15',
  },
]
