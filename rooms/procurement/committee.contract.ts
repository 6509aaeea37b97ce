// Browser-safe: the committee (评标委员会, 谈判小组, 询价小组).
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { closeErrors, revealErrors } from '../../kernel/draw/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { verdict as shared } from '../../trade/committee/contract.ts'

const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const done = z.object({ caseId, number: z.string() })
const bidder = z.coerce.number().int().positive()
/** 无效投标 / 响应无效: 87 号令 art. 63, a secondary source. */
export const CODES = ['1', '2', '3', '4', '5', '6'] as const
const verdict = shared.extend({ reject: z.enum(CODES).optional() })

export const closePool = defineContract({
  id: 'procurement.close-pool',
  kind: 'write',
  title: text('封定专家名单', 'Close the pool of experts'),
  input: z.object({ caseId, words: z.string().trim().min(2).max(200), checkpoint: z.boolean().default(true) }),
  output: done,
  errors: {
    ...stepErrors,
    ...closeErrors,
  },
})
export const reveal = defineContract({
  id: 'procurement.reveal',
  kind: 'write',
  title: text('抽取专家', 'Draw experts'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    ...revealErrors,
  },
})
export const evaluate = defineContract({
  id: 'procurement.evaluate',
  kind: 'write',
  title: text('独立评审', 'Evaluate, alone'),
  input: z.object({ caseId, verdicts: z.array(verdict).min(1).max(500) }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('您已经交过评审意见。', 'You have handed in your evaluation.') },
    ALL: { status: 422, ...text('每一家都要评。', 'Every bid needs a verdict.') },
    VOID: {
      status: 422,
      ...text('这一份依法只能认定无效。', 'By law this one can only be rejected.'),
    },
    REASON: { status: 422, ...text('认定无效要写明理由。', 'A rejection needs its reason.') },
    POINTS: {
      status: 422,
      ...text('分值缺了，或超出了这一项的满分。', 'Points are missing, or above what the criterion has.'),
    },
  },
})
export const ask = defineContract({
  id: 'procurement.ask',
  kind: 'write',
  title: text('请供应商澄清', 'Ask a supplier to explain'),
  input: z.object({ caseId, bidder, words: said }),
  output: done,
  errors: { ...stepErrors, NO_BIDDER: { status: 404, ...text('没有这个供应商。', 'There is no such supplier.') } },
})
export const explain = defineContract({
  id: 'procurement.explain',
  kind: 'write',
  title: text('书面澄清', 'Explain in writing'),
  input: z.object({ caseId, words: said }),
  output: done,
  errors: { ...stepErrors, NONE: { status: 409, ...text('没有请您澄清。', 'Nothing was asked of you.') } },
})
export const report = defineContract({
  id: 'procurement.report',
  kind: 'write',
  title: text('提交评审报告', 'Hand in the report'),
  input: z.object({ caseId }),
  output: done,
  errors: { ...stepErrors, WAITING: { status: 409, ...text('还有成员没有评完。', 'Members have not finished yet.') } },
})
export const sign = defineContract({
  id: 'procurement.sign',
  kind: 'write',
  title: text('签署或书面不同意', 'Sign or dissent'),
  input: z.object({ caseId, agrees: z.boolean(), reason: z.string().trim().max(2000).default('') }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('您已经签署。', 'You have signed.') },
    REASON: { status: 422, ...text('不同意要写明理由。', 'A dissent needs its reason.') },
  },
})
