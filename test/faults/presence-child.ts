// A second server of a city, as far as the hall of a sale needs one: who is connected to it, and what its hall shows. It says each new
// hall on its output. argv: database URL, data folder, legal time, number of the sale, number of a bidder who is connected to it
import { join } from 'node:path'
import { HOME } from '../../kernel/platform/harness.ts'
import { connect, filesIn, type Runtime, settableClock } from '../../kernel/platform/index.ts'
import { follow, followHall, live } from '../../rooms/auctions/hub.ts'
import { auctionRoom } from '../../trade/auction/index.ts'
import { hallsOf } from './halls.ts'

const [url, data, now, number, bidder] = process.argv.slice(2) as [string, string, string, string, string]
const { db } = connect(url, { role: 'gnomon_app', max: 2 })
const runtime: Runtime = {
  db,
  pool: () => db,
  clock: settableClock(now),
  home: HOME,
  files: filesIn(join(data, 'files')),
  operations: new Map(auctionRoom.operations.map((o) => [o.contract.id, o])),
}
live(runtime, () => {})
follow(number, 'zh', Number(bidder))({ write: () => true, end() {} })
followHall(number, 'zh', 'notary')(hallsOf((html) => process.stdout.write(`${JSON.stringify(html)}\n`)))
