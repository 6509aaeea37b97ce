import { defineRoom, type Room, text } from '../platform/index.ts'
import { collector, counter } from './count.ts'
import { statisticsQueries } from './views.ts'

export * as contract from './contract.ts'
export { LEAST, quantile, type Spread, spreads } from './dispersion.rules.ts'
export { LEADS } from './views.ts'

/** The cube over what these rooms declare (`statistics`, `dispersion`). */
export function statisticsRoom(systems: readonly Room[]): Room {
  const statistics = systems.flatMap((r) => r.statistics)
  const dispersions = systems.flatMap((r) => r.dispersion)
  return defineRoom({
    name: 'statistics',
    title: text('统计', 'Statistics'),
    operations: statisticsQueries(statistics, dispersions),
    consumers: [...statistics.map(counter), ...dispersions.map(collector)],
  })
}
