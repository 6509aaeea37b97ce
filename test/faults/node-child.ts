// One installation as its own process: server and worker of the real product on a database and a folder that it is given.
// argv: JSON of { databaseUrl, databaseOwnerUrl, data, port, origin }
import { flushCompileCache } from 'node:module'
import { root } from '../../apps/config.ts'
import { openGnomon } from '../../apps/gnomon.ts'
import { listen } from '../../apps/server/listen.ts'
import { createApp } from '../../apps/server/server.tsx'
import { startWorker } from '../../apps/worker/worker.ts'
import { HOME } from '../../kernel/platform/harness.ts'

const { port, origin, ...of } = JSON.parse(process.argv[2]!)
const gnomon = await openGnomon({
  ...of,
  root,
  home: HOME,
  host: '127.0.0.1',
  port,
  placesFile: `${of.data}/places.json`,
  publicUrl: `http://127.0.0.1:${port}`,
  preparedStatements: true,
  demonstration: false,
  proxies: 0,
  rateLimit: false,
  logLevel: 'error',
  secret: 'test secret',
  ledger: { origin, signatures: ['ed25519'] },
})
await listen(createApp(gnomon), '127.0.0.1', port)
startWorker(gnomon, { interval: 50 })
flushCompileCache()
console.log('ready')
