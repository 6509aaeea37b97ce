// Browser-safe: clarifications of the documents, and objections to them (实施条例 arts. 21, 22).
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const NOT_NOW = { status: 409, ...text('现在不能。', 'Not now.') } as const

export const clarify = defineContract({
  id: 'prequalification.clarify',
  kind: 'write',
  title: text('澄清、修改资格预审文件', 'Clarify or change the documents'),
  input: z.object({
    caseId,
    words: said,
    /** Whether it may change what an application must say. */
    affects: z.boolean().default(false),
    deadline: z.iso.datetime({ offset: true }).optional(),
  }),
  output: done,
  errors: {
    ...{ ...stepErrors, NOT_NOW },
    POSTPONE: {
      status: 422,
      ...text(
        '可能影响申请文件编制的，到截止不足三日：请把截止推迟（实施条例第二十一条）。',
        'It may affect applications and fewer than three days are left: move the deadline (art. 21).',
      ),
    },
    EARLIER: {
      status: 422,
      ...text('截止只能推迟，不能提前。', 'The deadline is only moved to later.'),
    },
  },
})
export const object = defineContract({
  id: 'prequalification.object',
  kind: 'write',
  title: text('对资格预审文件提出异议', 'Object to the documents'),
  summary: text(
    '截止二日以前；三日内答复，答复以前程序停下。',
    'Two days before the deadline at least; answered within three days, and until then it stands still.',
  ),
  input: z.object({ caseId, words: said }),
  output: done,
  errors: {
    ...stepErrors,
    NOT_NOW: {
      status: 409,
      ...text(
        '异议在申请截止二日以前提出（实施条例第二十二条）。',
        'Objections are made two days before the deadline at least (art. 22).',
      ),
    },
    OWN: {
      status: 403,
      ...text('招标人不能对自己的文件提出异议。', 'The tenderer does not object to its own documents.'),
    },
  },
})
export const answer = defineContract({
  id: 'prequalification.answer',
  kind: 'write',
  title: text('答复异议', 'Answer an objection'),
  input: z.object({ caseId, objection: z.coerce.number().int().positive(), words: said }),
  output: done,
  errors: { ...stepErrors, NONE: { status: 409, ...text('没有待答复的这项异议。', 'No such objection waits.') } },
})
export const STANDSTILL = {
  status: 409,
  ...text('有异议还没有答复，程序停下。', 'An objection waits for its answer: it stands still.'),
} as const
