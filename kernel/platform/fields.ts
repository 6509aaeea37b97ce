import { z } from 'zod'
import type { Fields } from './problem.ts'
import { type Text, text } from './text.ts'

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

type Issue = z.core.$ZodIssue & { input?: unknown; origin?: string }

/** What is wrong, as one would say it at a counter; undefined where Zod’s own sentence has to do. */
function plain(issue: Issue): Text | undefined {
  const empty = issue.input === undefined || issue.input === null || issue.input === ''
  if (issue.code === 'invalid_type' && empty) return text('请填写这一项。', 'Please fill this in.')
  if (issue.code === 'invalid_type' && issue.expected === 'number') return text('这里要填数字。', 'A number goes here.')
  if (issue.code === 'invalid_value' && empty) return text('请选一项。', 'Please choose one.')
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined
  const least = issue.code === 'too_small'
  const n = Number(least ? issue.minimum : issue.maximum)
  const more = (zh: string, en: string) =>
    least ? text(`至少 ${n} ${zh}。`, `At least ${n} ${en}.`) : text(`最多 ${n} ${zh}。`, `At most ${n} ${en}.`)
  if (issue.origin === 'string') {
    if (least && n === 1) return text('请填写这一项。', 'Please fill this in.')
    return more('个字', n === 1 ? 'character' : 'characters')
  }
  if (issue.origin === 'array' || issue.origin === 'set') return more('项', n === 1 ? 'entry' : 'entries')
  if (issue.origin !== 'number' && issue.origin !== 'int') return undefined
  if (issue.inclusive === false)
    return least ? text(`要大于 ${n}。`, `Greater than ${n}.`) : text(`要小于 ${n}。`, `Less than ${n}.`)
  return least ? text(`不能小于 ${n}。`, `Not less than ${n}.`) : text(`不能大于 ${n}。`, `Not more than ${n}.`)
}

/** Zod's issues → the form's field names (`a.b[0].c`) → what is wrong, in both languages. */
export function fieldsOf(error: z.ZodError): Fields {
  const fields: Fields = {}
  for (const issue of error.issues) {
    const path = issue.path.reduce<string>(
      (at, key) => (typeof key === 'number' ? `${at}[${key}]` : at ? `${at}.${String(key)}` : String(key)),
      '',
    )
    const say = (locale: typeof zh) => {
      const said = locale(issue as never)
      return (typeof said === 'string' ? said : said?.message) ?? issue.message
    }
    const own = issue.code === 'custom' ? (issue.params as Partial<Text> | undefined) : undefined
    fields[path] ??=
      own?.zh && own.en
        ? text(own.zh, own.en)
        : issue.code === 'custom'
          ? text(issue.message, issue.message)
          : (plain(issue) ?? text(say(zh), say(en)))
  }
  return fields
}
