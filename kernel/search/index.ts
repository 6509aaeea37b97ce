import { defineRoom, type Room, text } from '../platform/index.ts'
import { findOperation } from './find.ts'
import { indexer } from './indexer.ts'
import { kindsOperation, listedOperation } from './listed.ts'
import suggest from './suggest.ts'
import { unitsFound } from './units.ts'

export * as contract from './contract.ts'
export { type Indexed, putEntry } from './entry.store.ts'
export { indexed } from './indexer.ts'
export { plain, termsOf } from './terms.ts'

/** One index of what these rooms publish (`publishes.find`), and of units and statutes. */
export function searchRoom(systems: readonly Pick<Room, 'publishes'>[]): Room {
  const sources = [unitsFound, ...systems.flatMap((r) => r.publishes.find ?? [])]
  return defineRoom({
    name: 'search',
    centre: true,
    title: text('搜索', 'Search'),
    operations: [findOperation(sources), suggest, listedOperation, kindsOperation(sources)],
    consumers: sources.map(indexer),
  })
}
