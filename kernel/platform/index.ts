export { sql } from 'kysely'
export {
  actsOf,
  actsOfMany,
  countPublished,
  eraseFields,
  everyJurisdiction,
  findAct,
  insertAct,
  privateOf,
  publishedActs,
} from './act.store.ts'
export * from './actor.ts'
export * from './acts.ts'
export * from './clock.ts'
export * from './commitment.ts'
export * from './consumer.ts'
export * from './contract.ts'
export { type Connection, connect, type Db, type Tables, type Tx } from './database/connect.ts'
export { collectMigrations, migrate, migrationsDigest } from './database/migrate.ts'
export * from './execute.ts'
export * from './files.ts'
export * from './ids.ts'
export * from './inside.ts'
export * from './job.ts'
export * from './operation.ts'
export { isPlain } from './plain.ts'
export * from './policy.ts'
export * from './problem.ts'
export * from './room.ts'
export * from './run-timers.ts'
export { putSetting, setting } from './setting.store.ts'
export * from './text.ts'
export * from './timer.ts'
