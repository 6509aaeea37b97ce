import type { Tells, Told } from '../../kernel/platform/index.ts'
import { type Text, text } from '../../kernel/platform/text.ts'

/** Nothing personal stands in a subject line: it is shown on locked screens. */
export const SUBJECT = text('厦门市阳光政务：您的办件有新进展', 'Xiamen services: news of your case')

export const bodyOf = (m: { title: Text; line: Text; number: string; path: string }, site: string): string =>
  `${m.title.zh}（${m.number}）：${m.line.zh}\n${m.title.en} (${m.number}): ${m.line.en}\n${site}${m.path}`

/** What the systems tell of their acts, by act type. */
export const toldBy = (rooms: { tells: Tells }[]): ReadonlyMap<string, readonly Told[]> =>
  new Map(rooms.flatMap((r) => Object.entries(r.tells).map(([type, told]) => [type, [told].flat()])))
