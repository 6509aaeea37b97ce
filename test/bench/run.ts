// npm run bench [step|joint|rush|auction|observers [COUNT]|seal|scoring|dispatch|engines|decision|replay|ledger|pages|places|statistics|supervision|lights [RATE] [VIEWERS]|million [CASES]|penalties [CASES]|search [ENTRIES]]: each figure as a ratio to a named baseline of the same run; then step and
// ledger again on Debian's PostgreSQL.
import { startDebianPostgresql } from '../server/debian-postgresql.ts'
import { benchAuction } from './auction.ts'
import { benchDecision } from './decision.ts'
import { benchDispatch } from './dispatch.ts'
import { benchEngines } from './engines.ts'
import { benchJoint } from './joint.ts'
import { benchLedger } from './ledger.ts'
import { benchLights } from './lights.ts'
import { benchMillion } from './million.ts'
import { benchObservers } from './observers.ts'
import { benchPages } from './pages.ts'
import { benchPenalties } from './penalties.ts'
import { benchPlaces } from './places.ts'
import { benchReplay } from './replay.ts'
import { benchRush } from './rush.ts'
import { benchScoring } from './scoring.ts'
import { benchSeal } from './seal.ts'
import { benchSearch } from './search.ts'
import { benchStatistics } from './statistics.ts'
import { benchStep } from './step.ts'
import { benchSupervision } from './supervision.ts'

const [only] = process.argv.slice(2)
const benches = {
  joint: benchJoint,
  rush: benchRush,
  auction: benchAuction,
  observers: benchObservers,
  seal: benchSeal,
  scoring: benchScoring,
  step: benchStep,
  dispatch: benchDispatch,
  engines: benchEngines,
  decision: benchDecision,
  replay: benchReplay,
  ledger: benchLedger,
  pages: benchPages,
  places: benchPlaces,
  statistics: benchStatistics,
  supervision: benchSupervision,
  lights: benchLights,
  million: benchMillion,
  penalties: benchPenalties,
  search: benchSearch,
}

async function all(where: string, names: (keyof typeof benches)[]): Promise<void> {
  for (const name of names) if (!only || only === name) await benches[name]((line) => console.log(`[${where}] ${line}`))
}

// Minutes and gigabytes: only where it is asked for.
if (only === 'million' || only === 'penalties' || only === 'search' || only === 'lights') await all('embedded', [only])
else
  await all('embedded', [
    'step',
    'joint',
    'rush',
    'auction',
    'observers',
    'seal',
    'scoring',
    'dispatch',
    'engines',
    'decision',
    'replay',
    'ledger',
    'pages',
    'places',
    'statistics',
    'supervision',
  ])
const server = await startDebianPostgresql()
process.env.DATABASE_URL_TEST = server.url
try {
  await all(`PostgreSQL ${server.version}`, ['step', 'ledger'])
} finally {
  await server.stop()
}
process.exit(0)
