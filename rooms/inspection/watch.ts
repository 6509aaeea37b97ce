import { type Text, text, type WatchRule } from '../../kernel/platform/index.ts'

const FROM = '2024-01-01'
const rule = (
  id: string,
  on: WatchRule['on'],
  when: string,
  light: WatchRule['light'],
  says: Text,
  basis: WatchRule['basis'] = [],
): WatchRule => ({ id, on, when, light, says, basis, from: FROM })
const visited = { act: 'inspection.visited' }
const card = [{ law: '行政处罚法', article: 55 }]

/** What supervision looks at from the first day on; a city edits the rows. */
export const watch: WatchRule[] = [
  rule(
    'inspection-result-late',
    { clock: 'inspection.publish' },
    'overdue and remaining < 0',
    'red',
    text('检查结果逾期没有公开', 'the result of an inspection was not published in time'),
    [{ law: '优化营商环境条例', article: 54 }],
  ),
  rule(
    'inspection-rectify-late',
    { clock: 'inspection.rectify' },
    'overdue and remaining < 0',
    'yellow',
    text('整改期已过，没有复查', 'the time to put it right is over and nobody looked'),
  ),
  rule(
    'inspection-cap-exceeded',
    { act: 'inspection.approved' },
    'outcome = "approve" and visits >= cap and list contains(["draw", "other"], cause)',
    'red',
    text('批准的检查超过年度次数上限', 'a visit beyond the yearly cap was approved'),
  ),
  rule(
    'inspection-without-approval',
    visited,
    'approved = false or within = false',
    'red',
    text('没有批准，或者不在批准的日期里检查', 'a visit without approval, or outside its days'),
  ),
  rule(
    'inspection-no-card',
    visited,
    'carded = false',
    'red',
    text('检查人员没有有效执法证', 'an officer without a valid card'),
    card,
  ),
  rule(
    'inspection-others-came',
    visited,
    'drawn = false',
    'yellow',
    text('来的不是抽中或者写明的人', 'others came than were drawn or named'),
  ),
  rule(
    'inspection-not-as-shown',
    { act: 'inspection.witnessed' },
    'cards = false or asApproved = false or people < 2',
    'red',
    text(
      '检查对象反映：没有出示证件、人数不够，或与通知书不符',
      'the subject says: no cards, too few, or not as the notice says',
    ),
    card,
  ),
]
