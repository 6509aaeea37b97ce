import { z } from 'zod'
import { text } from '../../kernel/platform/text.ts'

/** Browser-safe: a time of day as people type it. */
export const timeOfDay = z.string().refine((v) => /^([01]\d|2[0-3]):[0-5]\d$/.test(v), {
  params: text('请写成 09:30 这样。', 'Please write it as 09:30.'),
})

/** A day with a time of it, as it is offered; nobody types it. */
export const dayAndTime = z.string().refine((v) => /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/.test(v), {
  params: text('请选一个时间。', 'Please choose a time.'),
})
