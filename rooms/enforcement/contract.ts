// What other rooms, the browser and the API may name, by the parts of a case.
export * from './collection.contract.ts'
export * from './decision.contract.ts'
export * from './hearing.contract.ts'
export * from './investigation.contract.ts'
export * from './opening.contract.ts'
export { type Subject, subject } from './terms.contract.ts'
export * from './views.contract.ts'
