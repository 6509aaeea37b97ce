// What rules may look at in this city: read from what its rooms declare, so that a new room is watched without a line here.
import { caseKinds } from '../cases/index.ts'
import { actTypes, type Text, text } from '../platform/index.ts'
import { type Declared, missing, namesOf } from './book.rules.ts'
import { conditionOf } from './condition.rules.ts'
import { ACT_NAMES, CLOCK_NAMES } from './facts.rules.ts'
import { looksOf, sayLooks } from './looks.rules.ts'
import { type Looks, RuleFailed } from './rule.shape.ts'

const more = new Map<string, Text>([['step', text('流程图上一步的时限', 'the limit of a step on the chart')]])
/** A clock of cases of every kind, beside those that a kind has. */
export const watchClock = (name: string, title: Text): void => void more.set(name, title)

const clocks = (): Map<string, Text> => {
  const found = new Map(more)
  for (const kind of caseKinds.values())
    for (const [name, title] of Object.entries(kind.clocks ?? {})) found.set(name, title)
  return found
}

/** The public fields of an act type, by which conditions name them. */
const fieldsOf = (type: string): string[] =>
  Object.keys((actTypes.get(type)?.public as { shape?: object } | undefined)?.shape ?? {})

export function declared(): Declared {
  const acts = new Set([...caseKinds.values()].flatMap((k) => k.acts))
  return {
    clocks: new Set(clocks().keys()),
    fields: (act) => (acts.has(act) && actTypes.get(act)?.published ? fieldsOf(act) : undefined),
  }
}

/** An act type or a clock, as people call it. */
export const nameOf = (what: string): Text => actTypes.get(what)?.title ?? clocks().get(what) ?? text(what, what)

export function lineInWords(on: string): Text {
  try {
    return sayLooks(looksOf(on), nameOf)
  } catch (error) {
    if (error instanceof RuleFailed) return text(on, on)
    throw error
  }
}

export type Watchable = { on: string; name: Text; names: string[] }
/** Every clock of every kind of case and every published act of a case, with the names that a condition may use. */
export function watchable(): Watchable[] {
  const acts = new Set([...caseKinds.values()].flatMap((k) => k.acts))
  return [
    ...[...clocks()].map(([name, title]) => ({ on: `clock:${name}`, name: title, names: [...CLOCK_NAMES] })),
    ...[...acts].flatMap((type) => {
      const known = actTypes.get(type)
      return known?.published
        ? [{ on: `act:${type}`, name: known.title, names: [...fieldsOf(type), ...ACT_NAMES] }]
        : []
    }),
  ]
}

/** Why a line cannot be looked at; undefined where it can. */
export function lineProblem(on: string): Text | undefined {
  let looks: Looks
  try {
    looks = looksOf(on)
  } catch (error) {
    if (!(error instanceof RuleFailed)) throw error
    return text(
      '看不懂要看什么。例如：clock:promised、act:case.decided、precedence:甲 needs 乙、apart:甲 from 乙。',
      'This does not say what to look at. Such as: clock:promised, act:case.decided, precedence:a needs b, apart:a from b.',
    )
  }
  const without = missing(looks, declared())
  return without.length === 0
    ? undefined
    : text(`没有这个时钟或行为：${without.join('、')}。`, `There is no such clock or act: ${without.join(', ')}.`)
}

/** Why a condition cannot be stored; undefined where it can. Clocks always have their numbers, so it is tried on one. */
export function conditionProblem(on: string, condition: string): Text | undefined {
  const looks = looksOf(on)
  const names = namesOf(looks, declared())
  try {
    const ready = conditionOf(condition, names)
    if (looks.what === 'clock') ready.holds((n) => SAMPLE[n])
    else ready.holds(() => null)
    return undefined
  } catch (error) {
    if (!(error instanceof RuleFailed)) throw error
    return text(
      `这个条件算不出来（${error.message}）。可用的名称：${names.join('、')}；结果要是真或假，例如 ${names[0]} < 0。`,
      `This condition cannot be computed (${error.message}). Names: ${names.join(', ')}; the result must be true or false.`,
    )
  }
}
const SAMPLE: Record<string, unknown> = {
  remaining: 3,
  overdue: false,
  suspended: false,
  allowed: 5,
  used: 2,
  suspendedDays: 0,
}
