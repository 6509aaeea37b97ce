export * from './clock.rules.ts'
export type { Clock, ClockEvent, ClockLimit, ClockUnit, DatedLimit, Step } from './clock.shape.ts'
export * from './count.rules.ts'
export * from './working-days.rules.ts'
