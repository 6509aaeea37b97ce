import { z } from 'zod'
import { defineContract } from '../../kernel/platform/contract.ts'
import { text } from '../../kernel/platform/text.ts'

// Officers of several units out together for one case: times that suit all, held until the case says so, freed when it is moved.

const unit = z.string().regex(/^[1-9]\d{5}-/)
const number = z.string().min(1).max(40)
const at = { day: z.iso.date(), time: z.string().min(1).max(10) }
const done = z.object({ unit, number })
const place = ({ unit: of }: { unit: string }) => of.slice(0, 6)

/** When a unit is out; `number` tells its case from others. */
export const outings = defineContract({
  id: 'appointments.outings',
  kind: 'read',
  title: text('一个单位的外出', 'The outings of a unit'),
  place,
  input: z.object({ unit, from: z.iso.date() }),
  output: z.array(z.object({ number, ...at })),
})

export const outingTimes = defineContract({
  id: 'appointments.outing-times',
  kind: 'read',
  title: text('几个单位都有空的时间', 'Times that suit several units'),
  summary: text(
    '工作日的外出时段里，各单位都没有别的勘验的。',
    'Of the times for going out on working days, those at which none of them is out.',
  ),
  input: z.object({ units: z.array(unit).min(1).max(20), number: number.optional() }),
  output: z.array(z.object(at)),
})

export const holdOuting = defineContract({
  id: 'appointments.hold-outing',
  kind: 'write',
  twice: true,
  place,
  title: text('占住外出时间', 'Hold the time of an outing'),
  input: z.object({ unit, number, ...at }),
  output: done,
  errors: {
    NO_SLOT: {
      status: 409,
      ...text(
        '这个时间不能外出：节假日、已过去，或不在外出时段里。请换一个。',
        'No such time: a holiday, past, or not among those for going out. Please choose another.',
      ),
    },
    FULL: {
      status: 409,
      ...text('这个时间有单位另有勘验，请换一个。', 'A unit has another visit at that time; please choose another.'),
    },
  },
})

export const keepOuting = defineContract({
  id: 'appointments.keep-outing',
  kind: 'write',
  twice: true,
  place,
  title: text('定下外出', 'Keep an outing'),
  input: holdOuting.input,
  output: done,
})

export const freeOuting = defineContract({
  id: 'appointments.free-outing',
  kind: 'write',
  twice: true,
  place,
  title: text('放开外出', 'Free an outing'),
  input: z.object({ unit, number }),
  output: done,
})
