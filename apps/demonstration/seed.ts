import { join } from 'node:path'
import { addDays, dayOf, startOfDay } from '../../kernel/calendar/index.ts'
import { execute, putSetting, runDueTimers, setting, type TimerHandler } from '../../kernel/platform/index.ts'
import type { Gnomon } from '../gnomon.ts'
import { type Founding, foundCity, publishItems, publishStandards } from './found-city.ts'
import { pastCases } from './past-cases.ts'

/** Founds the demonstration city in an empty database; false where it already stands. `many` past cases, 260 when left out. */
export async function seed(
  gnomon: Gnomon,
  many = 260,
  say: (zh: string, en: string) => void = () => {},
): Promise<boolean> {
  const seeded = await gnomon.db.transaction().execute((tx) => setting<string>(tx, 'seeded'))
  if (seeded === 'whole') return false
  if (seeded)
    throw new Error(
      `上次播种演示数据没有做完。请删除数据目录 ${gnomon.config.data} 后重新启动。 The demonstration data was left half-made; delete ${gnomon.config.data} and start again.`,
    )
  const now = gnomon.clock.now()
  await gnomon.db.transaction().execute(async (tx) => {
    await putSetting(tx, 'seeded', 'begun')
    await putSetting(tx, 'demonstration', true)
  })
  const handlers = new Map<string, TimerHandler>(gnomon.rooms.flatMap((r) => Object.entries(r.timers)))
  const founding: Founding = {
    city: join(gnomon.config.root, 'city', '350200'),
    perform: (contract, input, by) => execute(gnomon, contract, input, { who: by.as, clock: { now: () => by.at } }),
    read: (work) => gnomon.db.transaction().execute(work),
  }
  const start = startOfDay(addDays(dayOf(now), -380))
  say('正在设立单位和岗位……', 'Founding units and posts …')
  await foundCity(founding, start)
  say('正在审查并公布事项……', 'Reviewing and publishing items …')
  await publishItems(founding, new Date(start.getTime() + 12 * 86_400_000))
  await publishStandards(founding, new Date(start.getTime() + 13 * 86_400_000))
  say(`正在办理过去一年的 ${many} 件……`, `Handling ${many} cases of the past year …`)
  await pastCases(founding, now, many, (at) =>
    runDueTimers({ ...gnomon, clock: { now: () => at } }, handlers, 10_000).then(() => {}),
  )
  for (const { demo } of gnomon.rooms) await demo?.({ ...founding, now } as never)
  await gnomon.db.transaction().execute((tx) => putSetting(tx, 'seeded', 'whole'))
  return true
}
