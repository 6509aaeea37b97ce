// The public page of statistics over the cube of a million acts: a year of days, 20 units, 60 items.
import { renderToString } from 'preact-render-to-string'
import { testWorld } from '../../kernel/platform/harness.ts'
import { anonymous, defineRoom, readContext, text } from '../../kernel/platform/index.ts'
import { contract as c, statisticsRoom } from '../../kernel/statistics/index.ts'
import { statistics as page } from '../../rooms/statistics/portal/statistics.tsx'

const ACTS = 1_000_000
const of = defineRoom({
  name: 'many',
  title: text('多', 'Many'),
  statistics: [
    {
      id: 'many',
      version: 1,
      title: text('一百万个行为', 'A million acts'),
      on: 'many.done',
      measure: { of: () => 1, unit: text('分', '分'), money: true },
      by: [
        { id: 'unit', title: text('单位', 'Unit'), of: () => '' },
        { id: 'item', title: text('事项', 'Item'), of: () => '' },
      ],
    },
  ],
})

/** @param print takes a line at a time */
export async function benchStatistics(print: (line: string) => void): Promise<void> {
  const world = await testWorld([statisticsRoom([of])], '2026-12-31T01:00:00Z')
  try {
    const { owner } = world.database
    await owner`insert into platform.sequence (jurisdiction) values ('350200') on conflict do nothing`
    await owner`insert into statistics.cell (jurisdiction, statistic, grain, day, key, n, total)
    select '350200', 'many@1', 'day', day, key, count(*), sum(total) from (select date '2026-01-01' + floor(random() * 365)::int as day,
        array['unit-' || floor(random() * 20), 'item-' || floor(random() * 60)] as key, i % 1000 as total from generate_series(1, ${ACTS}::bigint) as i) a
    group by day, key`
    await owner`insert into statistics.cell (jurisdiction, statistic, grain, day, key, n, total)
      select jurisdiction, statistic, 'month', date_trunc('month', day)::date, key, sum(n), sum(total) from statistics.cell group by 1, 2, 4, 5`
    await owner`analyze statistics.cell`
    const [{ cells }] = (await owner`select count(*)::int as cells from statistics.cell`) as unknown as [
      { cells: number },
    ]
    // Ends inside months: the worst period of a year.
    const PERIOD = { id: 'many', from: '2026-01-02', to: '2026-12-30' }
    const timed = async (name: string, work: () => Promise<unknown>) => {
      const took: number[] = []
      for (let i = 0; i < 8; i++) {
        const began = performance.now()
        await work()
        took.push(performance.now() - began)
      }
      const sorted = took.toSorted((a, b) => a - b)
      print(
        `${name}: first ${took[0]!.toFixed(0)} ms, median ${sorted[4]!.toFixed(0)} ms, slowest ${sorted.at(-1)!.toFixed(0)} ms`,
      )
    }
    print(`${ACTS} acts in ${cells} cells`)
    await timed('read by month', () => world.run(c.readStatistic, PERIOD))
    await timed('read by item', () => world.run(c.readStatistic, { ...PERIOD, by: 'item' }))
    await timed('the whole page by unit, with its picture', () =>
      world.db.transaction().execute(async (tx) => {
        const query = { by: 'unit', from: PERIOD.from, to: PERIOD.to }
        const ctx = {
          ...readContext({ runtime: world, tx, actor: anonymous, clock: world.clock }),
          params: {},
          query,
          lang: 'zh' as const,
        }
        const p = {
          ...ctx,
          url: new URL('http://localhost/statistics'),
          t: (said: any) => said.zh ?? said,
          csrf: '',
          command: '',
        }
        renderToString((await page.render(p as never)).body as never)
      }),
    )
  } finally {
    await world.close()
  }
}
