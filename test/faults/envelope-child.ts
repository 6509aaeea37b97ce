// Performs one operation of the sealed box, or of a sale that has one, and kills itself (SIGKILL) after the n-th statement of its transaction, or right after the commit.
// argv: the job as a file: { url, data, now, operation, input, actor, command, n }
import { readFileSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { KyselyPlugin } from 'kysely'
import { connect, execute, filesIn, platformRoom, type Runtime, settableClock } from '../../kernel/platform/index.ts'
import { auctionRoom } from '../../trade/auction/index.ts'
import envelope from '../../trade/envelope/index.ts'

const job = JSON.parse(readFileSync(process.argv[2]!, 'utf8'), (key, v) =>
  key === 'bytes' ? new Uint8Array(Buffer.from(v, 'base64')) : v,
)
const connection = connect(job.url, { role: 'gnomon_app', max: 2 })
let statements = 0
const die = () => process.kill(process.pid, 'SIGKILL')
const plugin: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    if (++statements === job.n) {
      die()
      await new Promise(() => {})
    }
    return result
  },
}
const db = connection.db.withPlugin(plugin)
const runtime: Runtime = {
  ...{ db, pool: () => db, clock: settableClock(job.now), home: '350200', files: filesIn(join(job.data, 'files')) },
  operations: new Map(
    [platformRoom([envelope]), envelope, auctionRoom].flatMap((r) => r.operations).map((o) => [o.contract.id, o]),
  ),
  committed: () => {
    if (job.n === 'committed') die()
  },
}
flushCompileCache()
const { contract } = runtime.operations.get(job.operation)!
await execute(runtime, contract, job.input, { who: job.actor, commandId: job.command })
console.log(`finished after ${statements}`)
await connection.close()
