import { defineRoom, text } from '../platform/index.ts'
import { compileBpmn } from './compile/compile.ts'
import type { Compiled } from './compile/compiled.ts'
import { checkConditions } from './condition.ts'
import type { Refusal } from './refusal.ts'
import { checkSoundness, type Soundness } from './soundness.ts'

export { type ChartOptions, type ChartState, chartStates, drawChart } from './chart.ts'
export { type ChartDiff, chartDiff, type SayValue } from './chart-diff.rules.ts'
export { type ChartFlow, type ChartNode, type ChartParts, chartParts } from './chart-parts.ts'
export { type ChartStep, sayChart } from './chart-words.ts'
export { compileBpmn, digestOf } from './compile/compile.ts'
export type { Compiled, Procedure, StepInfo } from './compile/compiled.ts'
export { decodeXml } from './encoding.ts'
export {
  chartXml,
  endProcedure,
  fireStep,
  instanceOf,
  openStepsOf,
  procedureOf,
  type StepResult,
  startProcedure,
  storeChart,
  type Thrown,
} from './engine.ts'
export { GNOMON_NS } from './extension.ts'
export { mapMarking } from './map-marking.ts'
export { migrateInstance } from './migration.ts'
export type { Marking, Net, Transition } from './net.ts'
export { type OwnProcess, ownChoices, withOwnProcess } from './own-process.ts'
export { flowProblems, type Refusal } from './refusal.ts'
export * as replay from './replay/index.ts'
export { openSteps, ProcedureError } from './semantics.ts'
export { checkSoundness, type Soundness, STATE_BOUND } from './soundness.ts'
export { canReach, type Leg, mayStand } from './stand.ts'
export { type DrawnOnly, drawnOnly } from './standard-form.ts'
export { chartElement, supported } from './vocabulary.ts'

/** The whole question that publication asks: can the chart run, and is it sound? `problems` empty means yes. */
export async function reviewChart(
  xml: string,
  own?: string,
): Promise<Compiled & { soundness?: Soundness; sound: boolean; problems: Refusal[] }> {
  const compiled = await compileBpmn(xml, own)
  const named = new Set(compiled.problems.map((p) => `${p.code} ${p.element}`))
  const wrong = checkConditions(compiled).filter((p) => !named.has(`${p.code} ${p.element}`))
  const problems = [...compiled.problems, ...wrong]
  if (problems.length > 0) return { ...compiled, problems, sound: false }
  const soundness = checkSoundness(compiled.procedure)
  return { ...compiled, soundness, sound: soundness.sound, problems: soundness.problems }
}

export default defineRoom({ name: 'procedure', title: text('流程', 'Procedures') })
