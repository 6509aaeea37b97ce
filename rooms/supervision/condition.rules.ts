import { caseKinds } from '../../kernel/cases/index.ts'
import { actTypes, type Text, text } from '../../kernel/platform/index.ts'
import { CLOCK_NAMES, holds, holdsOfAct, RuleFailed, SAMPLE } from './light.rules.ts'

export type Watchable = { on: string; name: Text; names: string[] }

/** What rules may look at: the clocks of every kind of case and the limits of steps, and every published act of a case. */
export function watchable(): Watchable[] {
  const clocks = new Map<string, Text>([['step', text('流程图上一步的时限', 'the limit of a step on the chart')]])
  const acts = new Set<string>()
  for (const kind of caseKinds.values()) {
    for (const [name, title] of Object.entries(kind.clocks ?? {})) clocks.set(name, title)
    for (const act of kind.acts) acts.add(act)
  }
  return [
    ...[...clocks].map(([name, title]) => ({ on: `clock:${name}`, name: title, names: [...CLOCK_NAMES] })),
    ...[...acts].flatMap((type) => {
      const known = actTypes.get(type)
      return known ? [{ on: `act:${type}`, name: known.title, names: publicNames(type) }] : []
    }),
  ]
}

/** The public fields of an act type, by which conditions name them. */
export const publicNames = (type: string): string[] => {
  const shape = (actTypes.get(type)?.public as { shape?: object } | undefined)?.shape
  return Object.keys(shape ?? {})
}

/** Why a condition cannot be stored; undefined where it can. */
export function conditionProblem(on: string, condition: string): Text | undefined {
  const names = watchable().find((w) => w.on === on)?.names
  if (!names) return text('没有这个时钟或行为。', 'There is no such clock or act.')
  try {
    if (on.startsWith('clock:')) holds(condition, SAMPLE)
    else holdsOfAct(condition, names, {})
    return undefined
  } catch (error) {
    if (!(error instanceof RuleFailed)) throw error
    return text(
      `这个条件算不出来（${error.message}）。可用的名称：${names.join('、')}；结果要是真或假，例如 ${names[0]} < 0。`,
      `This condition cannot be computed (${error.message}). Names: ${names.join(', ')}; the result must be true or false.`,
    )
  }
}
