export * from './clock.rules.ts'
export * from './count.rules.ts'
export * from './working-days.rules.ts'
