import { z } from 'zod'
import { stamped } from '../../../kernel/cases/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { document, forUnit, forUnitQuietly, held, said } from '../readers.ts'
import { WHY } from './hearing.contract.ts'

export const hearingActTypes = {
  'licence-hearing.offered': {
    title: text('告知听证权利', 'Right to a hearing told'),
    published: true,
    public: stamped({ why: z.enum(WHY), until: z.string().nullable(), matter: z.string() }),
    private: z.object({ document }),
  },
  'licence-hearing.asked': {
    title: text('要求听证', 'Hearing asked for'),
    published: true,
    public: stamped({ by: z.enum(['applicant', 'interested']) }),
    private: z.object({ reason: forUnit, name: forUnitQuietly }),
  },
  'licence-hearing.called': {
    title: text('听证通知', 'Hearing called'),
    published: true,
    public: stamped({
      on: z.string(),
      time: z.string(),
      place: z.string(),
      presider: z.string(),
      role: z.string(),
      again: z.boolean().optional(),
    }),
    private: z.object({ chair: held(z.string()), reason: said.optional(), document }),
  },
  'licence-hearing.challenged': {
    title: text('申请主持人回避', 'Chair challenged'),
    published: true,
    public: stamped({ by: z.enum(['applicant', 'interested']) }),
    private: z.object({ reason: forUnit, name: forUnitQuietly }),
  },
  'licence-hearing.challenge-answered': {
    title: text('答复回避申请', 'Challenge answered'),
    published: true,
    public: stamped({ upheld: z.boolean() }),
    private: z.object({ answer: said }),
  },
  'licence-hearing.held': {
    title: text('听证笔录', 'Hearing held'),
    published: true,
    /** Whether all who were there signed; not in acts of before this was asked. */
    public: stamped({ signed: z.boolean().optional() }),
    private: z.object({
      present: held(z.string()).optional(),
      unsigned: held(z.string()).optional(),
      record: said,
      opinion: said,
      document,
    }),
  },
} as const
