import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Words } from './question.rules.ts'

const shape = z.object({ stop: z.array(z.string()), same: z.array(z.array(z.string()).min(2)) })
const read = shape.parse(JSON.parse(readFileSync(new URL('words.json', import.meta.url), 'utf8')))

/** What people say and the law does not, as data. */
export const words: Words = {
  stop: [...read.stop].sort((a, b) => b.length - a.length),
  same: read.same.map(([said, ...also]) => [new RegExp(said!, 'i'), ...also]),
}
