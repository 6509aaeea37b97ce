// Every committed act is read once and in its subject's order, whatever fails in between: the faults, each a test.
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { insertAct, type Written } from './act.store.ts'
import { system } from './actor.ts'
import { defineActs } from './acts.ts'
import { consume, consumeIn, consumer, isBehind } from './consumer.ts'
import { testWorld, type World } from './harness.ts'
import { newId } from './ids.ts'
import { connect, type Db, sql, type Tx } from './index.ts'
import { orderArrivals, sequence as ordering } from './sequence.ts'
import { text } from './text.ts'

const PLACE = '350200'
const acts = defineActs('order-trial', {
  'order-trial.noted': {
    title: text('记', 'Noted'),
    published: true,
    public: z.object({ n: z.number() }),
    private: z.object({}),
  },
})
const noted = (subject: string, n: number, jurisdiction = PLACE) =>
  acts['order-trial.noted']({ jurisdiction, subject: { kind: 'case', id: subject }, public: { n } })
const write = (tx: Tx, subject = newId(), n = 0, place = PLACE) =>
  insertAct(tx, noted(subject, n, place), system('writer'), new Date())

let world: World
beforeAll(async () => {
  const own = await testWorld([])
  // As many connections as the stress has hands.
  const wide = connect(own.database.url, { role: 'gnomon_app', max: 12 })
  world = {
    ...own,
    db: wide.db,
    pool: () => wide.db,
    async close() {
      await wide.close()
      await own.close()
    },
  }
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.database.owner.unsafe(`truncate platform.act, platform.act_private, platform.stream, platform.arrival, platform.ordered, platform.sequence, platform.cursor;
    insert into platform.sequence (jurisdiction) values ('${PLACE}')`)
})
const within = <T>(work: (tx: Tx) => Promise<T>, db: Db = world.db): Promise<T> => db.transaction().execute(work)
const positions = async (place = PLACE) =>
  (
    await world.database
      .owner`select position, act_id from platform.ordered where jurisdiction = ${place} order by position`
  ).map((r) => [Number(r.position), r.act_id as string] as const)
const sequence = async (tx: Tx, place: string, limit?: number) => (await ordering(tx, place, limit)).types.length
/** An open transaction that has written an act, and what lets it end. */
async function open(work: (tx: Tx) => Promise<Written>) {
  let end: (how: 'commit' | 'rollback') => void = () => {}
  const ends = new Promise<'commit' | 'rollback'>((resolve) => (end = resolve))
  let told: (act: Written) => void = () => {}
  const written = new Promise<Written>((resolve) => (told = resolve))
  const done = within(async (tx) => {
    told(await work(tx))
    if ((await ends) === 'rollback') throw new Error('rolled back')
  }).catch((error) => {
    if (error.message !== 'rolled back') throw error
  })
  const ending = (how: 'commit' | 'rollback') => () => {
    end(how)
    return done
  }
  return { act: await written, commit: ending('commit'), rollback: ending('rollback') }
}

