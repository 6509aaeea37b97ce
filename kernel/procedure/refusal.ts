import type { Text } from '../platform/text.ts'

/** Why a chart cannot run: the element's id and name, a code, and what to do. */
export type Refusal = {
  code: RefusalCode
  element?: string
  name?: string
  message: Text
  /** Matters for running a case alone: the flow is known all the same, so a log can be replayed against the chart. */
  running?: true
  /** A shortest way to the problem, as names for reading and as elements for drawing. */
  trace?: string[]
  path?: string[]
}

/** What stands against replaying a log on the chart; publishing asks for none of the others either. */
export const flowProblems = (problems: readonly Refusal[]): Refusal[] => problems.filter((p) => !p.running)

export type RefusalCode =
  | 'TOO_LARGE'
  | 'NOT_XML'
  | 'ENTITY'
  | 'NOT_BPMN'
  | 'NO_PROCESS'
  | 'NO_START'
  | 'TWO_STARTS'
  | 'NO_END'
  | 'DUPLICATE_ID'
  | 'BAD_ID'
  | 'DANGLING'
  | 'UNSUPPORTED'
  | 'NO_CONDITION'
  | 'BAD_CONDITION'
  | 'CANNOT_COMPLETE'
  | 'IMPROPER_COMPLETION'
  | 'DEAD_STEP'
  | 'UNSAFE'
  | 'GAVE_UP'
  | 'NOBODY'
  | 'NO_ACT'
  | 'NO_KIND'
  | 'NO_PERFORMER'
  | 'NO_CORRELATION'
