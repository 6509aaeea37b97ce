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

/** How long a transaction waits for a connection, and for its first answer, before it is told that there is none. */
const ACQUIRE_MS = 3000

/** Opens one connection; `closed` is called the moment it ends, before anybody can use it again. */
export type OpenOne = (closed: () => void) => postgres.Sql

/**
 * Kysely on porsager's `postgres`, one client of one connection each, in a pool of our own. The library's pool does not survive a
 * server that dies under writes: it writes to a socket that is gone, which ends the process, or gives a connection back that
 * never speaks again. Here a connection that failed once is thrown away, and a statement whose transaction died is never sent.
 */
export function dialect(open: OpenOne, max: number, prepare: boolean): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new Pool(open, max, prepare),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

const lost = (what: string, code = 'CONNECTION_CLOSED') => Object.assign(new Error(what), { code })
const GONE = /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT|57P0[123]|08)/

class Connection implements DatabaseConnection {
  dead = false
  inTransaction = false
  private readonly sql: postgres.Sql
  private readonly prepare: boolean
  /** What waits for an answer; when the connection ends it waits no longer. (A race with one promise for the life of the connection
   * would keep every answer that it ever gave.) */
  private readonly waiting = new Set<(error: Error) => void>()

  constructor(open: OpenOne, prepare: boolean) {
    this.prepare = prepare
    this.sql = open(() => {
      this.dead = true
      for (const refuse of this.waiting) refuse(lost('the database connection was closed'))
      this.waiting.clear()
    })
  }

  async send(sql: string, parameters?: readonly unknown[]): Promise<postgres.RowList<postgres.Row[]>> {
    if (this.dead) throw lost('the database connection is gone')
    let refuse: (error: Error) => void = () => {}
    try {
      return await new Promise<postgres.RowList<postgres.Row[]>>((resolve, reject) => {
        refuse = reject
        this.waiting.add(reject)
        const run = parameters
          ? this.sql.unsafe(sql, parameters as never[], { prepare: this.prepare })
          : this.sql.unsafe(sql)
        run.then(resolve as never, reject)
      })
    } catch (error) {
      if (GONE.test(String((error as { code?: unknown }).code ?? ''))) this.dead = true
      throw error
    } finally {
      this.waiting.delete(refuse)
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Sessions are read-only outside transactions (connect.ts), so that no statement of a transaction that died can take hold alone.
    if (!this.inTransaction) await this.send('begin read write')
    try {
      const rows = await this.send(query.sql, query.parameters)
      if (!this.inTransaction) await this.send('commit')
      const changes = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'].includes(rows.command)
      return { rows: Array.from(rows) as R[], ...(changes ? { numAffectedRows: BigInt(rows.count) } : {}) }
    } catch (error) {
      if (!this.inTransaction && !this.dead) await this.send('rollback').catch(() => this.discard())
      throw error
    }
  }

  discard(): void {
    this.dead = true
    void this.sql.end({ timeout: 0 }).catch(() => {})
  }

  close(): Promise<void> {
    return this.sql.end({ timeout: 5 })
  }

  // biome-ignore lint/correctness/useYield: nothing here streams; the interface wants the method
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used')
  }
}

type Waiting = { take(connection: Connection): void }

class Pool implements Driver {
  private readonly open: OpenOne
  private readonly max: number
  private readonly prepare: boolean
  private readonly idle: Connection[] = []
  private readonly taken = new Set<Connection>()
  private readonly queue: Waiting[] = []

  constructor(open: OpenOne, max: number, prepare: boolean) {
    this.open = open
    this.max = max
    this.prepare = prepare
  }

  async init() {}

  acquireConnection(): Promise<Connection> {
    const ready = this.next()
    if (ready) return Promise.resolve(ready)
    return new Promise((resolve, reject) => {
      const waiting = {
        take: (connection: Connection) => {
          clearTimeout(timer)
          resolve(connection)
        },
      }
      const timer = setTimeout(() => {
        this.queue.splice(this.queue.indexOf(waiting), 1)
        reject(lost('no database connection in time', 'CONNECT_TIMEOUT'))
      }, ACQUIRE_MS)
      this.queue.push(waiting)
    })
  }

  /** The connection used last, so that the pool keeps no more open than it needs; a new one while there is room. */
  private next(): Connection | undefined {
    for (let one = this.idle.pop(); one; one = this.idle.pop())
      if (!one.dead) {
        this.taken.add(one)
        return one
      }
    if (this.taken.size >= this.max) return undefined
    const made = new Connection(this.open, this.prepare)
    this.taken.add(made)
    return made
  }

  async releaseConnection(connection: Connection): Promise<void> {
    this.taken.delete(connection)
    // A transaction that was neither committed nor rolled back would go on under the next holder.
    if (connection.dead || connection.inTransaction) connection.discard()
    else this.idle.push(connection)
    while (this.queue.length > 0) {
      const ready = this.next()
      if (!ready) return
      this.queue.shift()!.take(ready)
    }
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.idle, ...this.taken].map((c) => c.close()))
  }

  async beginTransaction(connection: Connection): Promise<void> {
    connection.inTransaction = true
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(lost('the database does not answer', 'CONNECT_TIMEOUT')), ACQUIRE_MS)
    })
    try {
      await Promise.race([connection.send('begin read write'), late])
    } catch (error) {
      connection.discard()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  async commitTransaction(connection: Connection): Promise<void> {
    const done = await connection.send('commit')
    connection.inTransaction = false
    // PostgreSQL answers COMMIT of a transaction that failed with ROLLBACK, without an error.
    if (done.command !== 'COMMIT') throw lost('the transaction was rolled back', '40000')
  }

  async rollbackTransaction(connection: Connection): Promise<void> {
    // A connection that died has rolled back by itself.
    if (connection.dead || !connection.inTransaction) return
    try {
      await connection.send('rollback')
      connection.inTransaction = false
    } catch {
      connection.discard()
    }
  }
}