describe('faults of the reading order', () => {
  test('an arrival that commits late is ordered late, and not lost', async () => {
    const late = await open((tx) => write(tx))
    const early = await within((tx) => write(tx))
    await orderArrivals(world.db, PLACE)
    expect(await positions()).toEqual([[1, early.id]])
    await late.commit()
    await orderArrivals(world.db, PLACE)
    expect(await positions()).toEqual([
      [1, early.id],
      [2, late.act.id],
    ])
  })

  test('a transaction that stays open holds back nobody else', async () => {
    const long = await open((tx) => write(tx))
    const others = [await within((tx) => write(tx)), await within((tx) => write(tx, newId(), 0, '350203'))]
    const seen: string[] = []
    const watcher = consumer('order-trial.free', {
      types: 'all',
      run: async (ctx) => void seen.push(...ctx.acts.map((a) => a.id)),
    })
    await consume(world, watcher)
    expect(seen.sort()).toEqual(others.map((a) => a.id).sort())
    await long.rollback()
  })

  test('rollbacks leave no position without an act', async () => {
    const kept: string[] = []
    for (let i = 0; i < 6; i++) {
      const one = await open((tx) => write(tx))
      if (i % 2) await one.rollback()
      else {
        await one.commit()
        kept.push(one.act.id)
      }
      await orderArrivals(world.db, PLACE)
    }
    expect(await positions()).toEqual(kept.map((id, i) => [i + 1, id]))
  })

  test('two sequencers of one place: the second goes home at once, and no position is given twice', async () => {
    for (let i = 0; i < 5; i++) await within((tx) => write(tx))
    let release: () => void = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    let moved: (n: number) => void = () => {}
    const first = new Promise<number>((resolve) => (moved = resolve))
    const slow = within(async (tx) => {
      moved(await sequence(tx, PLACE))
      await held
    })
    expect(await first).toBe(5)
    await within((tx) => write(tx))
    expect(await within((tx) => sequence(tx, PLACE))).toBe(0)
    release()
    await slow
    expect(await within((tx) => sequence(tx, PLACE))).toBe(1)
    expect((await positions()).map(([p]) => p)).toEqual([1, 2, 3, 4, 5, 6])
  })

  test('a sequencer that dies after it moved the arrivals and before it committed: the next does it all', async () => {
    for (let i = 0; i < 3; i++) await within((tx) => write(tx))
    const doomed = within(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      expect(await sequence(tx, PLACE)).toBe(3)
      await world.database.owner`select pg_terminate_backend(${rows[0]!.pid})`
      await sql`select 1`.execute(tx)
    })
    await expect(doomed).rejects.toThrow()
    expect(await positions()).toEqual([])
    expect(await orderArrivals(world.db, PLACE)).toBe(3)
    expect((await positions()).length).toBe(3)
  })

  test('a consumer that dies after it wrote and before it committed reads the same acts again, once for all', async () => {
    await world.database.owner.unsafe(
      'create table if not exists public.seen (act_id uuid); truncate public.seen; grant all on public.seen to gnomon_app',
    )
    const ids = [await within((tx) => write(tx)), await within((tx) => write(tx))].map((a) => a.id)
    let dies = true
    const shaky = consumer('order-trial.shaky', {
      types: 'all',
      async run({ tx, acts }) {
        for (const a of acts) await sql`insert into public.seen values (${a.id}::uuid)`.execute(tx)
        if (!dies) return
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
        await world.database.owner`select pg_terminate_backend(${rows[0]!.pid})`
        await sql`select 1`.execute(tx)
      },
    })
    await expect(consume(world, shaky)).rejects.toThrow()
    dies = false
    expect(await consume(world, shaky)).toBe(2)
    expect((await world.database.owner`select act_id from public.seen`).map((r) => r.act_id).sort()).toEqual(ids.sort())
    expect((await world.database.owner`select * from platform.set_aside`).length).toBe(0)
  })

  test('a promoted replica that lost the tail goes on from where it stands: what it has is read once, what is lost is not', async () => {
    const { owner, ownerUrl } = world.database
    await owner.unsafe(
      'create table if not exists public.seen (act_id uuid); truncate public.seen; grant all on public.seen to gnomon_app',
    )
    const notes = consumer('order-trial.notes', {
      types: 'all',
      run: async ({ tx, acts }) => {
        for (const a of acts) await sql`insert into public.seen values (${a.id}::uuid)`.execute(tx)
      },
    })
    for (let i = 0; i < 4; i++) await within((tx) => write(tx))
    await consume(world, notes, 3)
    await within((tx) => write(tx))
    // The replica stops here: three acts read, one ordered, one only arrived. The tail comes after, and is lost with the primary.
    const name = new URL(ownerUrl).pathname.slice(1)
    const at = (database: string) => Object.assign(new URL(ownerUrl), { pathname: `/${database}` }).toString()
    const admin = postgres(at('postgres'), { max: 1, onnotice: () => {} })
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    await admin.unsafe(`create database "${name}_replica" template "${name}"`)
    await within((tx) => write(tx))
    await consume(world, notes)
    const replica = connect(at(`${name}_replica`), { role: 'gnomon_app', max: 2 })
    try {
      const promoted = { ...world, db: replica.db, pool: () => replica.db }
      await within((tx) => write(tx), replica.db)
      await consume(promoted, notes)
      const { rows } = await sql<{
        acts: number
        seen: number
        distinct: number
        last: number
      }>`select (select count(*)::int from platform.act) as acts,
        (select count(*)::int from public.seen) as seen, (select count(distinct act_id)::int from public.seen) as distinct,
        (select last::int from platform.sequence where jurisdiction = ${PLACE}) as last`.execute(replica.db)
      expect(rows[0]).toEqual({ acts: 6, seen: 6, distinct: 6, last: 6 })
    } finally {
      await replica.close()
      await admin.unsafe(`drop database "${name}_replica" with (force)`)
      await admin.end()
    }
  })

  test('a place whose acts cannot be read stops no other place', async () => {
    await within((tx) => write(tx))
    await within((tx) => write(tx, newId(), 0, '350203'))
    const strict = consumer('order-trial.strict', {
      types: 'all',
      complete: true,
      async run({ jurisdiction }) {
        if (jurisdiction === PLACE) throw new Error('this one is bad')
      },
    })
    for (const place of [PLACE, '350203']) await orderArrivals(world.db, place)
    await expect(consumeIn(world, strict, PLACE)).rejects.toThrow('this one is bad')
    expect(await consumeIn(world, strict, '350203')).toMatchObject({ read: 1 })
    // It leaves none out: it stands where it stood.
    expect((await world.database.owner`select * from platform.set_aside`).length).toBe(0)
    expect(await isBehind(world.db, strict.name)).toBe(true)
  })
})

