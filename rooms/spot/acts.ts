import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'

/** That it was one sitting; what was done are the acts of the case. */
export const acts = defineActs('spot', {
  'case.decided-on-the-spot': {
    title: text('当场办结', 'Decided on the spot'),
    published: false,
    public: z.object({ number: z.string() }),
    private: z.object({}),
  },
})
