// What contracts of rooms and the browser may name of the catalogue.
export { scenarioShape } from './scenario.shape.ts'
