import { z } from 'zod'
import { defineActs, text } from '../platform/index.ts'

const none = z.object({})
const bilingual = z.object({ zh: z.string(), en: z.string() })

/** The three acts of a draw. What is drawn is public: pools hold stable ids of registers that are public. */
export const acts = defineActs('draw', {
  'draw.committed': {
    title: text('承诺抽取种子', 'Seed of a draw committed to'),
    published: true,
    public: z.object({ purpose: bilingual, commitment: z.string() }),
    private: none,
  },
  'draw.closed': {
    title: text('封定名单', 'Pools of a draw closed'),
    published: true,
    public: z.object({
      pools: z.array(z.object({ name: z.string(), digest: z.string(), members: z.int(), excluded: z.int() })),
      /** SHA-256 of all that is fixed now, as text. */
      closing: z.string(),
      words: z.string().nullable(),
      checkpoint: z.boolean(),
    }),
    private: none,
  },
  'draw.revealed': {
    title: text('公开种子和结果', 'Draw revealed'),
    published: true,
    public: z.object({
      seed: z.string(),
      nonce: z.string(),
      root: z.object({ size: z.int(), root: z.string() }).nullable(),
      /** SHA-256 of the result's canonical JSON; the result itself follows from the seed and what was closed. */
      result: z.string(),
      drawn: z.int(),
    }),
    private: none,
  },
})
