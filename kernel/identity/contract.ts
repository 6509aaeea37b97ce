import { z } from 'zod'
import { roles } from '../platform/actor.ts'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { postCode as code, loginTaken, password, warning } from './account.contract.ts'
import { nameOf, newLogin, phone, residentId } from './names.rules.ts'

export * from './account.contract.ts'
export * from './capacity.contract.ts'
export * from './card.contract.ts'
export * from './feed.contract.ts'
export * from './substitution.contract.ts'

const word = z.string().min(1).max(200)
export const bilingual = z.object({ zh: word, en: word })
/** The city's own roles; rooms declare more (`defineRoom({ roles })`). */
const CITY_ROLES = [
  'clerk',
  'reviewer',
  'approver',
  'drafter',
  'legal-officer',
  'enforcement-officer',
  'penalty-reviewer',
  'supervisor',
  'chief-supervisor',
  'administrator',
  'auditor',
]
/** Whether a room of this process declares the role, or the city has it anyway. */
export const isRole = (role: string): boolean => CITY_ROLES.includes(role) || roles.has(role)
const role = z.string().refine(isRole, {
  params: text('没有这种岗位职责；各系统声明的才能用。', 'There is no such role; a system must declare it.'),
})
const level = z.enum(['city', 'district', 'street', 'community'])
const jurisdiction = z.string().regex(/^\d{6}$/)

export const defineUnit = defineContract({
  id: 'identity.define-unit',
  kind: 'write',
  title: text('设立单位', 'Define a unit'),
  input: z.object({
    code,
    jurisdiction,
    level,
    kind: word,
    name: bilingual,
    parent: code.optional(),
    supervisedBy: code.optional(),
    details: z.record(z.string(), z.unknown()).default({}),
  }),
  output: z.object({ id: z.uuid() }),
})

export const placeUnderSupervision = defineContract({
  id: 'identity.place-under-supervision',
  kind: 'write',
  title: text('确定监察单位', 'Place a unit under supervision'),
  summary: text('确定由哪个监察机构作初级监察。', 'Says which office supervises the unit at the first level.'),
  input: z.object({ code, supervisedBy: code }),
  output: z.object({}),
  errors: {
    NO_UNIT: { status: 422, ...text('没有这个单位，请先设立单位。', 'There is no such unit; define the unit first.') },
  },
})

export const definePost = defineContract({
  id: 'identity.define-post',
  kind: 'write',
  title: text('设立岗位', 'Define a post'),
  input: z.object({ code, unit: code, title: bilingual, role, seats: z.int().min(1).max(1000).default(1) }),
  output: z.object({ id: z.uuid() }),
  errors: {
    NO_UNIT: { status: 422, ...text('没有这个单位，请先设立单位。', 'There is no such unit; define the unit first.') },
  },
})

export const enrolPerson = defineContract({
  id: 'identity.enrol-person',
  kind: 'write',
  title: text('登记人员', 'Enrol a person'),
  input: z.object({
    name: nameOf(60),
    residentId: residentId.optional(),
    phone: phone.optional(),
    login: newLogin.optional(),
    password: password.optional(),
    demonstration: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), warnings: z.array(warning) }),
  errors: loginTaken,
})

export const enrolOrganisation = defineContract({
  id: 'identity.enrol-organisation',
  kind: 'write',
  title: text('登记单位用户', 'Enrol an organisation'),
  input: z.object({
    uscc: z.string().trim().min(1).max(40),
    name: nameOf(120),
    members: z.array(z.uuid()).max(200).default([]),
    demonstration: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), warnings: z.array(warning) }),
})

const appointmentErrors = {
  NO_POST: { status: 422, ...text('没有这个岗位。', 'There is no such post.') },
  NO_PERSON: { status: 422, ...text('没有这个人。', 'There is no such person.') },
  ONESELF: {
    status: 403,
    ...text(
      '不能任命自己，也不能确认自己提出或涉及自己的任命。',
      'Nobody appoints himself, nor confirms what he proposed or what concerns him.',
    ),
  },
  PAST: { status: 422, ...text('任职日期不能早于今天。', 'An appointment cannot begin before today.') },
  OCCUPIED: {
    status: 409,
    ...text('这个岗位的名额已满，请先办理免职。', 'All seats of this post are taken; end an appointment first.'),
  },
  NO_PROPOSAL: {
    status: 404,
    ...text('没有这项拟任，或已经处理。', 'There is no such proposal, or it was dealt with.'),
  },
} as const

export const appoint = defineContract({
  id: 'identity.appoint',
  kind: 'write',
  title: text('任职', 'Appoint'),
  summary: text(
    '拟任一人；由另一位管理员或再监察确认后生效。',
    'Proposes a person; takes effect when another administrator or the second level of supervision confirms it.',
  ),
  input: z.object({ personId: z.uuid(), post: code, startsOn: z.iso.date().optional() }),
  output: z.object({ id: z.uuid(), confirmed: z.boolean() }),
  errors: appointmentErrors,
})

export const confirmAppointment = defineContract({
  id: 'identity.confirm-appointment',
  kind: 'write',
  title: text('确认任职', 'Confirm an appointment'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  errors: appointmentErrors,
})

export const refuseAppointment = defineContract({
  id: 'identity.refuse-appointment',
  kind: 'write',
  title: text('不同意拟任', 'Refuse an appointment'),
  input: z.object({ id: z.uuid(), reason: z.string().trim().min(2).max(200) }),
  output: z.object({}),
  errors: appointmentErrors,
})

export const dismiss = defineContract({
  id: 'identity.dismiss',
  kind: 'write',
  title: text('免职', 'End an appointment'),
  input: z.object({ personId: z.uuid(), post: code }),
  output: z.object({ ended: z.number() }),
  errors: { NOT_HELD: { status: 409, ...text('此人现在不担任这个岗位。', 'This person does not hold the post now.') } },
})

const personView = z.object({
  id: z.uuid(),
  name: z.string(),
  login: z.string().nullable(),
  disabled: z.boolean(),
  posts: z.array(z.object({ code: z.string(), title: bilingual, unit: bilingual })),
})
export const findPersons = defineContract({
  id: 'identity.find-persons',
  kind: 'read',
  title: text('查找人员', 'Find persons'),
  input: z.object({ text: z.string().trim().max(100).default('') }),
  output: z.object({
    persons: z.array(personView),
    proposals: z.array(
      z.object({
        id: z.uuid(),
        person: z.string(),
        post: bilingual,
        unit: bilingual,
        startsOn: z.string(),
        proposedBy: z.string(),
        mine: z.boolean(),
      }),
    ),
    posts: z.array(z.object({ code: z.string(), title: bilingual, unit: bilingual })),
  }),
})

const unitView = z.object({
  code: z.string(),
  id: z.uuid(),
  jurisdiction: z.string(),
  level,
  kind: z.string(),
  name: bilingual,
  parent: z.string().nullable(),
  supervisedBy: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
})
export type UnitView = z.output<typeof unitView>

export const listUnits = defineContract({
  id: 'identity.list-units',
  kind: 'read',
  title: text('单位', 'Units'),
  summary: text('全部单位，可按行政区划筛选。', 'All units, by jurisdiction where one is given.'),
  input: z.object({ jurisdiction: jurisdiction.optional() }),
  output: z.array(unitView),
})
