export { sql } from 'kysely'
export {
  actOfActor,
  actsOf,
  actsOfMany,
  actsOfTypes,
  caseSubjects,
  countPublishedByDay,
  eraseFields,
  findAct,
  findActs,
  insertAct,
  privateOf,
  publishedActs,
  type Written,
} from './act.store.ts'
export { type ActKey, actKeyIn, keyOf, type Performed } from './act-key.ts'
export * from './actor.ts'
export * from './acts.ts'
export * from './clock.ts'
export * from './commitment.ts'
export * from './consumer.ts'
export * from './contract.ts'
export { atEnd, type Connection, connect, type Db, later, type Tx, together } from './database/connect.ts'
export { collectMigrations, migrate, migrationsDigest } from './database/migrate.ts'
export type { Tables } from './database/tables.ts'
export * from './databases.ts'
export * from './dispatcher.ts'
export * from './exact.rules.ts'
export * from './execute.ts'
export { clearFaults, type Fault, faults, noteFault } from './fault.store.ts'
export { fieldsOf } from './fields.ts'
export * from './files.ts'
export * from './founding.ts'
export * from './ids.ts'
export * from './inside.ts'
export { type Inside, type Link, links, lookAtLinks } from './link.store.ts'
export * from './operation.ts'
export { inAnyPlace, inPlaceOf, inPlaceOfNumber, inPlaces, places } from './place.store.ts'
export { isPlain } from './plain.ts'
export { platformRoom } from './platform-room.ts'
export * from './policy.ts'
export * from './problem.ts'
export type { ReadContext } from './read-context.ts'
export * from './readers.ts'
export * from './room.ts'
export * from './run-timers.ts'
export { CHAIN_START, chained, orderArrivals, sequence } from './sequence.ts'
export { retryAct, retryTimer } from './set-aside.contract.ts'
export { type AsideAct, type AsideTimer, setAside } from './set-aside.store.ts'
export { putSetting, setting } from './setting.store.ts'
export type { Dimension, Dispersion, OfCase, Statistic, Undo } from './statistic.ts'
export * from './table-file.rules.ts'
export * from './text.ts'
export * from './timer.ts'
export * from './typed.rules.ts'
export { compactCode } from './typed.rules.ts'
export { judgeUpload, refusedAs, safeName } from './upload.rules.ts'
export { NoWorkbook, tableRows, WHY as noWorkbook } from './xlsx.rules.ts'
