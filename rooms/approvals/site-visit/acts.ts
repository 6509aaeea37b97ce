import { z } from 'zod'
import { stamped } from '../../../kernel/cases/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { document, said } from '../readers.ts'
import { CONCLUSIONS } from './visit.contract.ts'

export const visitActTypes = {
  'site-visit.called': {
    title: text('约定联合勘验', 'Joint site visit called'),
    published: true,
    public: stamped({ on: z.string(), time: z.string(), units: z.array(z.string()), again: z.boolean() }),
    private: z.object({ place: said, reason: said.optional() }),
  },
  'site-visit.called-off': {
    title: text('取消联合勘验', 'Joint site visit called off'),
    published: true,
    public: stamped({}),
    private: z.object({ reason: said }),
  },
  'site-visit.joined': {
    title: text('确认谁去勘验', 'Unit comes to the site visit'),
    published: true,
    public: stamped({ unit: z.string() }),
    private: z.object({ who: said }),
  },
  'site-visit.time-asked': {
    title: text('请求改勘验时间', 'Another time asked for'),
    published: true,
    public: stamped({}),
    private: z.object({ wish: said }),
  },
  'site-visit.found': {
    title: text('勘验意见', 'What a unit found'),
    published: true,
    public: stamped({ unit: z.string(), conclusion: z.enum(CONCLUSIONS) }),
    private: z.object({ finding: said, who: said }),
  },
  'site-visit.recorded': {
    title: text('联合勘验记录', 'Joint site visit recorded'),
    published: true,
    public: stamped({
      came: z.array(z.string()),
      missing: z.array(z.string()),
      applicant: z.enum(['signed', 'refused']),
    }),
    private: z.object({ note: said.optional(), document }),
  },
} as const
