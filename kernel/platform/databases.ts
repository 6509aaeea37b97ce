import type { Actor } from './actor.ts'
import { type Contract, placeOfInput } from './contract.ts'
import type { Db } from './database/connect.ts'
import type { Operation } from './operation.ts'
import { Problem, standardErrors } from './problem.ts'
import { text } from './text.ts'

/** One of the databases of a city: `places` are those that live in it. The centre has all that no other names. */
export type Database = {
  name: string
  db: Db
  places: readonly string[]
  /** It was waited for in vain: until it answers, nobody else waits. */
  away?: boolean
}
/** The centre first. Asked each time: a place may move while the process runs. */
export type Databases = () => readonly Database[]
/** What of a running city is asked here. */
type Pools = { db: Db; pool(place: string): Db; databases?: Databases | undefined }

/** Whether the city has more than one database; with one, nothing here costs anything. */
export const isApart = (runtime: Pick<Pools, 'databases'>): boolean => (runtime.databases?.().length ?? 1) > 1

export const databasesOf = (runtime: Pick<Pools, 'databases' | 'db'>): readonly Database[] =>
  runtime.databases?.() ?? [{ name: 'centre', db: runtime.db, places: [] }]

/** Where an operation acts, known from its input; undefined where that does not say so, or it acts at the centre. */
export function whereOf(
  { contract, centre }: Pick<Operation, 'contract' | 'centre'>,
  input: unknown,
): string | undefined {
  return contract.place || !centre ? placeOfInput(contract as Contract, input) : undefined
}

/** Where an officer works: what he begins without naming a place begins there. */
export const placeOfPost = (actor: Actor | undefined): string | undefined =>
  actor?.kind === 'person' ? actor.post?.jurisdiction : undefined

/**
 * Whether a consumer reads a place in this database: at the centre those of the whole city read every place, from the acts that come
 * there; all others read a place where it lives.
 */
export const reads = (runtime: Pick<Pools, 'db' | 'pool'>, consumer: { centre?: boolean }, place: string, db: Db) =>
  consumer.centre ? db === runtime.db : runtime.pool(place) === db

export const databaseOf = (runtime: Pick<Pools, 'databases'>, db: Db): Database | undefined =>
  runtime.databases?.().find((d) => d.db === db)

/** That the database of a place is away, and that it is the only one: all else of the city goes on. */
export function awayProblem(runtime: Pools, db: Db): Problem | undefined {
  const away = databaseOf(runtime, db)
  if (!away || db === runtime.db) return undefined
  away.away = true
  const places = away.places.join('、')
  return new Problem('UNAVAILABLE', standardErrors.UNAVAILABLE, {
    detail: text(
      `${places} 的数据库现在连不上，只有那里的办件要等；别处照常。您填的没有丢，请过几分钟再试。`,
      `The database of ${away.places.join(', ')} cannot be reached now. Only matters of that place wait; everything else goes on. Nothing you typed is lost; please try again in a few minutes.`,
    ),
  })
}

export const isAway = (runtime: Pick<Pools, 'databases'>, db: Db): boolean => databaseOf(runtime, db)?.away ?? false
/** It answered: whoever finds it away again may wait for it. */
export function answers(runtime: Pick<Pools, 'databases'>, db: Db): void {
  const one = databaseOf(runtime, db)
  if (one?.away) one.away = false
}
