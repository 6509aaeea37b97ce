// One line says what a rule looks at, as people write and read it: `precedence:penalty.decided needs penalty.noticed`.
import type { Text } from '../platform/index.ts'
import { text } from '../platform/text.ts'
import { type Constraint, type Looks, type Measure, RuleFailed } from './rule.shape.ts'

const NAME = '[a-z*][a-z0-9.-]*'
const FIELD = '[A-Za-z][A-Za-z0-9.]*'
const LIST = `${NAME}(?: ?, ?${NAME})*`
const list = (s: string) => s.split(/ ?, ?/)
const form = (pattern: string, read: (m: string[]) => Looks | undefined) => ({
  pattern: new RegExp(`^${pattern}$`),
  read,
})
const of = (constraint: Constraint): Looks => ({ what: 'acts', constraint })

const FORMS = [
  form(`clock:(${NAME})`, ([, clock]) => ({ what: 'clock', clock: clock! })),
  form(`act:(${NAME})`, ([, act]) => ({ what: 'act', act: act! })),
  form(`precedence:(${NAME}) needs (${LIST})`, ([, a, b]) => of({ form: 'precedence', of: a!, needs: list(b!) })),
  form(
    `response:(${LIST}) must (${LIST}) within (\\d{1,4}) (working|calendar)-days?(?: once (${NAME}))?`,
    ([, a, b, n, unit, once]) =>
      of({
        form: 'response',
        after: list(a!),
        must: list(b!),
        within: { value: Number(n), unit: unit === 'working' ? 'working-day' : 'calendar-day' },
        ...(once ? { once } : {}),
      }),
  ),
  form(`absence:(${NAME})(?: after (${NAME}))?`, ([, a, b]) =>
    of({ form: 'absence', of: a!, ...(b ? { after: b } : {}) }),
  ),
  form(`at-most:(\\d{1,3}) (${NAME})`, ([, n, a]) => of({ form: 'at-most', of: a!, times: Number(n) })),
  form(`exactly-once:(${NAME})`, ([, a]) => of({ form: 'exactly-once', of: a! })),
  form(`not-together:(${NAME}) with (${NAME})`, ([, a, b]) => of({ form: 'not-together', of: a!, with: b! })),
  form(`apart:(${NAME}) from (${NAME})`, ([, a, b]) => of({ form: 'apart', of: a!, from: b! })),
  form(`pair:(${NAME}) after (${NAME})`, ([, a, b]) => ({ what: 'pair', act: a!, after: b! })),
  form(`burst:(\\d{1,3}) in (\\d{1,6}) seconds`, ([, n, s]) =>
    Number(n) < 2 ? undefined : { what: 'burst', times: Number(n), seconds: Number(s) },
  ),
  form(
    `window:(${LIST}) by (${FIELD}(?: ?, ?${FIELD})*) over (\\d{1,3}) days (count|sum (${FIELD})|share (${FIELD}) = (.{1,60}))`,
    ([, acts, by, days, what, sum, field, value]) => ({
      what: 'window',
      acts: list(acts!),
      by: list(by!),
      days: Number(days),
      value: (what === 'count'
        ? { what: 'count' }
        : sum
          ? { what: 'sum', field: sum }
          : { what: 'share', field, of: value }) as Measure,
    }),
  ),
]

const read = new Map<string, Looks>()
/** @throws RuleFailed where the line is none of the forms */
export function looksOf(on: string): Looks {
  const known = read.get(on)
  if (known) return known
  for (const { pattern, read: take } of FORMS) {
    const found = pattern.exec(on.trim())
    const looks = found ? take(found) : undefined
    if (!looks) continue
    if (read.size > 2000) read.clear()
    read.set(on, looks)
    return looks
  }
  throw new RuleFailed(`not a line that says what to look at: ${on}`)
}

