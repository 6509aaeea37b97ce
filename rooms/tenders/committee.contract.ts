// Browser-safe: the draw, the committee, the experts.
import { z } from 'zod'
import { stepErrors } from '../../kernel/cases/contract.ts'
import { closeErrors, revealErrors } from '../../kernel/draw/contract.ts'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'
import { verdict as shared } from '../../trade/committee/contract.ts'

const said = z.string().trim().min(2).max(2000)
const caseId = z.uuid()
const done = z.object({ caseId: z.uuid(), number: z.string() })
const bidder = z.coerce.number().int().positive()

/** 实施条例 art. 51, items 1–7. */
export const CODES = ['1', '2', '3', '4', '5', '6', '7'] as const

export const closePool = defineContract({
  id: 'tenders.close-pool',
  kind: 'write',
  title: text('封定专家名单', 'Close the pool of experts'),
  summary: text(
    '按专业列出能抽的专家，写明回避；种子在公告时已经承诺。',
    'Lists who can be drawn by specialty and who is excluded; the seed was committed to with the notice.',
  ),
  input: z.object({ caseId, words: z.string().trim().min(2).max(200), checkpoint: z.boolean().default(true) }),
  output: done,
  errors: {
    ...stepErrors,
    STANDSTILL: {
      status: 409,
      ...text('有异议还没有答复，程序停下。', 'An objection waits for its answer: it stands still.'),
    },
    ...closeErrors,
  },
})
export const reveal = defineContract({
  id: 'tenders.reveal',
  kind: 'write',
  title: text('抽取专家和系数', 'Draw experts and coefficients'),
  input: z.object({ caseId }),
  output: done,
  errors: {
    ...stepErrors,
    ...revealErrors,
  },
})

const verdict = shared.extend({ reject: z.enum(CODES).optional() })
export const evaluate = defineContract({
  id: 'tenders.evaluate',
  kind: 'write',
  title: text('独立评审', 'Evaluate, alone'),
  summary: text(
    '每一份要么打分，要么按实施条例第五十一条的一项否决并写明理由；别的成员看不到，交了不能改。',
    'Each bid gets points, or is rejected by one item of art. 51 with a reason; other members do not see it, and it cannot be changed.',
  ),
  input: z.object({ caseId, verdicts: z.array(verdict).min(1).max(500) }),
  output: done,
  errors: {
    ...stepErrors,
    ONCE: { status: 409, ...text('您已经交过评审意见。', 'You have handed in your evaluation.') },
    ALL: { status: 422, ...text('每一份投标都要评。', 'Every bid needs a verdict.') },
    REASON: { status: 422, ...text('否决要写明理由。', 'A rejection needs its reason.') },
    VOID: {
      status: 422,
      ...text('法律规定这份投标无效，只能否决。', 'By law this bid is void: it can only be rejected.'),
    },
    POINTS: {
      status: 422,
      ...text('分值缺了，或超出了这一项的满分。', 'Points are missing, or above what the criterion has.'),
    },
  },
})
export const ask = defineContract({
  id: 'tenders.ask',
  kind: 'write',
  title: text('请投标人澄清', 'Ask a bidder to explain'),
  input: z.object({ caseId, bidder, words: said }),
  output: done,
  errors: { ...stepErrors, NO_BIDDER: { status: 404, ...text('没有这个投标人。', 'There is no such bidder.') } },
})
export const explain = defineContract({
  id: 'tenders.explain',
  kind: 'write',
  title: text('书面澄清', 'Explain in writing'),
  input: z.object({ caseId, words: said }),
  output: done,
  errors: {
    ...stepErrors,
    NONE: { status: 409, ...text('评标委员会没有请您澄清。', 'The committee has asked nothing of you.') },
  },
})
export const report = defineContract({
  id: 'tenders.report',
  kind: 'write',
  title: text('提交评标报告', 'Hand in the report'),
  summary: text(
    '全体成员评完以后，由规则合成：否决过半数成立，分数取平均，排序公开可重算。',
    'Made by the rules once all have evaluated: a majority rejects, points are averaged, anybody can recompute the ranking.',
  ),
  input: z.object({ caseId }),
  output: done,
  errors: { ...stepErrors, WAITING: { status: 409, ...text('还有成员没有评完。', 'Members have not finished yet.') } },
})
export const sign = defineContract({
  id: 'tenders.sign',
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
