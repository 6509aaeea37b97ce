import type { Kysely, QueryResult, RawBuilder, Transaction } from 'kysely'
import postgres from 'postgres'
import { type Connection as DriverConnection, type Heard, pooled } from './driver.ts'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

export type Connection = { db: Db; sql: postgres.Sql; close(): Promise<void> }

/**
 * Opens a pool. `role` is taken on by each connection at start (`SET ROLE` as a start-up parameter), so that one login
 * may serve both migrations and the application; give the application its own login where you can.
 * bigint columns come back as numbers (all of ours stay below 2^53), jsonb as objects, timestamptz as Date.
 * `prepare` off is for pgbouncer in transaction mode; `heard` is told each statement. `sql` is one more connection, opened at its
 * first use, outside the pool.
 */
export function connect(
  url: string,
  options: { role?: string; max?: number; prepare?: boolean; name?: string; heard?: Heard } = {},
): Connection {
  const prepare = options.prepare ?? true
  const open = (more: postgres.Options<Record<string, never>> & { connection?: object }) =>
    postgres(url, {
      ...more,
      max: 1,
      prepare,
      onnotice: () => {},
      idle_timeout: 0,
      // The library would end a connection between two statements of a transaction that it does not know of.
      max_lifetime: 0,
      connect_timeout: 5,
      connection: {
        application_name: options.name ?? 'gnomon',
        ...(options.role ? { role: options.role } : {}),
        ...more.connection,
      } as never,
      // Rows have the names of our types: case_id is caseId.
      transform: { column: { from: postgres.toCamel } },
      types: {
        bigint: { to: 20, from: [20], serialize: String, parse: Number } as never,
      },
    })
  const guarded = prepare ? { default_transaction_read_only: true } : {}
  const one = (closed: () => void) => open({ onclose: closed, connection: guarded })
  const db = pooled<Tables>(one, options.max ?? 10, prepare, options.heard)
  const sql = open({})
  return {
    db,
    sql,
    close: async () => {
      await db.destroy()
      await sql.end({ timeout: 5 })
    },
  }
}

/**
 * Sends statements of one transaction together and waits for all of them: one journey to the database instead of one each. They
 * run in their order; where one fails, all are refused.
 */
export const together = (tx: Tx, ...statements: RawBuilder<unknown>[]): Promise<QueryResult<any>[]> =>
  Promise.all(statements.map((s) => s.execute(tx)))

/**
 * Sends statements of a transaction whose answers nobody needs: what follows does not wait for them, its end does. One that fails
 * fails the transaction, with its own error.
 */
export async function later(tx: Tx, ...statements: RawBuilder<unknown>[]): Promise<void> {
  const executor = tx.getExecutor()
  const queries = statements.map((s) => s.compile(tx))
  await executor.provideConnection(async (connection) => {
    for (const query of queries) (connection as DriverConnection).owe(connection.executeQuery(query))
  })
}

/**
 * A statement that its transaction sends once, before it ends, however often it is given: the last of its key. For a row that the
 * transaction holds and whose newest values it remembers: whoever asks the database before the end is told the old ones.
 */
export async function atEnd(tx: Tx, key: string, statement: RawBuilder<unknown>): Promise<void> {
  const query = statement.compile(tx)
  await tx.getExecutor().provideConnection(async (connection) => (connection as DriverConnection).atEnd(key, query))
}

/** How many statements of the transaction were no questions. */
export const changesOf = (tx: Tx): Promise<number> =>
  tx.getExecutor().provideConnection(async (connection) => (connection as DriverConnection).changes)
