import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type postgres from 'postgres'

/** How long a transaction waits for a connection before it is answered that there is none. */
const ACQUIRE_MS = 3000
const ROLLBACK = Symbol('rollback')

/**
 * Kysely on porsager's `postgres`. A transaction runs inside `sql.begin`, which is told when its connection dies; the library's
 * `reserve()` is not, and would hand a dead connection back to the pool, where later queries wait on it for ever.
 */
export function dialect(sql: postgres.Sql, prepare: boolean): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new PostgresDriver(sql, prepare),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

class Connection implements DatabaseConnection {
  private sql: postgres.Sql
  private prepare: boolean
  /** Inside a transaction: its statements, how it ends, and its death. */
  tx:
    | { sql: postgres.TransactionSql; end(error?: unknown): void; whole: Promise<void>; died: Promise<never> }
    | undefined

  ending = false

  constructor(sql: postgres.Sql, prepare: boolean) {
    this.sql = sql
    this.prepare = prepare
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const run = (this.tx?.sql ?? this.sql).unsafe(query.sql, query.parameters as never[], { prepare: this.prepare })
    const rows = await (this.tx ? Promise.race([run, this.tx.died]) : run).catch((error) => {
      // The server said that it ends this connection; the socket's end follows, in its own time.
      if (error?.severity === 'FATAL') this.ending = true
      throw error
    })
    const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(rows.command)
    return { rows: Array.from(rows) as R[], ...(changes ? { numAffectedRows: BigInt(rows.count) } : {}) }
  }

  // biome-ignore lint/correctness/useYield: nothing here streams; the interface wants the method
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used')
  }
}

class PostgresDriver implements Driver {
  private sql: postgres.Sql
  private prepare: boolean

  constructor(sql: postgres.Sql, prepare: boolean) {
    this.sql = sql
    this.prepare = prepare
  }

  async init() {}
  async acquireConnection(): Promise<Connection> {
    return new Connection(this.sql, this.prepare)
  }
  async releaseConnection() {}
  destroy(): Promise<void> {
    return this.sql.end({ timeout: 5 })
  }

  beginTransaction(connection: Connection): Promise<void> {
    return new Promise((begun, failed) => {
      let late = false
      const timer = setTimeout(() => {
        late = true
        failed(Object.assign(new Error('no database connection in time'), { code: 'CONNECT_TIMEOUT' }))
      }, ACQUIRE_MS)
      let end: (error?: unknown) => void = () => {}
      const whole = this.sql.begin(async (tx) => {
        clearTimeout(timer)
        if (late) throw ROLLBACK
        const ended = new Promise<void>((resolve, reject) => {
          end = (error) => (error === undefined ? resolve() : reject(error))
        })
        connection.tx = { sql: tx, end, whole, died }
        begun()
        await ended
      }) as Promise<void>
      const died = whole.then(() => new Promise<never>(() => {}))
      died.catch(() => {})
      whole.catch((error) => {
        clearTimeout(timer)
        failed(error)
      })
    })
  }

  async commitTransaction(connection: Connection): Promise<void> {
    const { end, whole } = connection.tx!
    connection.tx = undefined
    end()
    await whole
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    if (!connection.tx) return
    const { end, whole } = connection.tx
    connection.tx = undefined
    // On a connection that died the library would still send ROLLBACK, and throw where nobody can catch it: the process ends.
    // That it died is told a few microtasks after the statement failed, hence a turn of the event loop.
    const gone = whole.then(
      () => true,
      () => true,
    )
    const waits = new Promise<boolean>((resolve) =>
      connection.ending ? setTimeout(resolve, ACQUIRE_MS, false) : setImmediate(resolve, false),
    )
    if (await Promise.race([gone, waits])) return
    end(ROLLBACK)
    // What failed has been told already; a connection that died has rolled back by itself.
    await whole.catch(() => {})
  }
}
