// What other rooms, the browser and the API may name, by the parts of a case.
export * from './collection/collection.contract.ts'
export * from './decision/decision.contract.ts'
export * from './decision/hearing.contract.ts'
export * from './investigation/investigation.contract.ts'
export * from './opening/opening.contract.ts'
export { type Subject, subject } from './terms.contract.ts'
export * from './views.contract.ts'
