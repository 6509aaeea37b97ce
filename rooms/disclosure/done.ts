import { startOfDay } from '../../kernel/calendar/index.ts'
import { countPublishedByDay, publishedActs, type Text, type Tx, text } from '../../kernel/platform/index.ts'

type Row = { item: number; title: Text; value: number; unit: 'piece' | 'fen' }
const MOST = 100_000

/** The rows of the second table (政府信息公开条例 art. 20 items 1, 5, 6, 8), each counted from the acts that did it. */
const ROWS: { item: number; title: Text; acts: { act: string; only?: Record<string, string> }[] }[] = [
  {
    item: 1,
    title: text('行政规范性文件：本年制发', 'Normative documents made'),
    acts: [{ act: 'information.published', only: { item: '20.1', first: 'yes' } }],
  },
  {
    item: 1,
    title: text('行政规范性文件：本年废止', 'Normative documents repealed'),
    acts: [{ act: 'information.withdrawn', only: { item: '20.1', why: 'repealed' } }],
  },
  { item: 5, title: text('行政许可：处理决定', 'Licensing decisions'), acts: [{ act: 'case.decided' }] },
  {
    item: 6,
    title: text('行政处罚：处理决定', 'Penalty decisions'),
    acts: [{ act: 'penalty.decided' }, { act: 'spot.decided' }],
  },
  { item: 6, title: text('行政强制：处理决定', 'Coercive measures ordered'), acts: [{ act: 'measure.ordered' }] },
]

/** What the city did in a year, as the second table has it; normative documents in force are those made and not repealed by its end. */
export async function doneIn(tx: Tx, year: number): Promise<Row[]> {
  const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)]
  const rows = await Promise.all(
    ROWS.map(async ({ item, title, acts }): Promise<Row> => {
      const counted = await countPublishedByDay(tx, acts, from, to)
      const value = [...counted.values()].flatMap((days) => [...days.values()]).reduce((a, b) => a + b, 0)
      return { item, title, value, unit: 'piece' }
    }),
  )
  const [made, repealed, ...others] = rows as [Row, Row, ...Row[]]
  const since = startOfDay('2008-05-01')
  const all = async (n: 0 | 1) => {
    const counted = await countPublishedByDay(tx, ROWS[n]!.acts, since, to)
    return [...counted.values()].flatMap((days) => [...days.values()]).reduce((a, b) => a + b, 0)
  }
  const inForce = (await all(0)) - (await all(1))
  const fees = await publishedActs(tx, { act: 'money.received', only: { kind: 'fee' } }, from, to, MOST)
  return [
    made,
    repealed,
    { item: 1, title: text('行政规范性文件：现行有效', 'Normative documents in force'), value: inForce, unit: 'piece' },
    ...others,
    {
      item: 8,
      title: text('行政事业性收费：收费金额', 'Administrative fees received'),
      value: fees.reduce((sum, a) => sum + Number(a.public.amount), 0),
      unit: 'fen',
    },
  ]
}
