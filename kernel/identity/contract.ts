import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'

export const bilingual = z.object({ zh: z.string().min(1), en: z.string().min(1) })
const role = z.enum([
  'clerk',
  'reviewer',
  'approver',
  'drafter',
  'legal-officer',
  'supervisor',
  'chief-supervisor',
  'administrator',
  'auditor',
])
const level = z.enum(['city', 'district', 'street', 'community'])
const jurisdiction = z.string().regex(/^\d{6}$/)
const login = z.string().trim().min(2).max(64)
const password = z.string().min(10).max(200)
const warning = z.object({ field: z.string(), zh: z.string(), en: z.string() })

export const defineUnit = defineContract({
  id: 'identity.define-unit',
  kind: 'write',
  title: text('设立单位', 'Define a unit'),
  input: z.object({
    code: z.string().min(2),
    jurisdiction,
    level,
    kind: z.string(),
    name: bilingual,
    parent: z.string().optional(),
    supervisedBy: z.string().optional(),
    details: z.record(z.string(), z.any()).default({}),
  }),
  output: z.object({ id: z.uuid() }),
})

export const placeUnderSupervision = defineContract({
  id: 'identity.place-under-supervision',
  kind: 'write',
  title: text('确定监察单位', 'Place a unit under supervision'),
  summary: text('确定由哪个监察机构作初级监察。', 'Says which office supervises the unit at the first level.'),
  input: z.object({ code: z.string(), supervisedBy: z.string() }),
  output: z.object({}),
  errors: {
    NO_UNIT: { status: 422, ...text('没有这个单位，请先设立单位。', 'There is no such unit; define the unit first.') },
  },
})

export const definePost = defineContract({
  id: 'identity.define-post',
  kind: 'write',
  title: text('设立岗位', 'Define a post'),
  input: z.object({ code: z.string().min(2), unit: z.string(), title: bilingual, role }),
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
    name: z.string().min(1),
    residentId: z.string().optional(),
    phone: z.string().optional(),
    login: login.optional(),
    password: password.optional(),
    demonstration: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), warnings: z.array(warning) }),
  errors: {
    LOGIN_TAKEN: {
      status: 409,
      ...text('这个登录名已有人使用，请换一个。', 'This login name is taken; please choose another.'),
    },
  },
})

export const enrolOrganisation = defineContract({
  id: 'identity.enrol-organisation',
  kind: 'write',
  title: text('登记单位用户', 'Enrol an organisation'),
  input: z.object({
    uscc: z.string(),
    name: z.string().min(1),
    members: z.array(z.uuid()).default([]),
    demonstration: z.boolean().default(false),
  }),
  output: z.object({ id: z.uuid(), warnings: z.array(warning) }),
})

export const appoint = defineContract({
  id: 'identity.appoint',
  kind: 'write',
  title: text('任职', 'Appoint'),
  input: z.object({ personId: z.uuid(), post: z.string(), startsOn: z.iso.date().optional() }),
  output: z.object({ id: z.uuid() }),
  errors: { NO_POST: { status: 422, ...text('没有这个岗位。', 'There is no such post.') } },
})

export const dismiss = defineContract({
  id: 'identity.dismiss',
  kind: 'write',
  title: text('免职', 'End an appointment'),
  input: z.object({ personId: z.uuid(), post: z.string() }),
  output: z.object({ ended: z.number() }),
  errors: { NOT_HELD: { status: 409, ...text('此人现在不担任这个岗位。', 'This person does not hold the post now.') } },
})

const strength = (value: { password: string; login: string }) =>
  !value.password.toLowerCase().includes(value.login.toLowerCase())

export const register = defineContract({
  id: 'identity.register',
  kind: 'write',
  title: text('注册', 'Register'),
  input: z
    .object({
      login,
      password,
      name: z.string().trim().min(1).max(60),
      residentId: z.string().trim().optional(),
      phone: z.string().trim().optional(),
    })
    .refine(strength, {
      path: ['password'],
      message: '密码里不要包含登录名。The password must not contain the login name.',
    }),
  output: z.object({ id: z.uuid(), token: z.string(), warnings: z.array(warning) }),
  errors: enrolPerson.errors,
})

export const logIn = defineContract({
  id: 'identity.log-in',
  kind: 'write',
  title: text('登录', 'Log in'),
  input: z.object({ login: z.string().trim().min(1), password: z.string().min(1) }),
  // A refusal is an output, not an error: the refused attempt is recorded and must commit.
  output: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), token: z.string(), officer: z.boolean() }),
    z.object({
      ok: z.literal(false),
      reason: z.enum(['credentials', 'locked', 'disabled']),
      until: z.date().optional(),
    }),
  ]),
})

export const logOut = defineContract({
  id: 'identity.log-out',
  kind: 'write',
  title: text('退出', 'Log out'),
  input: z.object({}),
  output: z.object({}),
})

export const choosePost = defineContract({
  id: 'identity.choose-post',
  kind: 'write',
  title: text('选择岗位', 'Choose the post'),
  input: z.object({ post: z.string().nullable() }),
  output: z.object({}),
  errors: { NOT_HELD: { status: 403, ...text('您现在不担任这个岗位。', 'You do not hold this post now.') } },
})

export const changePassword = defineContract({
  id: 'identity.change-password',
  kind: 'write',
  title: text('修改密码', 'Change the password'),
  input: z.object({ current: z.string(), password }),
  output: z.object({ token: z.string() }),
  errors: { WRONG: { status: 422, ...text('现在的密码不对。', 'The present password is not right.') } },
})

export const beginPasskey = defineContract({
  id: 'identity.begin-passkey',
  kind: 'write',
  title: text('发起通行密钥', 'Begin with a passkey'),
  input: z.object({ purpose: z.enum(['enrol', 'log-in']) }),
  output: z.object({ challengeId: z.uuid(), options: z.any() }),
})

/** What a browser's `navigator.credentials` gave, as JSON; the library that verifies it knows its inside. */
const credential = z.looseObject({ id: z.string().max(2000) })

export const enrolPasskey = defineContract({
  id: 'identity.enrol-passkey',
  kind: 'write',
  title: text('添加通行密钥', 'Add a passkey'),
  input: z.object({
    challengeId: z.uuid(),
    response: credential,
    label: z.string().trim().min(1).max(60).default('通行密钥 Passkey'),
  }),
  output: z.object({}),
  errors: {
    NOT_VERIFIED: {
      status: 422,
      ...text('没能验证这个通行密钥，请再试一次。', 'The passkey could not be verified; please try again.'),
    },
  },
})

export const logInWithPasskey = defineContract({
  id: 'identity.log-in-with-passkey',
  kind: 'write',
  title: text('用通行密钥登录', 'Log in with a passkey'),
  input: z.object({ challengeId: z.uuid(), response: credential }),
  output: logIn.output,
  errors: enrolPasskey.errors,
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
  details: z.record(z.string(), z.any()),
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
