import { defineRoom, text } from '../platform/index.ts'
import backtest from './backtest.ts'
import { backtestRule } from './contract.ts'
import declareOutage from './declare-outage.ts'
import proposeRule from './propose-rule.ts'
import { book, list } from './rules.ts'
import { drop, release } from './settle-rule.ts'

export { acts as ruleActs } from './acts.ts'
export * from './backtest.rules.ts'
export * from './book.rules.ts'
export { clocksOf, kindClocks } from './case-clocks.ts'
export * from './case-watch.rules.ts'
export * from './clock-look.rules.ts'
export * from './compare.rules.ts'
export * as contract from './contract.ts'
export { declared, watchClock } from './declared.ts'
export type { Published } from './facts.rules.ts'
export * from './looks.rules.ts'
export * from './monitor.rules.ts'
export { supervises } from './policy.ts'
export { type Recomputed, recompute } from './recompute.ts'
export * from './replay.rules.ts'
export * from './rule.shape.ts'
export { bookDays, outages, rulesOn } from './rule.store.ts'
export * from './window.rules.ts'

export default defineRoom({
  name: 'watch',
  centre: true,
  title: text('监察规则', 'Rules of supervision'),
  operations: [proposeRule, release, drop, backtest, declareOutage, list, book],
  timers: { 'watch.backtest': (timer) => ({ contract: backtestRule, input: { id: timer.subjectId } }) },
})