/** Writers that hold transactions open, roll back, and write several acts of one subject; two sequencers; two readers of one consumer. */
async function stress(order: (tx: Tx, place: string) => Promise<number>) {
  const places = [PLACE, '350203', '350205']
  await world.database
    .owner`insert into platform.sequence ${world.database.owner(places.map((jurisdiction) => ({ jurisdiction })))} on conflict do nothing`
  const committed = new Map<string, [subject: string, n: number]>()
  const read: Written[] = []
  const reader = consumer(`order-trial.stress-${newId()}`, {
    types: 'all',
    // What is read counts where it commits: by what the cursor's transaction wrote.
    run: async ({ tx, acts }) => {
      for (const a of acts)
        await sql`insert into public.read values (${a.id}::uuid, ${a.subjectId}::uuid, ${a.number})`.execute(tx)
      read.push(...acts)
    },
  })
  await world.database.owner.unsafe(
    'drop table if exists public.read; create table public.read (act_id uuid, subject_id uuid, number int, at serial); grant all on public.read, public.read_at_seq to gnomon_app',
  )
  let writing = true
  const subjects = Array.from({ length: 12 }, () => newId())
  const hold = async (tx: Tx, turns: number) => {
    for (let i = 0; i < turns; i++) await sql`select 1`.execute(tx)
  }
  const writer = async (k: number) => {
    for (let round = 0; round < 40; round++) {
      const subject = subjects[(k * 5 + round * 7) % subjects.length]!
      const place = places[((k * 5 + round * 7) % subjects.length) % places.length]!
      const written: Written[] = []
      await within(async (tx) => {
        for (let i = 0; i <= round % 3; i++) written.push(await write(tx, subject, i, place))
        await hold(tx, (k * 13 + round * 11) % 30)
        if ((k + round) % 5 === 0) throw new Error('rolled back')
        return written
      }).then(
        (all) => {
          for (const a of all) committed.set(a.id, [a.subjectId, a.number])
        },
        (error) => {
          if (error.message !== 'rolled back') throw error
        },
      )
    }
  }
  const sequencer = async () => {
    while (writing) for (const place of places) await within((tx) => order(tx, place))
  }
  const follow = async () => {
    while (writing) for (const place of places) await consumeIn(world, reader, place, 9)
  }
  const others = [sequencer(), sequencer(), follow(), follow()]
  // One act for certain is committed after a later arrival was ordered.
  const late = await open((tx) => write(tx))
  committed.set(late.act.id, [late.act.subjectId, late.act.number])
  const soon = await within((tx) => write(tx))
  committed.set(soon.id, [soon.subjectId, soon.number])
  while ((await world.database.owner`select 1 from platform.ordered where act_id = ${soon.id}::uuid`).length === 0)
    await within((tx) => order(tx, PLACE))
  await Promise.all([late.commit(), ...[1, 2, 3, 4].map(writer)])
  writing = false
  await Promise.all(others)
  for (const place of places) {
    while ((await within((tx) => order(tx, place))) > 0);
    for (let done = await consumeIn(world, reader, place); done !== 'busy' && done.read > 0; )
      done = await consumeIn(world, reader, place)
  }
  const rows = await world.database.owner<
    { act_id: string; subject_id: string; number: number }[]
  >`select * from public.read order by at`
  const last = new Map<string, number>()
  let outOfOrder = 0
  for (const r of rows) {
    if (r.number !== (last.get(r.subject_id) ?? 0) + 1) outOfOrder++
    last.set(r.subject_id, r.number)
  }
  const once = new Set(rows.map((r) => r.act_id))
  return {
    committed: committed.size,
    lost: [...committed.keys()].filter((id) => !once.has(id)).length,
    twice: rows.length - once.size,
    neverCommitted: [...once].filter((id) => !committed.has(id)).length,
    outOfOrder,
  }
}

describe('under stress', () => {
  test('every committed act is read once and in its order', async () => {
    const { committed, ...faults } = await stress((tx, place) => sequence(tx, place, 50))
    expect(committed).toBeGreaterThan(200)
    expect(faults).toEqual({ lost: 0, twice: 0, neverCommitted: 0, outOfOrder: 0 })
  })

  test('and the stress finds a sequencer that follows the numbers of the arrivals', async () => {
    const taken = new Map<string, number>()
    const { lost } = await stress(async (tx, place) => {
      const { rows: mine } = await sql<{
        last: number
      }>`select last from platform.sequence where jurisdiction = ${place} for update skip locked`.execute(tx)
      if (!mine[0]) return 0
      const { rows } = await sql<{ position: number; id: string }>`select position, act_id as id from platform.arrival
        where jurisdiction = ${place} and position > ${taken.get(place) ?? 0} order by position`.execute(tx)
      for (const [i, r] of rows.entries())
        await sql`insert into platform.ordered (jurisdiction, position, act_id, chain) values (${place}, ${mine[0].last + i + 1}, ${r.id}::uuid, '')`.execute(
          tx,
        )
      if (rows.length === 0) return 0
      await sql`update platform.sequence set last = last + ${rows.length} where jurisdiction = ${place}`.execute(tx)
      taken.set(place, rows.at(-1)!.position)
      return rows.length
    })
    expect(lost).toBeGreaterThan(0)
  })
})
