export { compile, inOrder } from './compile.rules.ts'
export { type Release, release } from './ocds.shape.ts'
export { numberOf, ocidOf, packageOf, recordOf } from './package.rules.ts'
export {
  byCode,
  codeOf,
  identified,
  type Names,
  once,
  type ReleaseContext,
  relatedTo,
  released,
  releasesBy,
  releasesOfBuying,
  type Said,
  toldBy,
  yuan,
} from './releases.ts'
export { type OfSale, releasesOfSale, type SaleEvent } from './selling.rules.ts'
export { brokenIn } from './whole.rules.ts'
