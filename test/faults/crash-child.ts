// Performs one operation and kills itself (SIGKILL) after the n-th statement of its transaction, or right after the commit.
// argv: database URL, data folder, what ("accept" | "integrate" | "bid"), case id or number of the lot, n (statements), login, post
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import cases from '../../kernel/cases/index.ts'
import catalog from '../../kernel/catalog/index.ts'
import identity, { actorOfLogin } from '../../kernel/identity/index.ts'
import { fileTiles, ledgerRoom, openLog, signerIn } from '../../kernel/ledger/index.ts'
import { HOME } from '../../kernel/platform/harness.ts'
import { connect, consume, execute, filesIn, type Runtime, settableClock } from '../../kernel/platform/index.ts'
import procedure from '../../kernel/procedure/index.ts'
import { acceptCase } from '../../rooms/approvals/contract.ts'
import approvals from '../../rooms/approvals/index.ts'
import legality from '../../rooms/legality/index.ts'
import { contract as auction, auctionRoom } from '../../trade/auction/index.ts'
import { BIDS } from './bids.ts'

const [url, data, what, caseId, n, login, post, now] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
  string,
  string,
  string,
]
const connection = connect(url, { role: 'gnomon_app', max: 2 })
let armed = false
let statements = 0
const die = () => process.kill(process.pid, 'SIGKILL')
const plugin: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    if (armed && ++statements === Number(n)) {
      die()
      await new Promise(() => {})
    }
    return result
  },
}
const tiles = fileTiles(join(data, 'tiles'))
const log = openLog({
  origin: 'crash.example/log',
  signer: signerIn(join(data, 'key.pem'), 'crash.example/log'),
  store: {
    read: tiles.read,
    async write(path, bytes) {
      await tiles.write(path, bytes)
      if (armed && ++statements === Number(n)) {
        die()
        await new Promise(() => {})
      }
    },
  },
})
const sales = auctionRoom
const rooms = [identity, catalog, procedure, cases, ledgerRoom(log), legality, approvals, sales]
const db = connection.db.withPlugin(plugin)
const runtime: Runtime = {
  db,
  pool: () => db,
  clock: settableClock(now),
  home: HOME,
  files: filesIn(join(data, 'files')),
  operations: new Map(rooms.flatMap((r) => r.operations).map((o) => [o.contract.id, o])),
  committed: () => {
    if (n === 'committed') die()
  },
}
const who = await runtime.db.transaction().execute((tx) => actorOfLogin(tx, login, post))
// Whoever is killed keeps nothing of what was compiled; the next is to find it.
flushCompileCache()
armed = true
if (what === 'accept') await execute(runtime, acceptCase, { caseId }, { who })
else if (what === 'bid')
  // The first alone; the others arrive while it commits, and share a transaction.
  await Promise.all(
    BIDS.map(async ({ amount, command }) => {
      await execute(
        runtime,
        auction.placeBid,
        { number: caseId, amount, sure: true },
        { who, commandId: command(caseId) },
      )
      writeSync(1, `taken ${amount}\n`)
    }),
  )
else {
  await consume(runtime, rooms[4]!.consumers[0]!, 10_000)
  if (n === 'committed') die()
}
console.log(`finished after ${statements}`)
await connection.close()