/** The act types, and the clock, that a line names. */
export function named(looks: Looks): { acts: string[]; clock?: string } {
  if (looks.what === 'clock') return { acts: [], clock: looks.clock }
  if (looks.what === 'act') return { acts: looks.act === '*' ? [] : [looks.act] }
  if (looks.what === 'pair') return { acts: [looks.act, looks.after] }
  if (looks.what === 'burst') return { acts: [] }
  if (looks.what === 'window') return { acts: looks.acts }
  const c = looks.constraint
  if (c.form === 'precedence') return { acts: [c.of, ...c.needs] }
  if (c.form === 'response') return { acts: [...c.after, ...c.must, ...(c.once ? [c.once] : [])] }
  if (c.form === 'absence') return { acts: c.after ? [c.of, c.after] : [c.of] }
  if (c.form === 'not-together') return { acts: [c.of, c.with] }
  if (c.form === 'apart') return { acts: [c.of, c.from] }
  return { acts: [c.of] }
}

/** The line in words; `name` says an act type or a clock. */
export function sayLooks(looks: Looks, name: (what: string) => Text): Text {
  const all = (types: string[]): Text =>
    text(types.map((x) => `“${name(x).zh}”`).join('或'), types.map((x) => `“${name(x).en}”`).join(' or '))
  const one = (type: string) => all([type])
  switch (looks.what) {
    case 'clock':
      return looks.clock === '*' ? text('任何时钟', 'any clock') : name(looks.clock)
    case 'act':
      return looks.act === '*' ? text('任何行为', 'any act') : name(looks.act)
    case 'pair':
      return text(
        `${one(looks.act).zh}比照前面的${one(looks.after).zh}`,
        `${one(looks.act).en} against the ${one(looks.after).en} before it`,
      )
    case 'burst':
      return text(`${looks.seconds} 秒内 ${looks.times} 步`, `${looks.times} steps within ${looks.seconds} seconds`)
    case 'window': {
      const v = looks.value
      const what =
        v.what === 'count'
          ? text('件数', 'number')
          : v.what === 'sum'
            ? text(`${v.field} 之和`, `sum of ${v.field}`)
            : text(`${v.field} = ${v.of} 的比例`, `share with ${v.field} = ${v.of}`)
      return text(
        `${looks.days} 天里按 ${looks.by.join('、')} 分组的${all(looks.acts).zh}：${what.zh}`,
        `${all(looks.acts).en} of ${looks.days} days by ${looks.by.join(', ')}: ${what.en}`,
      )
    }
    case 'acts': {
      const c = looks.constraint
      switch (c.form) {
        case 'precedence':
          return text(`${one(c.of).zh}之前须有${all(c.needs).zh}`, `${all(c.needs).en} before ${one(c.of).en}`)
        case 'response': {
          const unit = c.within.unit === 'working-day' ? text('个工作日', 'working days') : text('日', 'days')
          return text(
            `${all(c.after).zh}之后 ${c.within.value} ${unit.zh}内须有${all(c.must).zh}`,
            `${all(c.must).en} within ${c.within.value} ${unit.en} after ${all(c.after).en}`,
          )
        }
        case 'absence':
          return c.after
            ? text(`${one(c.after).zh}之后不得有${one(c.of).zh}`, `no ${one(c.of).en} after ${one(c.after).en}`)
            : text(`不得有${one(c.of).zh}`, `no ${one(c.of).en}`)
        case 'at-most':
          return text(`${one(c.of).zh}至多 ${c.times} 次`, `${one(c.of).en} at most ${c.times} times`)
        case 'exactly-once':
          return text(`${one(c.of).zh}恰好一次`, `${one(c.of).en} exactly once`)
        case 'not-together':
          return text(`${one(c.of).zh}与${one(c.with).zh}不得并存`, `not both ${one(c.of).en} and ${one(c.with).en}`)
        case 'apart':
          return text(
            `${one(c.of).zh}与${one(c.from).zh}不得由同一岗位办`,
            `${one(c.of).en} and ${one(c.from).en} not by one post`,
          )
      }
    }
  }
}
