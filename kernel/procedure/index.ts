import { defineRoom, text } from '../platform/index.ts'
import { type Compiled, compileBpmn } from './compile.ts'
import { checkConditions } from './condition.ts'
import type { Refusal } from './refusal.ts'
import { checkSoundness, type Soundness } from './soundness.ts'

export { compileBpmn, digestOf, type Compiled, type Procedure, type StepInfo, supported } from './compile.ts'
export { checkSoundness, STATE_BOUND, type Soundness } from './soundness.ts'
export { drawChart, type ChartOptions, type ChartState } from './chart.ts'
export { chartXml, endProcedure, fireStep, instanceOf, openTasks, procedureOf, startProcedure, storeChart, type OpenTask, type StepResult } from './engine.ts'
export { ProcedureError, openSteps } from './semantics.ts'
export type { Net, Transition, Marking } from './net.ts'
export type { Refusal } from './refusal.ts'
export { GNOMON_NS } from './read-bpmn.ts'

/** The whole question that publication asks: can the chart run, and is it sound? `problems` empty means yes. */
export async function reviewChart(xml: string): Promise<Compiled & { soundness?: Soundness; sound: boolean; problems: Refusal[] }> {
  const compiled = await compileBpmn(xml)
  const problems = [...compiled.problems, ...checkConditions(compiled)]
  if (problems.length > 0) return { ...compiled, problems, sound: false }
  const soundness = checkSoundness(compiled.procedure)
  return { ...compiled, soundness, sound: soundness.sound, problems: soundness.problems }
}

export default defineRoom({ name: 'procedure', title: text('流程', 'Procedures') })
