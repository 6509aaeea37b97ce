import { z } from 'zod'
import { stamped } from '../../../kernel/cases/index.ts'
import { text } from '../../../kernel/platform/index.ts'
import { document, said } from '../readers.ts'
import { CONCLUSIONS, NOTED } from './visit.contract.ts'

/** `told`: of the units that go, those that read this case; `spared`: who need not come after all. Not in acts of before they were kept. */
const units = z.array(z.string())

export const visitActTypes = {
  'site-visit.called': {
    title: text('约定联合勘验', 'Joint site visit called'),
    published: true,
    public: stamped({
      on: z.string(),
      time: z.string(),
      units,
      again: z.boolean(),
      told: units.optional(),
      spared: units.optional(),
    }),
    private: z.object({ place: said, reason: said.optional() }),
  },
  'site-visit.offered': {
    title: text('请申请人选勘验时间', 'Times for a joint visit offered'),
    published: true,
    public: stamped({ times: z.array(z.string()), units, told: units }),
    private: z.object({ place: said }),
  },
  'site-visit.called-off': {
    title: text('取消联合勘验', 'Joint site visit called off'),
    published: true,
    public: stamped({ units: units.optional(), told: units.optional() }),
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
  'site-visit.noted': {
    title: text('本单位要去的联合勘验', 'Joint site visit of the application'),
    published: true,
    public: stamped({ of: z.string(), how: z.enum(NOTED), on: z.string(), time: z.string(), told: units }),
    private: z.object({ place: said.optional() }),
  },
} as const
