import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'
import { MOVES } from './bond.store.ts'

export const acts = defineActs('bond', {
  /** `number`: of the procedure, once all its bonds that were to go back are back; nobody learns before that for what one was paid. */
  'bond.moved': {
    title: text('投标保证金变动', 'Bond moved'),
    published: false,
    public: z.object({ order: z.string(), what: z.enum(MOVES), number: z.string().nullable() }),
    private: z.object({}),
  },
})
