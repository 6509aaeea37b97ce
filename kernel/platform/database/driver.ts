import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultConnectionProvider,
  DefaultQueryExecutor,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type postgres from 'postgres'
import { CONNECTION_LOST } from './refusal.ts'

/** How long a transaction waits for a connection, and for its first answer, before it is told that there is none. */
const ACQUIRE_MS = 3000

/** Opens one connection; `closed` is called the moment it ends, before anybody can use it again. */
export type OpenOne = (closed: () => void) => postgres.Sql

/**
 * Kysely on porsager's `postgres`, one client of one connection each, in a pool of our own. The library's pool does not survive a
 * server that dies under writes: it writes to a socket that is gone, which ends the process, or gives a connection back that
 * never speaks again. Here a connection that failed once is thrown away, and a statement whose transaction died is never sent.
 */
export function pooled<Tables>(open: OpenOne, max: number, prepare: boolean, heard?: Heard): Kysely<Tables> {
  const driver = new Pool(open, max, prepare, heard)
  const [compiler, adapter] = [new PostgresQueryCompiler(), new PostgresAdapter()]
  const dialect: Dialect = {
    createAdapter: () => adapter,
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => compiler,
  }
  const executor = new Pipelining(compiler, adapter, new DefaultConnectionProvider(driver))
  return new Kysely<Tables>({ config: { dialect }, dialect, driver, executor })
}

/** In a transaction, statements that were begun without waiting for one another travel together; the library lets them take turns. */
class Pipelining extends DefaultQueryExecutor {
  override withConnectionProvider(one: ConnectionProvider): DefaultQueryExecutor {
    let held: Promise<DatabaseConnection> | undefined
    return super.withConnectionProvider({
      provideConnection: async (use) => use(await (held ??= one.provideConnection(async (c) => c))),
    })
  }
}

const lost = (what: string, code = 'CONNECTION_CLOSED') => Object.assign(new Error(what), { code })

type Rows = postgres.RowList<postgres.Row[]>
const QUESTION = /^\s*select\b/i
const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])
/** `journey`: nothing else was under way, so that it begins a journey to the database. */
export type Heard = (statement: string, journey: boolean) => void

export class Connection implements DatabaseConnection {
  dead = false
  inTransaction = false
  /** Statements of this transaction that were no questions. */
  changes = 0
  /** What is written once, at the end of the transaction, however often it was said: the last of each key. */
  private readonly last = new Map<string, CompiledQuery>()
  /** Statements of this transaction whose answers nobody waits for before its end, and why the first statement failed. */
  private owed: Promise<unknown>[] = []
  private failure: unknown
  private readonly sql: postgres.Sql
  private readonly prepare: boolean
  /** What waits for an answer; when the connection ends it waits no longer. (A race with one promise for the life of the connection
   * would keep every answer that it ever gave.) */
  private readonly waiting = new Set<(error: Error) => void>()

  private readonly heard: Heard | undefined

  constructor(open: OpenOne, prepare: boolean, heard?: Heard) {
    this.prepare = prepare
    this.heard = heard
    this.sql = open(() => {
      this.dead = true
      for (const refuse of this.waiting) refuse(lost('the database connection was closed'))
      this.waiting.clear()
    })
  }

  send(sql: string, parameters?: readonly unknown[]): Promise<Rows> {
    if (this.dead) return Promise.reject(lost('the database connection is gone'))
    return new Promise((resolve, reject) => {
      this.waiting.add(reject)
      const run = parameters
        ? this.sql.unsafe(sql, parameters as never[], { prepare: this.prepare })
        : this.sql.unsafe(sql)
      run.then(
        (rows) => {
          this.waiting.delete(reject)
          resolve(rows)
        },
        (error) => {
          this.waiting.delete(reject)
          if (CONNECTION_LOST.test(String(error.code ?? ''))) this.dead = true
          reject(error)
        },
      )
    })
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    this.heard?.(query.sql, this.waiting.size === 0)
    if (!QUESTION.test(query.sql)) this.changes++
    return (this.inTransaction ? this.send(query.sql, query.parameters) : this.alone(query)).then(
      (rows) => ({
        rows: rows as unknown as R[],
        ...(CHANGES.has(rows.command) ? { numAffectedRows: BigInt(rows.count) } : {}),
      }),
      (error) => {
        // PostgreSQL refuses what follows a failed statement without saying which one it was.
        if (error.code === '25P02' && this.failure) throw this.failure
        if (error.severity) this.failure ??= error
        throw error
      },
    )
  }

  /**
   * Sessions are read-only outside transactions (connect.ts), so that no statement of a transaction that died can take hold alone.
   * Begin, statement and commit travel together: after a statement that failed, COMMIT is a rollback.
   */
  private async alone(query: CompiledQuery): Promise<Rows> {
    const sent = [this.send('begin read write'), this.send(query.sql, query.parameters), this.send('commit')] as const
    const [begun, done, ended] = await Promise.allSettled(sent)
    for (const one of [done, begun, ended]) if (one.status === 'rejected') throw one.reason
    return (done as PromiseFulfilledResult<Rows>).value
  }

  /** Whoever ends the transaction hears how this went. */
  owe(statement: Promise<unknown>): void {
    this.owed.push(
      statement.catch((error) => {
        this.failure ??= error
      }),
    )
  }

  atEnd(key: string, query: CompiledQuery): void {
    this.changes++
    this.last.set(key, query)
  }

  begin(how: string): void {
    this.inTransaction = true
    this.changes = 0
    this.last.clear()
    this.owed = []
    this.failure = undefined
    const late = setTimeout(() => this.discard(lost('the database does not answer', 'CONNECT_TIMEOUT')), ACQUIRE_MS)
    this.owe(this.send(how).finally(() => clearTimeout(late)))
  }

  /** Sent when all that is owed has answered: a statement that failed before it was sent would not hold COMMIT back. */
  async commit(): Promise<void> {
    for (const query of this.last.values()) this.owe(this.executeQuery(query))
    await Promise.all(this.owed)
    if (this.failure) throw this.failure
    const done = await this.send('commit')
    this.inTransaction = false
    // PostgreSQL answers COMMIT of a transaction that failed with ROLLBACK, without an error.
    if (done.command !== 'COMMIT') throw lost('the transaction was rolled back', '40000')
  }

  discard(why = lost('the database connection was given up')): void {
    this.dead = true
    for (const refuse of this.waiting) refuse(why)
    this.waiting.clear()
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

  private readonly heard: Heard | undefined

  constructor(open: OpenOne, max: number, prepare: boolean, heard?: Heard) {
    this.heard = heard
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
    const made = new Connection(this.open, this.prepare, this.heard)
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

  async beginTransaction(connection: Connection, { accessMode = 'read write' }: TransactionSettings): Promise<void> {
    connection.begin(`begin ${accessMode}`)
  }

  commitTransaction(connection: Connection): Promise<void> {
    return connection.commit()
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
