import { z } from 'zod'
import { stamped } from '../../../kernel/cases/index.ts'
import { text } from '../../../kernel/platform/index.ts'

/** By which number of the round an application arrived, or was complete again after its correction. */
export const arrival = z.object({ round: z.string(), number: z.int(), limit: z.int() })
/** A grant takes one of the places: the how manieth, of how many, and by which turn. */
export const taken = z.object({ round: z.string(), place: z.int(), limit: z.int(), turn: z.int() })

export const quotaActTypes = {
  'quota.used-up': {
    title: text('名额已经用完', 'Limit used up'),
    published: true,
    public: stamped({ round: z.string(), limit: z.int() }),
    private: z.object({}),
  },
} as const
export const quotaActs = ['quota.used-up'] as const
