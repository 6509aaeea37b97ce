import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'

const standard = z.object({ code: z.string(), name: z.string(), unit: z.string() })
const none = z.object({})

/** Subject of both: the standard. Drafting stays internal; what binds discretion is public. */
export const acts = defineActs('discretion', {
  'standard.saved': {
    title: text('修改裁量基准草稿', 'Discretion standard saved'),
    published: false,
    public: standard.extend({ revision: z.int() }),
    private: none,
  },
  'standard.published': {
    title: text('公布裁量基准', 'Discretion standard published'),
    published: true,
    public: standard.extend({ number: z.int(), digest: z.string(), opinion: z.string() }),
    private: none,
  },
})
