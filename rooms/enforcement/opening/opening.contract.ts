import { z } from 'zod'
import { defineContract } from '../../../kernel/platform/contract.ts'
import { type Text, text } from '../../../kernel/platform/text.ts'
import {
  CARDS,
  CODE,
  day,
  done,
  FACTS,
  facts,
  fen,
  LAW,
  line,
  NO_ITEM,
  onCase,
  REASONS,
  refuse,
  subject,
  words,
} from '../terms.contract.ts'

/** Where a case comes from 案件来源, and the words for it; leads say the same. */
export const sources: Record<string, Text> = {
  inspection: text('检查发现', 'Inspection'),
  complaint: text('投诉举报', 'Complaint'),
  transfer: text('其他机关移送', 'Transfer'),
  assigned: text('上级交办', 'Assigned from above'),
  media: text('媒体曝光', 'Media'),
  room: text('其他系统移来', 'From another system'),
}

export const file = defineContract({
  id: 'enforcement.file',
  kind: 'write',
  title: text('立案', 'File a case'),
  summary: text(
    '由线索立案：开出案件，指定两名承办人员。',
    'From a lead: opens the case and puts two officers in charge.',
  ),
  input: z.object({
    itemCode: z.string(),
    subject,
    actOn: day,
    place: line,
    facts: facts.default({}),
    officers: z.array(z.uuid()).length(2),
    source: z.string().max(60),
    lead: z.string().optional(),
  }),
  output: done,
  errors: {
    NO_ITEM,
    CARDS,
    CODE,
    LAW,
    PRESCRIBED: refuse(422, '违法行为已过追究时效。', 'It is too late to penalise this act.'),
    SAME_ACT: refuse(
      409,
      '这个当事人的同一违法行为已经立案或处罚过。',
      'The same act of this party is already a case or was penalised.',
    ),
  },
})

export const spot = defineContract({
  id: 'enforcement.spot',
  kind: 'write',
  title: text('当场处罚', 'Penalise on the spot'),
  summary: text(
    '简易程序：一张表，当场编号、出具、交付。',
    'The simple procedure: one form, numbered, issued and handed over at once.',
  ),
  input: z.object({
    itemCode: z.string(),
    subject,
    actOn: day,
    place: line,
    facts,
    kind: z.enum(['warning', 'fine']),
    fine: fen.default(0),
    second: z.uuid(),
    collected: z.boolean().default(false),
    signed: z.enum(['signed', 'refused']),
    statement: z.string().trim().max(1000).optional(),
    reasons: words,
  }),
  output: done.extend({ document: z.string() }),
  errors: {
    NO_ITEM,
    CARDS,
    CODE,
    FACTS,
    LAW,
    REASONS,
    SAME_ACT: file.errors.SAME_ACT,
    NOT_SIMPLE: refuse(422, '这个事项不适用简易程序。', 'This item is not for the simple procedure.'),
    TOO_MUCH: refuse(
      422,
      '超过当场处罚的限额，要按普通程序办。',
      'It is above what may be decided on the spot; the ordinary procedure is needed.',
    ),
    NOT_COLLECTED: refuse(422, '这笔罚款不能当场收缴。', 'This fine must not be collected on the spot.'),
  },
})

export const changeOfficers = onCase(
  'change-officers',
  text('更换承办人', 'Change the officers'),
  { officers: z.array(z.uuid()).length(2), reason: words },
  { CARDS },
)
