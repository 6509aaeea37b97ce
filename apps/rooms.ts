import { join } from 'node:path'
import archive from '../kernel/archive/index.ts'
import cases from '../kernel/cases/index.ts'
import catalog from '../kernel/catalog/index.ts'
import documents from '../kernel/documents/index.ts'
import draw from '../kernel/draw/index.ts'
import { identityRoom } from '../kernel/identity/index.ts'
import { type Log, ledgerRoom, logIn, s3Tiles } from '../kernel/ledger/index.ts'
import { connectAddresses, connectRegister, gleif, nominatim } from '../kernel/look-up/index.ts'
import money, { connectNotifier } from '../kernel/money/index.ts'
import nodes, { connectNodes } from '../kernel/nodes/index.ts'
import parties from '../kernel/parties/index.ts'
import { type Clock, systemClock } from '../kernel/platform/clock.ts'
import { type ActKey, platformRoom, type Room } from '../kernel/platform/index.ts'
import procedure from '../kernel/procedure/index.ts'
import { searchRoom } from '../kernel/search/index.ts'
import { statisticsRoom } from '../kernel/statistics/index.ts'
import watch from '../kernel/watch/index.ts'
import account from '../rooms/account/index.ts'
import { contractingRoom } from '../rooms/contracting/index.ts'
import { deskRoom } from '../rooms/desk/index.ts'
import files from '../rooms/files/index.ts'
import { hallRoom } from '../rooms/hall/index.ts'
import { ledgerPages } from '../rooms/ledger/index.ts'
import { messagesRoom } from '../rooms/messages/index.ts'
import { openRoom } from '../rooms/open/index.ts'
import registers, { demoAddresses, demoRegister } from '../rooms/registers/index.ts'
import { auctionRoom } from '../trade/auction/index.ts'
import bond from '../trade/bond/index.ts'
import committee from '../trade/committee/index.ts'
import envelope from '../trade/envelope/index.ts'
import { type Config, originOf } from './config.ts'
import { nodeOf } from './nodes.ts'

/** Every system of the city: to add one, add its folder and its line here. */
const found = await Promise.all([
  import('../rooms/money/index.ts'),
  import('../rooms/bank/index.ts'),
  import('../rooms/legality/index.ts'),
  import('../rooms/discretion/index.ts'),
  import('../rooms/approvals/index.ts'),
  import('../rooms/licences/index.ts'),
  import('../rooms/linked/index.ts'),
  import('../rooms/spot/index.ts'),
  import('../rooms/appointments/index.ts'),
  import('../rooms/supervision/index.ts'),
  import('../rooms/rulebook/index.ts'),
  import('../rooms/process/index.ts'),
  import('../rooms/complaints/index.ts'),
  import('../rooms/consultations/index.ts'),
  import('../rooms/enforcement/index.ts'),
  import('../rooms/leads/index.ts'),
  import('../rooms/inspection/index.ts'),
  import('../rooms/credit/index.ts'),
  import('../rooms/disclosure/index.ts'),
  import('../rooms/publication/index.ts'),
  import('../rooms/archive/index.ts'),
  import('../rooms/statistics/index.ts'),
  import('../rooms/auctions/index.ts'),
  import('../rooms/land/index.ts'),
  import('../rooms/openings/index.ts'),
  import('../rooms/experts/index.ts'),
  import('../rooms/property/index.ts'),
  import('../rooms/tenders/index.ts'),
  import('../rooms/prequalification/index.ts'),
  import('../rooms/suppliers/index.ts'),
  import('../rooms/procurement/index.ts'),
  import('../rooms/agreements/index.ts'),
  import('../rooms/projects/index.ts'),
  import('../rooms/levies/index.ts'),
])
const systems: Room[] = found.map((s) => s.default)

export function cityRooms(config: Config, clock: Clock = systemClock, key?: ActKey): { rooms: Room[]; log: Log } {
  const folder = join(config.data, 'ledger')
  const log = logIn(folder, originOf(config), {
    clock,
    demonstration: config.demonstration,
    ...(config.ledger?.signatures ? { algorithms: config.ledger.signatures } : {}),
    ...(config.ledger?.policy ? { policy: config.ledger.policy } : {}),
    ...(config.ledger?.store ? { store: s3Tiles(config.ledger.store) } : {}),
  })
  connectNodes(nodeOf(config, originOf(config)))
  for (const [name, secret] of Object.entries(config.banks ?? {})) connectNotifier(name, secret)
  const demo = config.demonstration
  connectRegister(config.register ? gleif(config.register) : demo ? demoRegister : undefined)
  connectAddresses(config.gazetteer ? nominatim(config.gazetteer) : demo ? demoAddresses : undefined)
  // The hall shows what the systems publish, the desk leads to their work.
  const rooms: Room[] = [
    identityRoom(() => new URL(config.publicUrl)),
    catalog,
    procedure,
    cases,
    nodes,
    documents,
    parties,
    money,
    archive,
    draw,
    auctionRoom,
    envelope,
    committee,
    bond,
    watch,
    ledgerRoom(log, key),
    ledgerPages(log),
    account,
    files,
    registers,
    statisticsRoom(systems),
    searchRoom(systems),
    hallRoom(systems),
    openRoom(systems),
    contractingRoom(systems),
    messagesRoom([cases, ...systems]),
    deskRoom(() => rooms),
    ...systems,
  ]
  return { log, rooms: [platformRoom(rooms), ...rooms] }
}
