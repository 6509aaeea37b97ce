import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { nameOf, newLogin, normalLogin, phone, residentId } from './names.rules.ts'

export const password = z.string().min(10).max(200)
export const postCode = z.string().min(2).max(100)
export const warning = z.object({ field: z.string(), zh: z.string(), en: z.string() })
export const loginTaken = {
  LOGIN_TAKEN: {
    status: 409,
    ...text(
      '这个登录名（或看起来一样的）已有人使用，请换一个。',
      'This log-in name, or one that looks the same, is taken; please choose another.',
    ),
  },
}

const strength = (value: { password: string; login: string }) =>
  !value.password.toLowerCase().includes(value.login.toLowerCase())

export const register = defineContract({
  id: 'identity.register',
  kind: 'write',
  title: text('注册', 'Register'),
  input: z
    .object({
      login: newLogin,
      password,
      name: nameOf(60),
      residentId: residentId.optional(),
      phone: phone.optional(),
    })
    .refine(strength, {
      path: ['password'],
      params: text('密码里不要包含登录名。', 'The password must not contain the log-in name.'),
    }),
  secret: true,
  output: z.object({ id: z.uuid(), token: z.string(), warnings: z.array(warning) }),
  errors: loginTaken,
})

export const logIn = defineContract({
  id: 'identity.log-in',
  kind: 'write',
  title: text('登录', 'Log in'),
  secret: true,
  input: z.object({ login: z.string().min(1).max(200).transform(normalLogin), password: z.string().min(1).max(200) }),
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
  input: z.object({ post: postCode.nullable() }),
  output: z.object({}),
  errors: { NOT_HELD: { status: 403, ...text('您现在不担任这个岗位。', 'You do not hold this post now.') } },
})

export const changePassword = defineContract({
  id: 'identity.change-password',
  kind: 'write',
  title: text('修改密码', 'Change the password'),
  secret: true,
  input: z.object({ current: z.string().max(200), password }),
  // A refusal is an output, not an error: it counts, and five end the session.
  output: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), token: z.string() }),
    z.object({ ok: z.literal(false), ended: z.boolean() }),
  ]),
})

export const RELATIONS = ['spouse', 'parent', 'child', 'sibling', 'in-law', 'other'] as const
export const declareKin = defineContract({
  id: 'identity.declare-kin',
  kind: 'write',
  title: text('申报近亲属', 'Declare a relative'),
  summary: text(
    '申报后，近亲属是当事人的办件由别人办（回避）。',
    'Cases to which a declared relative is party are then for others (recusal).',
  ),
  input: z.object({
    name: nameOf(60),
    residentId: residentId.refine((id) => id !== '', {
      params: text('请填写身份证号。', 'Please enter the resident ID.'),
    }),
    relation: z.enum(RELATIONS),
  }),
  output: z.object({}),
})

export const withdrawKin = defineContract({
  id: 'identity.withdraw-kin',
  kind: 'write',
  title: text('撤回近亲属申报', 'Withdraw a declared relative'),
  summary: text(
    '写错了，或者不再是近亲属；写明原因。以后的办件不再因此回避。',
    'Declared in error, or a relative no more; with the reason. Later cases are then not for others on that account.',
  ),
  input: z.object({ residentId, reason: z.string().trim().min(2).max(1000) }),
  output: z.object({}),
  errors: {
    NO_KIN: { status: 404, ...text('您没有申报过这个人。', 'You have not declared this person.') },
  },
})

export const beginPasskey = defineContract({
  id: 'identity.begin-passkey',
  kind: 'write',
  title: text('发起通行密钥', 'Begin with a passkey'),
  input: z.object({ purpose: z.enum(['enrol', 'log-in']) }),
  output: z.object({ challengeId: z.uuid(), options: z.unknown() }),
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
  secret: true,
  title: text('用通行密钥登录', 'Log in with a passkey'),
  input: z.object({ challengeId: z.uuid(), response: credential }),
  output: logIn.output,
  errors: enrolPasskey.errors,
})

export const removePasskey = defineContract({
  id: 'identity.remove-passkey',
  kind: 'write',
  title: text('删除通行密钥', 'Remove a passkey'),
  input: z.object({ id: z.string().min(1).max(2000) }),
  output: z.object({}),
  errors: { NO_PASSKEY: { status: 404, ...text('没有这个通行密钥。', 'There is no such passkey.') } },
})

const ofPerson = {
  NO_PERSON: { status: 404, ...text('没有这个人。', 'There is no such person.') },
  ONESELF: { status: 403, ...text('不能对自己的账号这样做。', 'This cannot be done to one’s own account.') },
} as const

export const disablePerson = defineContract({
  id: 'identity.disable-person',
  kind: 'write',
  title: text('停用账号', 'Disable an account'),
  input: z.object({ personId: z.uuid(), reason: z.string().trim().min(2).max(200) }),
  output: z.object({}),
  errors: ofPerson,
})

export const enablePerson = defineContract({
  id: 'identity.enable-person',
  kind: 'write',
  title: text('恢复账号', 'Enable an account'),
  input: z.object({ personId: z.uuid() }),
  output: z.object({}),
  errors: ofPerson,
})

export const issueRecovery = defineContract({
  id: 'identity.issue-recovery',
  kind: 'write',
  secret: true,
  title: text('开出找回码', 'Issue a recovery code'),
  summary: text(
    '给忘记密码的人一个 24 小时有效的码。此人任职的，只得前半，后半由另一人开出：没有哪个人能独自拿走别人的账号。',
    'A code of 24 hours for somebody who forgot the password. Where he holds a post it is the first half; another person issues the second: nobody alone can take an officer’s account.',
  ),
  input: z.object({ personId: z.uuid() }),
  output: z.object({ code: z.string(), half: z.enum(['whole', 'first', 'second']) }),
  errors: {
    ...ofPerson,
    SAME_PERSON: {
      status: 403,
      ...text('前半码是您开的，后半要由另一人开出。', 'You issued the first half; another person issues the second.'),
    },
  },
})

export const recover = defineContract({
  id: 'identity.recover',
  kind: 'write',
  title: text('找回密码', 'Recover the account'),
  input: z.object({
    login: z.string().min(1).max(200).transform(normalLogin),
    code: z.string().min(1).max(100),
    password,
  }),
  // As with log-in, a refusal is recorded and counted.
  output: z.object({ ok: z.boolean() }),
})
