import { defineRoom, text } from '../../kernel/platform/index.ts'
import { closed, committed, revealed } from './draw.ts'

export * as contract from './contract.ts'
export { type Bidding, type Candidate, orderOf, poolOf } from './pool.rules.ts'
export {
  type Compared,
  likeness,
  lowHints,
  type Made,
  makeReport,
  priced,
  type Ranked,
  type ToEvaluate,
  verdictProblem,
} from './report.rules.ts'
export { peopleOf, type Seated, seat, seatOf, verdictsOf } from './seats.ts'

export default defineRoom({
  name: 'committee',
  title: text('评审委员会', 'Committees'),
  operations: [committed, closed, revealed],
})
