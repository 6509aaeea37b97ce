import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

export * from './outing.contract.ts'

const slot = { unit: z.string(), day: z.iso.date(), time: z.string().min(1).max(10) }
const booking = z.object({ id: z.uuid(), number: z.string(), ...slot })
const noBooking = {
  NO_BOOKING: {
    status: 404,
    ...text('没有这个预约，或已取消。', 'There is no such appointment, or it was cancelled.'),
  },
} as const

export const hold = defineContract({
  id: 'appointments.hold',
  kind: 'write',
  title: text('占一个时段', 'Hold a slot'),
  summary: text(
    '占住十分钟，等您确认；不确认自动放开。',
    'Held for ten minutes until confirmed; free again otherwise.',
  ),
  input: z.object({ ...slot, itemCode: z.string().optional() }),
  output: booking.extend({ until: z.date() }),
  errors: {
    NO_SLOT: {
      status: 409,
      ...text(
        '这个时段不能约：节假日、已过去，或这个单位没有窗口。请换一个。',
        'No such slot: a holiday, already past, or no counter of that unit. Please choose another.',
      ),
    },
    FULL: {
      status: 409,
      ...text('这个时段刚被约满，请换一个。', 'The slot has just been taken; please choose another.'),
    },
    TWICE: {
      status: 409,
      ...text(
        '您这一天在这个单位已有预约；要换时间，请先取消原来的。',
        'You have an appointment with this unit that day; cancel it first to choose another time.',
      ),
    },
  },
})

export const confirm = defineContract({
  id: 'appointments.confirm',
  kind: 'write',
  title: text('确认预约', 'Confirm'),
  input: z.object({ id: z.uuid() }),
  output: booking,
  errors: {
    ...noBooking,
    LAPSED: {
      status: 409,
      ...text('占位已过时，请重新选时段。', 'It was held too long and is free again; please choose anew.'),
    },
  },
})

export const cancel = defineContract({
  id: 'appointments.cancel',
  kind: 'write',
  title: text('取消预约', 'Cancel'),
  summary: text('取消后时段立即放出来给别人。', 'The slot is free for others at once.'),
  input: z.object({ id: z.uuid() }),
  output: booking,
  errors: noBooking,
})

export const arrive = defineContract({
  id: 'appointments.arrive',
  kind: 'write',
  title: text('到场', 'Has come'),
  input: z.object({ id: z.uuid() }),
  output: booking,
  errors: noBooking,
})

const number = z.string().regex(/^[AB]\d{3,}$/)
/** As the window has it on its door. */
const counter = z.string().trim().min(1).max(8)
const called = z.object({ number: z.string(), counter: z.string().nullable(), ahead: z.int() })
const NOT_CALLED = {
  status: 409,
  ...text('这个号现在没有被叫，请刷新看看。', 'That number is not called now; reload to see.'),
} as const

export const takeNumber = defineContract({
  id: 'appointments.take-number',
  kind: 'write',
  title: text('取号', 'Take a number'),
  summary: text(
    '没有预约的人到窗口取的号；先来先叫。',
    'For who comes without an appointment; first come, first called.',
  ),
  input: z.object({}),
  output: called,
})

export const callNext = defineContract({
  id: 'appointments.call-next',
  kind: 'write',
  title: text('叫下一个', 'Call the next'),
  summary: text(
    '到了时段的预约先叫，其余按取号先后；这个窗口上一个号算办完。',
    'Appointments whose time has come first, then in the order of numbers; the window’s last one counts as served.',
  ),
  input: z.object({ counter }),
  output: called,
  errors: { NOBODY: { status: 409, ...text('没有人在等。', 'Nobody waits.') } },
})

export const callAgain = defineContract({
  id: 'appointments.call-again',
  kind: 'write',
  title: text('再叫一次', 'Call again'),
  input: z.object({ number }),
  output: called,
  errors: { NOT_CALLED },
})

export const endCall = defineContract({
  id: 'appointments.end-call',
  kind: 'write',
  title: text('办完或过号', 'Served, or absent'),
  input: z.object({ number, outcome: z.enum(['served', 'absent']) }),
  output: called,
  errors: { NOT_CALLED },
})
