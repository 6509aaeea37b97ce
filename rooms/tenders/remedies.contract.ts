// Browser-safe: complaints to the overseer, and bonds.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const n = z.coerce.number().int().positive()
const output = z.object({ caseId: z.uuid(), number: z.string() })
const NONE = { status: 404, ...text('没有待处理的这项投诉。', 'No such complaint waits.') } as const

export const complain = defineContract({
  id: 'tenders.complain',
  kind: 'write',
  title: text('投诉', 'Complain to the overseer'),
  summary: text(
    '知道之日起十日内。对招标文件、开标、评标结果，先向招标人提出异议，对答复不服再投诉。签了合同也可以投诉。',
    'Within ten days. About documents, opening or result one objects first, and complains about the answer. Also when the contract is signed.',
  ),
  input: z.object({ caseId, objection: n.optional(), words: said }),
  output,
  errors: {
    ...stepErrors,
    OBJECT_FIRST: {
      status: 409,
      ...text(
        '请先提出异议；只能就答复过的、自己提的异议投诉。',
        'Please object first: one complains about one’s own objection, once it was answered.',
      ),
    },
    NOT_NOW: { status: 409, ...text('已过投诉的十日。', 'The ten days are over.') },
  },
})
export const stopForComplaint = defineContract({
  id: 'tenders.stop',
  kind: 'write',
  title: text('责令暂停', 'Stop the process'),
  input: z.object({ caseId, complaint: n, words: said }),
  output,
  errors: { ...stepErrors, NONE },
})
export const decideComplaint = defineContract({
  id: 'tenders.decide-complaint',
  kind: 'write',
  title: text('处理投诉', 'Decide a complaint'),
  input: z.object({ caseId, complaint: n, outcome: z.enum(['dismiss', 'mend', 'void']), words: said }),
  output,
  errors: { ...stepErrors, NONE },
})

/** By the system alone. */
export const bondsBack = defineContract({
  id: 'tenders.bonds-back',
  kind: 'write',
  title: text('保证金全部退还', 'All bonds are back'),
  input: z.object({ caseId }),
  output,
  errors: stepErrors,
})
