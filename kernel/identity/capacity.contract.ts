// Browser-safe: for whom a person acts besides himself.
import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { compactCode } from '../platform/typed.rules.ts'
import { nameOf, normalLogin, phone, residentId } from './names.rules.ts'

/** What a member may do for the company: hand in and answer, read its cases, invite and remove others. */
export const SCOPES = ['apply', 'read', 'manage'] as const
export type Scope = (typeof SCOPES)[number]
const scopes = z
  .array(z.enum(SCOPES))
  .min(1, { params: text('至少选一项权限。', 'Choose one scope at least.') } as never)
  .transform((list) => SCOPES.filter((s) => list.includes(s)))

const NO_ORGANISATION = {
  status: 403,
  ...text('您不是这个单位的管理成员。', 'You are no managing member of this organisation.'),
} as const
const NO_MEMBER = { status: 404, ...text('这个人不是成员。', 'This person is no member.') } as const
const LAST = {
  status: 409,
  ...text(
    '至少要留一名能管理成员的人；请先把管理权给别人。',
    'One member who manages must remain; give that scope to somebody else first.',
  ),
} as const

const reason = z.string().trim().min(2).max(200)

export const inviteMember = defineContract({
  id: 'identity.invite-member',
  kind: 'write',
  title: text('邀请成员', 'Invite a member'),
  summary: text(
    '按登录名邀请；对方登录后接受才生效。没有这个登录名时回答也一样，不透露谁有账号。',
    'By log-in name; takes effect once accepted. An unknown name is answered alike, so that nobody learns who has an account.',
  ),
  input: z.object({
    organisationId: z.uuid(),
    login: z.string().max(200).transform(normalLogin).pipe(z.string().min(2).max(64)),
    scopes,
  }),
  output: z.object({}),
  errors: {
    NO_ORGANISATION,
    MEMBER: { status: 409, ...text('已经是成员；可以改权限。', 'A member already; change the scopes instead.') },
  },
})

export const answerInvitation = defineContract({
  id: 'identity.answer-invitation',
  kind: 'write',
  title: text('答复邀请', 'Answer an invitation'),
  input: z.object({ id: z.uuid(), accept: z.boolean() }),
  output: z.object({}),
  errors: {
    NO_INVITATION: {
      status: 404,
      ...text('没有这份邀请，或已经撤回。', 'There is no such invitation, or it was taken back.'),
    },
  },
})

export const changeMember = defineContract({
  id: 'identity.change-member',
  kind: 'write',
  title: text('改成员权限', 'Change a member’s scopes'),
  input: z.object({ organisationId: z.uuid(), personId: z.uuid(), scopes }),
  output: z.object({}),
  errors: { NO_ORGANISATION, NO_MEMBER, LAST },
})

export const removeMember = defineContract({
  id: 'identity.remove-member',
  kind: 'write',
  title: text('移除成员', 'Remove a member'),
  summary: text(
    '立即生效；成员自己也可以退出。他没交的草稿还是他的。',
    'At once; a member may also leave. The drafts that were not handed in stay the writer’s.',
  ),
  input: z.object({ organisationId: z.uuid(), personId: z.uuid(), reason }),
  output: z.object({}),
  errors: { NO_ORGANISATION, NO_MEMBER, LAST },
})

const file = z.object({
  name: z.string(),
  size: z.int(),
  bytes: z.custom<Uint8Array>((v) => v instanceof Uint8Array),
})
export const registerAuthority = defineContract({
  id: 'identity.register-authority',
  kind: 'write',
  title: text('登记授权委托', 'Register a written authority'),
  summary: text(
    '替别人办（行政许可法第二十九条）：委托书原件的扫描件和截止日期；每次申请都随件交给部门审查。委托人有账号的能看到，并可随时终止。',
    'To apply for somebody else (Administrative Licensing Law art. 29): the signed authority and its last day; it goes with every application for the department to examine. A principal with an account sees it and may end it.',
  ),
  input: z.object({
    principalName: nameOf(60),
    residentId: residentId.refine((id) => id !== '', {
      params: text('请填写委托人的身份证号。', 'Please enter the principal’s resident ID.'),
    }),
    until: z.iso.date(),
    file,
  }),
  output: z.object({ id: z.uuid() }),
  errors: {
    BAD_FILE: { status: 422, ...text('这个文件不能收。', 'The file cannot be taken.') },
    BAD_NUMBER: { status: 422, ...text('身份证号要核对。', 'Please check the resident ID.') },
    PERIOD: {
      status: 422,
      ...text('截止日期要在今天以后、三年以内。', 'The last day must be after today and within three years.'),
    },
    ONESELF: { status: 422, ...text('给自己办不用委托。', 'No authority is needed for yourself.') },
  },
})

