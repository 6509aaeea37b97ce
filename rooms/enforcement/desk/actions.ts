import type { View } from './action-parts.ts'
import { beside } from './beside.ts'
import { steps } from './steps.ts'

export type { View }
/** What can be done on a penalty case: the chart's steps first, then what stands beside it; each says what follows. */
export const actions = { ...steps, ...beside }
