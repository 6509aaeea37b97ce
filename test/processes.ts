/** Files that declare acts, kinds or rooms as none of the city's is, or connect providers of their own: a process each (test/meta/processes.test.ts). */
export const DECLARING = [
  'kernel/ledger/census.test.ts',
  'kernel/ledger/log.test.ts',
  'kernel/ledger/pages.test.ts',
  'kernel/ledger/witness/witness.test.ts',
  'kernel/look-up/look-up.test.ts',
  'kernel/nodes/nodes.test.ts',
  'kernel/parties/parties.test.ts',
  'kernel/platform/dispatcher.test.ts',
  'kernel/platform/operation.test.ts',
  'kernel/platform/reading-order.test.ts',
  'kernel/platform/set-aside.test.ts',
  'kernel/statistics/statistics.test.ts',
  'rooms/ledger/operations.test.ts',
  'rooms/supervision/any-room.test.ts',
  'test/faults/ledger.test.ts',
  'test/faults/nodes.test.ts',
  'test/server/kept-pages.test.ts',
  'test/server/pages.test.tsx',
]

/** Files that count the lights of a city in which no other room's rules hold: a process each as well. */
export const ALONE = [
  'rooms/inspection/inspection.test.ts',
  'rooms/rulebook/rules.test.ts',
  'rooms/supervision/ladder.test.ts',
  'rooms/supervision/supervision.test.ts',
]
