import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

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
