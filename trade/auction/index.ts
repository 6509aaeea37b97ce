export { apply, reserveOpen } from './apply.rules.ts'
export { advance, begin, nextMove } from './move.rules.ts'
export { better, clockPrice, leads, nextAmount, ranking } from './price.rules.ts'
export * from './state.shape.ts'
