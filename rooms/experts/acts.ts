import { z } from 'zod'
import { defineActs, says, text } from '../../kernel/platform/index.ts'

const none = z.object({})
const own = says(z.unknown(), { to: ['actor'], quiet: true })
/** None is published: a draw that can be foreseen is none, and who sits where is secret until the award. */
const kept = <S extends z.ZodRawShape, P extends z.ZodRawShape>(zh: string, en: string, shape: S, hidden: P) => ({
  title: text(zh, en),
  published: false as const,
  public: z.object(shape),
  private: z.object(hidden),
})

export const acts = defineActs('experts', {
  'expert.enrolled': kept('专家入库', 'Expert enrolled', { specialties: z.array(z.string()) }, { interests: own }),
  'expert.declared': kept('申报回避单位', 'Interests declared', { companies: z.int() }, { interests: own }),
  'expert.suspended': kept('暂停抽取', 'Taken out of the draw', { until: z.string() }, { reason: own }),
  'expert.served': kept('登记一次评审', 'Service recorded', { number: z.string(), attended: z.boolean() }, none.shape),
  'expert.paid': kept('记录评审费', 'Fee recorded', { number: z.string(), fee: z.int() }, none.shape),
  'expert.graded': kept('评价专家', 'Expert graded', { number: z.string(), grade: z.int() }, { words: own }),
  'expert.graded-host': kept(
    '评价评审组织',
    'Organiser graded',
    { number: z.string(), grade: z.int() },
    { words: own },
  ),
})
