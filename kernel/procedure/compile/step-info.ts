// What a step says of itself, from the chart's attributes.
import { STEP_ATTRIBUTES } from '../extension.ts'
import type { StepKind } from '../net.ts'
import type { Element } from '../read-bpmn.ts'
import type { Builder } from './builder.ts'
import type { StepInfo } from './compiled.ts'

/** Who is asked several times (`posts`) is the copies' business, and a limit is a number. */
const AS_WRITTEN = STEP_ATTRIBUTES.filter((a) => a !== 'posts' && a !== 'limit')

export function stepInfo(b: Builder, e: Element, kind: StepKind, more: Partial<StepInfo> = {}): StepInfo {
  return {
    element: b.id(e),
    name: e.name ?? e.id,
    kind,
    ...Object.fromEntries(AS_WRITTEN.filter((a) => e[a] !== undefined).map((a) => [a, e[a]])),
    ...(e.limit === undefined ? {} : { limit: Number(e.limit) }),
    ...more,
  }
}
