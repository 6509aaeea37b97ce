import { text } from '../platform/text.ts'
import type { Procedure, StepInfo } from './compile/compiled.ts'
import { fired, initial, isEnabled, isFinal, type Marking, type Transition } from './net.ts'

/** What a condition says of the case's variables; a chart whose condition fails to evaluate stops the step, never guesses. */
export type Evaluate = (condition: string, variables: Record<string, unknown>) => boolean

/** `left`: places that a token left on the way; a step that waits there was closed, even where it is open again. */
export type Settled = { marking: Marking; ended: boolean; passed: string[]; left: Set<number> }

export class ProcedureError extends Error {
  override name = 'ProcedureError'
  code: 'NOT_ENABLED' | 'NO_BRANCH' | 'RUNAWAY' | 'NO_RECEIVER' | 'AMBIGUOUS' | 'CANNOT_MIGRATE'
  said: { zh: string; en: string }
  constructor(code: ProcedureError['code'], zh: string, en: string) {
    super(en)
    this.code = code
    this.said = text(zh, en)
  }
}

const MAX_SILENT = 1000

const silent = (t: Transition) => t.label === null

/** Lets everything pass that nobody has to do (starts, gateways, throws, ends), choosing branches by their conditions. */
export function settle(
  procedure: Procedure,
  from: Marking,
  variables: Record<string, unknown>,
  evaluate: Evaluate,
): Settled {
  const { net } = procedure
  let marking = from
  const passed: string[] = []
  const left = new Set<number>()
  for (let i = 0; i < MAX_SILENT; i++) {
    const enabled = net.transitions.filter(
      (t) => silent(t) && isEnabled(marking, t) && isMet(t, marking, variables, evaluate),
    )
    const next = enabled[0]
    if (!next) return { marking, ended: isFinal(net, marking), passed, left }
    const chosen = next.flows ? choose(procedure, next.element, enabled, variables, evaluate) : next
    marking = fired(marking, chosen)
    for (const p of leaves(chosen)) left.add(p)
    passed.push(...(chosen.flows ?? [chosen.element]))
  }
  throw new ProcedureError(
    'RUNAWAY',
    '流程在没有人办理的步骤之间转圈。',
    'The procedure runs in circles between steps that nobody does.',
  )
}

/** How many instances there are, run and are done: by BPMN's names (BPMN 2.0, table 10.30) and by those that tools write. */
const COUNTS = {
  all: ['numberOfInstances', 'nrOfInstances'],
  done: ['numberOfCompletedInstances', 'nrOfCompletedInstances'],
  active: ['numberOfActiveInstances', 'nrOfActiveInstances'],
  ended: ['numberOfTerminatedInstances', 'nrOfTerminatedInstances'],
}
export const INSTANCE_NAMES = Object.values(COUNTS).flat()

/** BPMN's own names for counting instances are variables of a completion condition. */
function isMet(t: Transition, marking: Marking, variables: Record<string, unknown>, evaluate: Evaluate): boolean {
  if (!t.guard) return true
  const { condition, instances, finished } = t.guard
  const done = finished.reduce((n, [place, count]) => n + (marking[place]! > 0 ? count : 0), 0)
  const counts = { all: instances, done, active: instances - done, ended: 0 }
  const named = (Object.keys(counts) as (keyof typeof counts)[]).flatMap((c) => COUNTS[c].map((n) => [n, counts[c]]))
  return evaluate(condition, { ...variables, ...Object.fromEntries(named) })
}

function choose(
  procedure: Procedure,
  gateway: string,
  enabled: Transition[],
  variables: Record<string, unknown>,
  evaluate: Evaluate,
): Transition {
  const branches = procedure.branches[gateway]!
  const options = enabled.filter((t) => t.element === gateway)
  if (branches.length === 1 && !branches[0]!.condition) return options[0]!
  const inclusive = options.some((t) => t.flows!.length > 1)
  const holds = branches.filter((b) => !b.isDefault && b.condition && evaluate(b.condition, variables))
  const taken = holds.length > 0 ? (inclusive ? holds : holds.slice(0, 1)) : branches.filter((b) => b.isDefault)
  const found = options.find((t) => t.flows!.length === taken.length && taken.every((b) => t.flows!.includes(b.flow)))
  if (!found)
    throw new ProcedureError(
      'NO_BRANCH',
      `「${procedure.names[gateway] ?? gateway}」没有一个条件成立。`,
      `No condition holds at “${procedure.names[gateway] ?? gateway}”.`,
    )
  return found
}

export const begin = (procedure: Procedure, variables: Record<string, unknown>, evaluate: Evaluate): Settled =>
  settle(procedure, initial(procedure.net), variables, evaluate)

/** The steps that may happen now. */
export const openSteps = (procedure: Procedure, marking: Marking): StepInfo[] =>
  procedure.net.transitions.filter((t) => !silent(t) && isEnabled(marking, t)).map((t) => procedure.steps[t.element]!)

/** Performs one step and lets pass what follows from it. Throws NOT_ENABLED where the step is not open. */
export function step(
  procedure: Procedure,
  marking: Marking,
  element: string,
  variables: Record<string, unknown>,
  evaluate: Evaluate,
): Settled {
  const transition = procedure.net.transitions.find((t) => t.element === element && !silent(t) && isEnabled(marking, t))
  if (!transition)
    throw new ProcedureError(
      'NOT_ENABLED',
      `「${procedure.names[element] ?? element}」这一步现在没有打开。`,
      `The step “${procedure.names[element] ?? element}” is not open now.`,
    )
  const settled = settle(procedure, fired(marking, transition), variables, evaluate)
  return { ...settled, left: new Set([...settled.left, ...leaves(transition)]) }
}

/** Places that firing takes a token from and does not give one back. */
const leaves = (t: Transition): number[] => [...t.pre.filter((p) => !t.post.includes(p)), ...(t.reset ?? [])]

/** The steps of `open` that were open before and closed in between: they begin anew. */
export const reopened = (procedure: Procedure, open: StepInfo[], before: StepInfo[], left: Set<number>): StepInfo[] => {
  const was = new Set(before.map((s) => s.element))
  return open.filter(
    (s) =>
      was.has(s.element) &&
      procedure.net.transitions.some((t) => t.element === s.element && !silent(t) && t.pre.some((p) => left.has(p))),
  )
}
