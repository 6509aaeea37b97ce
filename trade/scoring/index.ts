import { readFileSync } from 'node:fs'
import { type Method, method } from './method.shape.ts'

export { abnormallyLow } from './abnormal.rules.ts'
export { type Drawn, toDraw, weighted } from './benchmark.rules.ts'
export { type Corrected, type Correction, correct, type PriceList } from './correct.rules.ts'
export { type EvaluatedBid, type Evaluation, evaluate } from './evaluate.rules.ts'
export { type Method, method } from './method.shape.ts'
export {
  type Asked,
  type CellProblem,
  PRICE_LIST,
  readAsked,
  readPriceList,
  templateRows,
  writePriceList,
} from './price-list.rules.ts'
export { compare, decimal, mul, type Q, q, round, show, ZERO } from './rational.rules.ts'
export { type Cell, xlsxOf } from './xlsx-file.ts'

const all = method.array().parse(JSON.parse(readFileSync(new URL('methods.json', import.meta.url), 'utf8')))
/** Every method of evaluation, in every version. */
export const methods: readonly Method[] = all

/** The method as it is in force on a day; undefined where there is none. */
export const methodOn = (id: string, day: string): Method | undefined =>
  all
    .filter((m) => m.id === id && m.from <= day && (m.to === undefined || day <= m.to))
    .sort((a, b) => b.version - a.version)[0]
