import { defineRoom, text } from '../platform/index.ts'
import { drawsCheck } from './checks.ts'
import getRecord from './get-record.ts'

export { closeDraw } from './close-draw.ts'
export { commitDraw } from './commit-draw.ts'
export * as contract from './contract.ts'
export { closeErrors, revealErrors } from './contract.ts'
export {
  type Closing,
  commitmentOf,
  type Drawn,
  draw,
  type Member,
  type NumberRange,
  type Pool,
  pick,
  pickNumber,
  poolDigest,
  poolText,
  type Result,
  standIns,
  stream,
  uniform,
} from './draw.rules.ts'
export { type DrawRecord, drawRecord } from './record.shape.ts'
export { revealDraw } from './reveal-draw.ts'
export { standInsOf } from './stand-ins.ts'
export { type Verdict, verifyDraw } from './verify.rules.ts'

export default defineRoom({
  name: 'draw',
  title: text('抽取', 'Draws'),
  operations: [getRecord],
  checks: [drawsCheck],
})
