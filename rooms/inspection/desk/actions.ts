import { text } from '../../../kernel/platform/index.ts'
import { fieldsOf } from '../../../web/ui/index.ts'
import { correctResult, decideVisit, recheck, upholdResult } from '../contract.ts'
import { conclusions } from '../words.ts'

// The forms of the desk's case page.
export const deciding = fieldsOf(decideVisit, {
  outcome: {
    label: text('是否批准', 'Decision'),
    options: { approve: text('批准，出具检查通知书', 'Approve and issue the notice'), drop: text('不批准', 'Refuse') },
  },
  from: { label: text('批准的，检查期第一天', 'If approved: first day'), required: false },
  to: { label: text('检查期最后一天', 'Last day'), required: false },
  reason: { label: text('不批准的理由', 'Why it is refused'), kind: 'lines', required: false },
})
export const rechecking = fieldsOf(recheck, {
  outcome: {
    label: text('整改了吗', 'Put right?'),
    options: {
      done: text('已整改', 'Yes'),
      again: text('再给一次期限（只能一次）', 'Once more (only once)'),
      transfer: text('没有整改，移送执法', 'No: transfer to enforcement'),
    },
  },
  rectifyDays: { label: text('再给几天', 'How many days more'), required: false },
  notes: { label: text('复查看到的情况', 'What was seen'), kind: 'lines' },
})
export const upholding = fieldsOf(upholdResult, {
  answer: { label: text('答复的理由', 'The reasons'), kind: 'lines' },
})
export const correcting = fieldsOf(correctResult, {
  conclusion: {
    label: text('更正为', 'Corrected to'),
    options: { clear: conclusions.clear!, corrected: conclusions.corrected! },
  },
  answer: { label: text('答复的理由', 'The reasons'), kind: 'lines' },
})
