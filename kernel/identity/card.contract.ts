import { z } from 'zod'
import { defineContract } from '../platform/contract.ts'
import { text } from '../platform/text.ts'
import { postCode as code } from './account.contract.ts'

const number = z
  .string()
  .trim()
  .regex(/^[0-9A-Z一-龥-]{4,24}$/, {
    error: '证号由数字、大写字母、汉字和短横组成，4 至 24 位。 A card number: digits, capitals, Chinese, hyphens.',
  })
const scope = z.object({ zh: z.string().trim().min(1).max(60), en: z.string().trim().min(1).max(120) })

const NO_CARD = { status: 404, ...text('没有这个证号的执法证。', 'There is no card with this number.') } as const

export const grantCard = defineContract({
  id: 'identity.grant-card',
  kind: 'write',
  title: text('发执法证', 'Grant an enforcement card'),
  summary: text(
    '给一个单位在任的人员发行政执法证：执法类别、起止日期（都含当日）。',
    'Gives somebody who holds a post in the unit an enforcement card: its field, its first and last day, both included.',
  ),
  input: z.object({ personId: z.uuid(), unit: code, number, scope, from: z.iso.date(), until: z.iso.date() }),
  output: z.object({ number: z.string() }),
  errors: {
    ONESELF: { status: 403, ...text('不能给自己发证或收证。', 'Nobody grants or withdraws his own card.') },
    NO_PERSON: { status: 422, ...text('没有这个人，或者账号已停用。', 'There is no such person, or it is disabled.') },
    NOT_OF_UNIT: {
      status: 422,
      ...text('此人在证件起始日不在这个单位任职。', 'The person holds no post in this unit on the card’s first day.'),
    },
    TERM: { status: 422, ...text('截止日期早于起始日期。', 'The last day is before the first.') },
    NUMBER_TAKEN: { status: 409, ...text('这个证号已经发过。', 'This number was granted before.') },
  },
})

export const withdrawCard = defineContract({
  id: 'identity.withdraw-card',
  kind: 'write',
  title: text('收回执法证', 'Withdraw an enforcement card'),
  summary: text('从这一刻起不再有效；此前办的不受影响。', 'Void from this moment; what was done before stands.'),
  input: z.object({ number, reason: z.string().trim().min(2).max(200) }),
  output: z.object({}),
  errors: {
    ONESELF: grantCard.errors.ONESELF,
    NO_CARD,
    WITHDRAWN: { status: 409, ...text('这个证已经收回了。', 'This card was withdrawn already.') },
  },
})

export const listCards = defineContract({
  id: 'identity.list-cards',
  kind: 'read',
  title: text('执法证', 'Enforcement cards'),
  summary: text(
    '执法人员和证件向社会公开：姓名、单位、证号、类别、起止日、是否有效。',
    'Officers and their cards, open to everybody: name, unit, number, field, first and last day, whether valid.',
  ),
  input: z.object({ unit: code.optional(), number: number.optional() }),
  output: z.array(
    z.object({
      number: z.string(),
      name: z.string(),
      unit: z.object({ code: z.string(), zh: z.string(), en: z.string() }),
      scope,
      from: z.string(),
      until: z.string(),
      withdrawn: z.boolean(),
      valid: z.boolean(),
    }),
  ),
})
