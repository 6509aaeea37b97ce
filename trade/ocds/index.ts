export { compile } from './compile.rules.ts'
export type { Release } from './ocds.shape.ts'
export { numberOf, ocidOf, packageOf, recordOf } from './package.rules.ts'
export { type OfSale, releasesOfSale, type SaleEvent } from './selling.rules.ts'
