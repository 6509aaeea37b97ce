// Browser-safe: what officers do for one another beside a case's chart.
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

const caseId = z.uuid()
const reason = z.string().trim().min(2).max(500)
const done = z.object({ caseId, number: z.string() })
const NO_CASE = { status: 404, ...text('没有这个办件。', 'There is no such case.') } as const
const NOT_THEIRS = {
  status: 422,
  ...text(
    '这个人不在办这一步的岗位上，不能交给他。',
    'This person holds no post that does a step open now; it cannot be handed to him.',
  ),
} as const
const GONE = {
  status: 404,
  ...text('没有这一条，可能已经删除。', 'There is no such entry; it may have been removed.'),
} as const

export const handOn = defineContract({
  id: 'cases.hand-on',
  kind: 'write',
  title: text('交给同事', 'Hand on to a colleague'),
  summary: text(
    '同岗位的人里由谁经办；写明理由，是这一件的一个行为。流程图上的岗位不变。',
    'Who of the post has it in hand; with the reason, as an act of the case. The post on the chart stays.',
  ),
  input: z.object({ caseId, to: z.uuid(), reason }),
  output: done,
  errors: { NO_CASE, NOT_THEIRS },
})

export const addNote = defineContract({
  id: 'cases.add-note',
  kind: 'write',
  title: text('写内部备注', 'Leave a note'),
  summary: text(
    '本单位和监察看得到，当事人看不到；不是决定的依据，依法可以调取。',
    'For the unit and supervision, not for parties; no ground of a decision, and disclosed where the law says so.',
  ),
  input: z.object({ caseId, body: z.string().trim().min(1).max(2000) }),
  output: done,
  errors: { NO_CASE },
})

export const putPhrase = defineContract({
  id: 'cases.put-phrase',
  kind: 'write',
  title: text('存常用语', 'Keep a phrase'),
  input: z.object({ title: z.string().trim().min(1).max(60), body: z.string().trim().min(2).max(4000) }),
  output: z.object({ id: z.uuid() }),
})
export const dropPhrase = defineContract({
  id: 'cases.drop-phrase',
  kind: 'write',
  title: text('删常用语', 'Remove a phrase'),
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  errors: { GONE },
})
const phrase = z.object({ id: z.uuid(), title: z.string(), body: z.string() })
export const phrases = defineContract({
  id: 'cases.phrases',
  kind: 'read',
  title: text('本单位的常用语', 'The unit’s phrases'),
  input: z.object({}),
  output: z.array(phrase),
})

export const saveFilter = defineContract({
  id: 'cases.save-filter',
  kind: 'write',
  title: text('保存筛选', 'Save a filter'),
  input: z.object({
    name: z.string().trim().min(1).max(60),
    /** A list of the desk with its filters. */
    address: z
      .string()
      .max(1000)
      .regex(/^\/desk\/[a-z/-]+(\?[^\s#]*)?$/, {
        error: 'only lists of the desk',
      }),
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    FULL: { status: 409, ...text('最多存 50 个筛选，请先删几个。', 'Fifty filters at most; remove some first.') },
  },
})
export const dropFilter = defineContract({
  id: 'cases.drop-filter',
  kind: 'write',
  title: text('删筛选', 'Remove a filter'),
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  errors: { GONE },
})
export const filters = defineContract({
  id: 'cases.filters',
  kind: 'read',
  title: text('我存的筛选', 'My filters'),
  input: z.object({}),
  output: z.array(z.object({ id: z.uuid(), name: z.string(), address: z.string() })),
})
