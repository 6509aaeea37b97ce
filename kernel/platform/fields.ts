import { z } from 'zod'
import type { Fields } from './problem.ts'
import { type Text, text } from './text.ts'

const zh = z.locales.zhCN().localeError
const en = z.locales.en().localeError

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
          : text(say(zh), say(en))
  }
  return fields
}
