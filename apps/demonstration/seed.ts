import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import {
  consume,
  execute,
  type Founding,
  putSetting,
  runDueTimers,
  setting,
  type TimerHandler,
} from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { foundCity, publishItems, publishStandards } from './found-city.ts'
import { pastCases } from './past-cases.ts'

type Say = (zh: string, en: string) => void
/** How far the demonstration city has come; `now` and `many` are those of the beginning, so that it can be gone on with. */
type Seeded = { stage: 'begun' | 'founded' | 'whole'; now: string; many: number }

async function seeded(gnomon: Gnomon): Promise<Seeded | undefined> {
  const kept = await setting<Seeded | string>(gnomon.db, 'seeded')
  if (typeof kept !== 'string') return kept
  if (kept === 'whole') return { stage: 'whole', now: '', many: 0 }
  throw new Error(
    `上次播种演示数据没有做完。请删除数据目录 ${gnomon.config.data} 后重新启动。 The demonstration data was left half-made; delete ${gnomon.config.data} and start again.`,
  )
}

const keep = (gnomon: Gnomon, state: Seeded) => gnomon.db.transaction().execute((tx) => putSetting(tx, 'seeded', state))

/**
 * Performs by commands whose ids follow from their order: what was done before the process ended answers as it did then, so that
 * whoever starts again goes on where it stopped.
 */
function founding(gnomon: Gnomon, part: string): Founding {
  let n = 0
  const commandId = () => {
    const hex = createHash('sha256').update(`demonstration ${part} ${n++}`).digest('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }
  return {
    home: gnomon.home,
    city: join(gnomon.config.root, 'city', gnomon.home),
    perform: (contract, input, by) =>
      execute(gnomon, contract, input, { who: by.as, clock: { now: () => by.at }, commandId: commandId() }),
    read: (work) => gnomon.db.transaction().execute(work),
  }
}

/** Founds the demonstration city in an empty database: units, posts, persons, items, standards. False where it already stands. */
export async function found(gnomon: Gnomon, say: Say = () => {}, many = 260): Promise<boolean> {
  const before = await seeded(gnomon)
  if (before && before.stage !== 'begun') return false
  const state: Seeded = before ?? { stage: 'begun', now: gnomon.clock.now().toISOString(), many }
  await gnomon.db.transaction().execute(async (tx) => {
    await putSetting(tx, 'seeded', state)
    await putSetting(tx, 'demonstration', true)
  })
  const of = founding(gnomon, 'city')
  const start = startOfDay(addDays(dayOf(new Date(state.now)), -380))
  say('正在设立单位和岗位……', 'Founding units and posts …')
  await foundCity(of, start)
  say('正在审查并公布事项……', 'Reviewing and publishing items …')
  await publishItems(of, new Date(start.getTime() + 12 * 86_400_000))
  await publishStandards(of, new Date(start.getTime() + 13 * 86_400_000))
  // Who comes through the door first looks for something; the worker begins when the past year is written.
  for (const indexer of gnomon.rooms.find((r) => r.name === 'search')?.consumers ?? [])
    while ((await consume(gnomon, indexer)) > 0);
  await keep(gnomon, { ...state, stage: 'founded' })
  return true
}

/** The past year's cases, step by step in the order of time; before any timer is rung by today's clock. False where there is nothing left to do. */
export async function pastYear(gnomon: Gnomon, say: Say = () => {}, signal?: AbortSignal): Promise<boolean> {
  const state = await seeded(gnomon)
  if (state?.stage !== 'founded') return false
  const handlers = new Map<string, TimerHandler>(gnomon.rooms.flatMap((r) => Object.entries(r.timers)))
  say(`正在办理过去一年的 ${state.many} 件……`, `Handling ${state.many} cases of the past year …`)
  const ring = async (at: Date) => {
    signal?.throwIfAborted()
    await runDueTimers({ ...gnomon, clock: { now: () => at } }, handlers, 10_000)
  }
  await pastCases(founding(gnomon, 'cases'), new Date(state.now), state.many, ring)
  for (const { name, demo } of gnomon.rooms) await demo?.({ ...founding(gnomon, name), now: new Date(state.now) })
  await keep(gnomon, { ...state, stage: 'whole' })
  say('过去一年的办件都在了。', 'The cases of the past year are all there.')
  return true
}

/** The whole demonstration city; `many` past cases. False where it already stands. */
export async function seed(gnomon: Gnomon, many?: number, say?: Say): Promise<boolean> {
  const founded = await found(gnomon, say, many)
  return (await pastYear(gnomon, say)) || founded
}