export const endAuthority = defineContract({
  id: 'identity.end-authority',
  kind: 'write',
  title: text('终止委托', 'End an authority'),
  summary: text('委托人或代理人都可以，立即生效。', 'By principal or agent, at once.'),
  input: z.object({ id: z.uuid(), reason }),
  output: z.object({}),
  errors: {
    NO_AUTHORITY: { status: 404, ...text('没有这份委托，或已经终止。', 'There is no such authority, or it ended.') },
  },
})

export const authorityPaper = defineContract({
  id: 'identity.authority-paper',
  kind: 'read',
  title: text('随件交的委托书', 'The authority as it goes with a case'),
  input: z.object({ id: z.uuid() }),
  output: z.object({ sha256: z.string(), name: z.string(), type: z.string(), size: z.int() }),
  errors: { NO_AUTHORITY: endAuthority.errors.NO_AUTHORITY },
})

export const authorityStands = defineContract({
  id: 'identity.authority-stands',
  kind: 'read',
  title: text('委托是否有效', 'Whether an authority stands'),
  input: z.object({ id: z.uuid() }),
  output: z.boolean(),
})

export const speaksNow = defineContract({
  id: 'identity.speaks-now',
  kind: 'read',
  title: text('现在能否代表', 'Whether somebody speaks for another now'),
  input: z.object({ personId: z.uuid(), organisationId: z.uuid().optional(), principal: z.string().optional() }),
  output: z.boolean(),
})

export const saveProfile = defineContract({
  id: 'identity.save-profile',
  kind: 'write',
  title: text('保存我的资料', 'Save my profile'),
  summary: text(
    '电话、住址和没有核验过的身份证号；申请表从这里带出。',
    'Telephone, address, and a resident ID that was not verified; application forms are filled from here.',
  ),
  input: z.object({
    phone: phone.optional(),
    address: z.string().trim().max(200),
    residentId: z.string().max(60).transform(compactCode).pipe(residentId).optional(),
  }),
  output: z.object({}),
  errors: {
    VERIFIED: {
      status: 409,
      ...text(
        '身份证号已经核验，要改请带证件到窗口。',
        'The resident ID was verified; a counter changes it on showing the card.',
      ),
    },
    BAD_NUMBER: { status: 422, ...text('身份证号要核对。', 'Please check the resident ID.') },
  },
})

const member = z.object({ personId: z.uuid(), name: z.string(), scopes: z.array(z.enum(SCOPES)), me: z.boolean() })
const authority = z.object({
  id: z.uuid(),
  name: z.string(),
  until: z.string(),
  ended: z.boolean(),
  fileName: z.string(),
})
/** What the account's page shows of it all; to oneself only. */
export const myCapacities = defineContract({
  id: 'identity.my-capacities',
  kind: 'read',
  title: text('我能代表谁', 'For whom I act'),
  input: z.object({}),
  output: z.object({
    organisations: z.array(
      z.object({
        id: z.uuid(),
        uscc: z.string(),
        name: z.string(),
        scopes: z.array(z.enum(SCOPES)),
        /** For whoever manages. */
        members: z.array(member),
        invited: z.array(z.object({ login: z.string(), scopes: z.array(z.enum(SCOPES)) })),
      }),
    ),
    invitations: z.array(z.object({ id: z.uuid(), name: z.string(), by: z.string(), scopes: z.array(z.enum(SCOPES)) })),
    /** I am the agent. */
    authorities: z.array(authority),
    /** Others are mine. */
    agents: z.array(authority),
    profile: z.object({
      name: z.string(),
      phone: z.string(),
      address: z.string(),
      residentId: z.string(),
      verified: z.boolean(),
    }),
  }),
})
