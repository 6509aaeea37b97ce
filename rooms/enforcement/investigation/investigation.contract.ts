import { z } from 'zod'
import { text } from '../../../kernel/platform/text.ts'
import {
  BAD_FILE,
  CLOSED,
  day,
  FACTS,
  facts,
  fen,
  LAW,
  line,
  NO_MEASURE,
  onCase,
  REASONS,
  refuse,
  upload,
  words,
} from '../terms.contract.ts'

export const EVIDENCE = [
  'document',
  'object',
  'audiovisual',
  'electronic',
  'witness',
  'party',
  'expert',
  'record',
] as const
export const addEvidence = onCase(
  'add-evidence',
  text('加入证据', 'Add evidence'),
  {
    kind: z.enum(EVIDENCE),
    maker: line,
    takenOn: day,
    device: z.string().trim().max(200).optional(),
    place: line,
    note: z.string().trim().max(2000).optional(),
    file: upload,
  },
  {
    CLOSED,
    BAD_FILE,
    TAKEN_LATER: refuse(422, '取证日期不能晚于今天。', 'It cannot be taken after today.'),
  },
)

export const issueForm = onCase(
  'issue-form',
  text('制作文书', 'Issue a form'),
  { form: z.string().max(60), fields: z.record(z.string().max(40), z.string().max(4000)) },
  {
    NO_FORM: refuse(422, '没有这种文书。', 'There is no such form.'),
    CLOSED,
    INCOMPLETE: refuse(422, '文书还没有填完。', 'The form is not complete.'),
  },
)

export const MEASURES = ['preservation', 'seizure', 'sealing'] as const
export const askMeasure = onCase(
  'ask-measure',
  text('报批措施', 'Propose a measure'),
  { kind: z.enum(MEASURES), goods: words, reason: words },
  { CLOSED },
)
const noMeasure = { NO_MEASURE }
const which = { measure: z.coerce.number().int().min(1) }
export const orderMeasure = onCase('order-measure', text('批准措施', 'Order a measure'), which, noMeasure)
export const refuseMeasure = onCase(
  'refuse-measure',
  text('不批准措施', 'Refuse a measure'),
  { ...which, reason: words },
  noMeasure,
)
export const extendMeasure = onCase(
  'extend-measure',
  text('延长查封扣押', 'Extend a seizure'),
  { ...which, reason: words },
  {
    ...noMeasure,
    EXTENDED: refuse(409, '只能延长一次。', 'It can be extended once.'),
    TESTING: refuse(
      409,
      '物品正在检测，期限停着；恢复计算以后再延长。',
      'Its goods are being tested and its days stand still; extend it once they run again.',
    ),
    OVER: refuse(409, '期限已经过了，应当解除。', 'Its time is over; it has to be lifted.'),
  },
)
export const endMeasure = onCase(
  'end-measure',
  text('解除或处理', 'End a measure'),
  { ...which, outcome: z.enum(['returned', 'confiscated', 'seized', 'transferred', 'destroyed']), reason: words },
  noMeasure,
)

export const KINDS = ['warning', 'fine', 'confiscation', 'order', 'suspension', 'revocation'] as const
export const report = onCase(
  'report',
  text('调查终结报告', 'Investigation report'),
  {
    conclusion: z.enum(['penalise', 'spare', 'refer']),
    facts,
    kinds: z.array(z.enum(KINDS)).default([]),
    fine: fen.default(0),
    confiscate: fen.default(0),
    reasons: words,
    deviationReason: z.string().trim().max(2000).optional(),
  },
  {
    FACTS,
    LAW,
    REASONS,
    MEASURES_OPEN: refuse(409, '还有没处理的登记保存。', 'Evidence is still preserved and not dealt with.'),
  },
)
export const review = onCase('review', text('法制审核', 'Legal review'), {
  outcome: z.enum(['pass', 'return']),
  opinion: words,
})
