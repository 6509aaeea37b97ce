import { z } from 'zod'
import { defineActs, text } from '../../kernel/platform/index.ts'
import { MODES } from './contract.ts'

/** Of the demonstration alone: no leaf of the city's log. */
export const acts = defineActs('registers', {
  'registers.behaved': {
    title: text('演示登记库换了表现', 'The demonstration’s registers behave differently'),
    published: false,
    public: z.object({ mode: z.enum(MODES) }),
    private: z.object({}),
  },
})
