// What a chart becomes: the net, what its steps say of themselves, and what stands against running it.
import type { Net, StepKind } from '../net.ts'
import type { Definitions } from '../read-bpmn.ts'
import type { Refusal } from '../refusal.ts'

/** What a visible step says of itself: who does it, with what, by when, under which law. */
export type StepInfo = {
  /** Unique in the net: the chart's id, with `#n` for the n-th of several instances and `call/` before what a call contains. */
  element: string
  name: string
  nameEn?: string
  kind: StepKind
  /** Whose step it is, as the chart has it; kernel/cases resolves it. */
  by?: string
  post?: string
  /** A send task: the item of which it opens a case. */
  opens?: string
  /** A receive task: the send task for whose case it waits. */
  of?: string
  limit?: number
  limitUnit?: string
  basis?: string
  act?: string
  decision?: string
  message?: string
  /** For timers: the ISO 8601 duration or date as the chart has it. */
  timer?: string
  /** For boundary events: the step on whose edge it sits. */
  attachedTo?: string
  /** A boundary event that leaves its step open. */
  nonInterrupting?: boolean
}

export type Branch = { flow: string; condition?: string; isDefault: boolean }

export type Procedure = {
  id: string
  name: string
  net: Net
  steps: Record<string, StepInfo>
  /** Exclusive and inclusive gateways: their branches in the order of the chart. */
  branches: Record<string, Branch[]>
  /** Names of all elements, for messages. */
  names: Record<string, string>
  /** What passing an element sends: a message to one case, a signal to all that wait for it. */
  throws: Record<string, { kind: 'message' | 'signal'; name: string }>
  /** The field of the case's form by which messages between cases find one another. */
  correlation?: string
}

export type Compiled = {
  net: Net
  procedure: Procedure
  digest: string
  problems: Refusal[]
  definitions?: Definitions
}
