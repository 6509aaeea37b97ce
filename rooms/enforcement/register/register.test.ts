// The public list of decisions: found by parts of a name, by code and by document number, the newest first, and gone with its term.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anonymous, sql } from '../../../kernel/platform/index.ts'
import { type TestCity, testCity } from '../../../test/city.ts'
import discretion from '../../discretion/index.ts'
import { published as list } from '../contract.ts'
import enforcement from '../index.ts'
import { amend, enter } from './enforcement.store.ts'

let city: TestCity
const within = <T>(work: Parameters<ReturnType<TestCity['db']['transaction']>['execute']>[0]) =>
  city.db.transaction().execute(work) as Promise<T>
const put = (n: number, subject: string, more: { unit?: string; until?: string; at?: Date } = {}) =>
  within(async (tx) => {
    const number = `350203-2026-${String(n).padStart(6, '0')}`
    const { unit = '350203-shichang', until = '2026-12-31', at = new Date(Date.UTC(2026, 0, 1 + n)) } = more
    await enter(tx, {
      number,
      jurisdiction: '350203',
      unit,
      itemCode: '350203-02-0001',
      subject: `uscc:${n}`,
      actOn: '2025-12-01',
      filedAt: at,
      simple: false,
    })
    await amend(tx, number, {
      published: {
        subject,
        uscc: `91350200MA${String(n).padStart(8, '0')}`,
        conduct: { zh: '无证经营', en: 'no licence' },
        fine: 5_000_000,
        decision: `厦思市监罚〔2026〕${n}号`,
      },
      publishedAt: at,
      shownUntil: until,
    })
  })
beforeAll(async () => {
  city = await testCity({ more: [discretion, enforcement] })
  await put(1, '鹭岛餐饮有限公司')
  await put(2, '筼筜餐饮管理有限公司')
  await put(3, 'Blue Whale 咖啡店', { unit: '350200-jianshe' })
  await put(4, '鹭岛旧店', { until: '2026-03-01' })
})
afterAll(() => city.close())

const found = async (q: { text?: string; unit?: string; page?: number } = {}) => {
  const { rows, total } = await city.run(list, q, anonymous)
  expect(total).toBe(rows.length)
  return rows.map((r) => Number(r.number.slice(-6)))
}

test.each([
  [{}, [3, 2, 1]],
  [{ text: '餐饮' }, [2, 1]],
  [{ text: '鹭岛餐饮' }, [1]],
  [{ text: '鹭' }, [1]],
  [{ text: 'whale' }, [3]],
  [{ text: '91350200ma00000002' }, [2]],
  [{ text: '厦思市监罚〔2026〕3号' }, [3]],
  [{ text: '没有这家' }, []],
  [{ unit: '350203-shichang' }, [2, 1]],
  [{ text: '餐饮', unit: '350200-jianshe' }, []],
  [{ text: "'; drop table --" }, []],
  [{ text: '、' }, []],
] as const)('%j', async (q, numbers) => {
  expect(await found({ ...q })).toEqual(numbers)
})

test('what is withdrawn is found no more', async () => {
  await within((tx) => amend(tx, '350203-2026-000001', { published: null }))
  expect(await found({ text: '鹭岛餐饮' })).toEqual([])
  await put(1, '鹭岛餐饮有限公司')
  await within((tx) =>
    amend(tx, '350203-2026-000001', {
      published: {
        subject: '改名餐饮有限公司',
        conduct: { zh: '无证经营', en: 'no licence' },
        fine: 1,
        decision: '厦思市监罚〔2026〕1号',
      },
    }),
  )
  expect(await found({ text: '鹭岛餐饮' })).toEqual([])
  expect(await found({ text: '改名餐饮' })).toEqual([1])
})

test('more than a thousand hits are read in the order of the list, and give the same', async () => {
  await within((tx) =>
    sql`insert into enforcement.register (number, jurisdiction, unit, item_code, subject, act_on, filed_at, published, published_at, shown_until, words)
      select '350203-2025-' || lpad(n::text, 6, '0'), jurisdiction, unit, item_code, subject, act_on, filed_at, published,
        published_at - n * interval '1 hour', shown_until, words
      from enforcement.register, generate_series(1, 1200) n where number = '350203-2026-000002'`.execute(tx),
  )
  const { rows, total } = await city.run(list, { text: '筼筜' }, anonymous)
  // “More than a thousand”.
  expect([rows.length, total]).toEqual([40, 1001])
  const times = rows.map((r) => r.publishedAt.getTime())
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(rows[0]!.number).toBe('350203-2026-000002')
  const last = await city.run(list, { text: '筼筜', page: 31 }, anonymous)
  expect(last.rows).toHaveLength(1)
})
