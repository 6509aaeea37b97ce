import { z } from 'zod'
import { type Text, text } from '../../kernel/platform/text.ts'

// Browser-safe. What is wrong is said in words; the pattern beside it is for who reads the schema.

const written = (pattern: RegExp, says: Text) =>
  z
    .string()
    .refine((v) => pattern.test(v), { params: says })
    .regex(pattern)

/** A time of day as people type it. */
export const timeOfDay = written(/^([01]\d|2[0-3]):[0-5]\d$/, text('请写成 09:30 这样。', 'Please write it as 09:30.'))

/** A day with a time of it, as it is offered; nobody types it. */
export const dayAndTime = written(
  /^\d{4}-\d\d-\d\d ([01]\d|2[0-3]):[0-5]\d$/,
  text('请选一个时间。', 'Please choose a time.'),
)
