// Browser-safe.
import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export const SPECIALTIES = ['building', 'municipal', 'installation', 'equipment', 'software', 'services'] as const
const specialty = z.enum(SPECIALTIES)
const personId = z.uuid()
const number = z.string().max(40)
const jurisdiction = z.string().regex(/^\d{6}$/)
const companies = z.array(z.string().trim().min(2).max(200)).max(50)
const grade = z.coerce.number().int().min(1).max(5)
const words = z.string().trim().max(500).default('')
const NO_EXPERT = { status: 404, ...text('库里没有这位专家。', 'There is no such expert in the library.') } as const
const NO_SERVICE = { status: 404, ...text('没有这一次评审。', 'There is no such service.') } as const
const done = z.object({ personId })

export const enrol = defineContract({
  id: 'experts.enrol',
  kind: 'write',
  title: text('专家入库', 'Enrol an expert'),
  input: z.object({
    personId,
    name: z.string().trim().min(2).max(60),
    specialties: z.array(specialty).min(1),
    /** Companies that the expert must keep away from: employer of the last three years, shares, kin. */
    interests: companies,
  }),
  output: done,
})

export const declareInterests = defineContract({
  id: 'experts.declare-interests',
  kind: 'write',
  title: text('申报应当回避的单位', 'Declare whom to keep away from'),
  summary: text(
    '三年内任职、持股、近亲属任职的单位：这些单位投标时抽不到您。',
    'Employers of three years, shares, kin: you are not drawn where these companies bid.',
  ),
  input: z.object({ interests: z.string().max(4000) }),
  output: done,
  errors: { NO_EXPERT },
})

export const suspend = defineContract({
  id: 'experts.suspend',
  kind: 'write',
  title: text('暂停抽取', 'Take out of the draw'),
  input: z.object({ personId, until: z.iso.date(), reason: z.string().trim().min(2).max(500) }),
  output: done,
  errors: { NO_EXPERT },
})

/** For the step of a market that closes a pool: the library as it stands, without those who are taken out of the draw. */
export const pool = defineContract({
  id: 'experts.pool',
  kind: 'read',
  title: text('能抽的专家', 'Who can be drawn'),
  input: z.object({ jurisdiction, specialty }),
  output: z.array(z.object({ personId, interests: z.array(z.string()) })),
})
export const names = defineContract({
  id: 'experts.names',
  kind: 'read',
  title: text('专家姓名', 'Names of experts'),
  input: z.object({ jurisdiction, people: z.array(personId).max(20) }),
  output: z.array(z.string()),
})
/** By the market, once who sat on the committee is no secret any more: at the award, or when it failed. */
export const serve = defineContract({
  id: 'experts.serve',
  kind: 'write',
  title: text('登记一次评审', 'Record a service'),
  input: z.object({
    jurisdiction,
    number,
    unit: z.string(),
    drawnAt: z.iso.datetime(),
    people: z
      .array(z.object({ personId, attended: z.boolean() }))
      .min(1)
      .max(20),
  }),
  output: z.object({ number }),
})

export const payFee = defineContract({
  id: 'experts.pay-fee',
  kind: 'write',
  title: text('记录评审费', 'Record the fee'),
  input: z.object({ number, personId, fee: z.int().nonnegative().max(1e9) }),
  output: done,
  errors: {
    NO_SERVICE,
    ABSENT: { status: 409, ...text('没有到场评审的，没有评审费。', 'Who did not attend has no fee.') },
  },
})
export const gradeExpert = defineContract({
  id: 'experts.grade',
  kind: 'write',
  title: text('评价专家', 'Grade an expert'),
  input: z.object({ number, personId, grade, words }),
  output: done,
  errors: { NO_SERVICE, ONCE: { status: 409, ...text('已经评过。', 'Graded already.') } },
})
export const gradeHost = defineContract({
  id: 'experts.grade-host',
  kind: 'write',
  title: text('评价评审组织', 'Grade the organiser'),
  summary: text(
    '评审的组织、时间、有没有人倾向性引导。',
    'How it was organised, the time given, whether anybody steered.',
  ),
  input: z.object({ number, grade, words }),
  output: done,
  errors: { NO_SERVICE, ONCE: { status: 409, ...text('已经评过。', 'Graded already.') } },
})

const service = z.object({
  number: z.string(),
  personId,
  name: z.string(),
  drawnAt: z.date(),
  attended: z.boolean(),
  fee: z.int().nullable(),
  grade: z.int().nullable(),
  gradeBack: z.int().nullable(),
})
export const mine = defineContract({
  id: 'experts.mine',
  kind: 'read',
  title: text('我的评审', 'My services'),
  input: z.object({}),
  output: z.object({
    specialties: z.array(specialty),
    interests: z.array(z.string()),
    suspendedUntil: z.string().nullable(),
    services: z.array(service),
  }),
  errors: { NO_EXPERT },
})
export const library = defineContract({
  id: 'experts.library',
  kind: 'read',
  title: text('专家库', 'The library of experts'),
  input: z.object({}),
  output: z.array(
    z.object({
      personId,
      name: z.string(),
      specialties: z.array(specialty),
      interests: z.int(),
      suspendedUntil: z.string().nullable(),
      drawn: z.int(),
      attended: z.int(),
      grade: z.number().nullable(),
    }),
  ),
})
/** Who served in a process; for whoever keeps the library, and for the unit whose process it is. */
export const services = defineContract({
  id: 'experts.services',
  kind: 'read',
  title: text('一次评审的专家', 'Experts of a process'),
  input: z.object({ number }),
  output: z.array(service),
})
