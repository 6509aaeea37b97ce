import type { Run } from '../feel/run.ts'
import type { Value } from '../feel/value.ts'

/** What a decision table did, for the sentence that a notice needs. */
export type TableTrace = {
  decision: string
  hitPolicy: string
  inputs: { label: string; value: Value }[]
  /** Rules that were met, from one, in the order of the table; `used` for those that made the result. */
  rules: {
    index: number
    id?: string
    used: boolean
    conditions: string[]
    outputs: { label: string; value: Value }[]
    annotations: string[]
  }[]
}

/** Kept beside the run: FEEL, which it is passed through, knows no tables. */
const traces = new WeakMap<Run, TableTrace[]>()

/** From here on the tables of this evaluation note what they do. */
export function traced(run: Run): TableTrace[] {
  const trace: TableTrace[] = []
  traces.set(run, trace)
  return trace
}

/** Undefined where nobody asked for an explanation. */
export const traceOf = (run: Run): TableTrace[] | undefined => traces.get(run)
