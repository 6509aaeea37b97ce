// The list of quantities from the notice to the corrected price, on a real database.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { codeOf as code } from '../../kernel/platform/harness.ts'
import { makeReport, priced } from '../../trade/committee/index.ts'
import { sourceOf } from '../../trade/envelope/content.rules.ts'
import { contract as e } from '../../trade/envelope/index.ts'
import { sealBid } from '../../trade/envelope/seal.rules.ts'
import { methodOn, PRICE_LIST, xlsxOf } from '../../trade/scoring/index.ts'
import * as c from './contract.ts'
import {
  bid,
  builders,
  city,
  closeTenders,
  document,
  keeper,
  officer,
  onDay,
  openTenders,
  overseer,
  plan,
  toEvaluation,
  units,
  verdicts,
  wan,
} from './tenders.harness.ts'

beforeAll(openTenders, 90_000)
afterAll(closeTenders)

const HEAD = ['项目编码', '项目名称', '计量单位', '工程量', '综合单价', '合价']
const upload = (bytes: Uint8Array) => ({ name: 'list.xlsx', size: bytes.length, bytes })
const asked = xlsxOf('清单', [
  HEAD.slice(0, 4),
  ['A', '土方', 'm3', { number: '1000' }],
  ['B', '垫层', 'm3', { number: '50' }],
])

test('a list by the tenderer, a total that does not follow from it, the bidder’s consent: the corrected price is compared and contracted', async () => {
  city.clock.set(onDay(0))
  const { caseId, number } = await plan()
  const set = (bytes: Uint8Array, as = officer) => code(city.run(c.setPriceList, { caseId, file: upload(bytes) }, as))
  expect(await set(asked)).toBe('NOT_OPEN')
  await city.run(c.approve, { caseId, outcome: 'approve', opinion: '同意。' }, overseer)
  expect(await set(asked, keeper)).toBe('FORBIDDEN')
  expect(await set(new TextEncoder().encode('项目名称,工程量\n土方,很多'))).toBe('TABLE')
  expect(await set(asked)).toBe('OK')
  await city.run(c.attach, { caseId, ...document() }, officer)
  expect(await code(city.run(c.priceList, { number }))).toBe('NONE')
  await city.run(c.announce, { caseId, deadline: onDay(21), trustees: units, threshold: 3 }, officer)
  expect(await city.run(c.priceList, { number })).toEqual([
    { code: 'A', item: '土方', unit: 'm3', quantity: '1000' },
    { code: 'B', item: '垫层', unit: 'm3', quantity: '50' },
  ])
  const { terms } = await city.run(e.view, { number })
  const t = { caseId, number, terms }
  /** As the browser seals it: the list beside the documents. */
  async function offer(i: number, rows: string[][], price: number) {
    const as = builders[i]!
    const { bidder } = await city.run(c.register, { number, agreed: true }, as)
    const csv = new TextEncoder().encode(rows.map((r) => r.join(',')).join('\r\n'))
    const signed = await sealBid({
      ...{ terms, bidder, version: 1, signer: new Uint8Array(32).fill(i + 1) },
      bid: {
        sheet: { data: { price, days: 300, quality: '合格' }, files: [] },
        identity: {
          data: { name: `公司${i}`, uscc: `91350200000001000${i}`, manager: `经理${i}`, contact: `1${i}` },
          files: [],
        },
        documents: { data: {}, files: [{ name: PRICE_LIST, type: 'text/csv', ...sourceOf(csv) }] },
      },
      async keep({ sha256, bytes }) {
        await city.run(e.keepPart, { number, sha256, file: { name: 'part', size: bytes.length, bytes } }, as)
      },
    })
    await city.run(e.submit, { number, signed }, as)
    return bidder
  }
  const whole = (unit: string, amount: string, total: string) => [
    HEAD,
    ['A', '土方', 'm3', '1000', unit, amount],
    ['B', '垫层', 'm3', '50', '1000', '50000'],
    ['合计', '', '', '', '', total],
  ]
  const right = await offer(0, whole('9400', '9400000', '9450000'), 945_000_000)
  // 1000 × 9300 is 9,300,000.
  const wrong = await offer(1, whole('9300', '9310000', '9360000'), 936_000_000)
  const refuses = await offer(2, whole('9200', '9290000', '9340000'), 934_000_000)
  const broken = await offer(3, [HEAD, ['A', '土方', 'm3', '999', '1', '999']], 930_000_000)
  const none = await bid(t, 4, 950)
  const seats = await toEvaluation(t)
  const { bids } = await city.run(c.committee, { number }, seats[0])
  const of = (b: number) => bids.find((x) => x.bidder === b)!
  expect(of(right).corrected).toEqual({ total: 945_000_000, corrections: [], problems: [] })
  expect(of(wrong).corrected).toMatchObject({ total: 935_000_000, problems: [] })
  expect(of(wrong).corrected!.corrections.map((x) => x.rule)).toEqual(['unit-price', 'sum'])
  expect(of(broken).corrected!.problems.map((p) => p.cell)).toEqual(['D2', 'A3'])
  expect(of(none).corrected!.problems[0]!.says.en).toBe('the bid has no priced list')
  const put = (bidder: number, as = seats[0]!) => code(city.run(c.putCorrection, { caseId, bidder }, as))
  const answer = (i: number, accepts: boolean) => code(city.run(c.answerCorrection, { caseId, accepts }, builders[i]))
  expect([await put(right), await put(broken), await answer(1, true)]).toEqual(['NOTHING', 'NOTHING', 'NONE'])
  expect(await put(wrong, builders[0]!)).toBe('FORBIDDEN')
  expect([await put(wrong), await put(refuses), await put(wrong)]).toEqual(['OK', 'OK', 'ONCE'])
  expect((await city.run(c.tender, { number }, builders[1])).now.correction!.total).toBe(935_000_000)
  expect((await city.run(c.tender, { number }, builders[0])).now.correction).toBeNull()
  const list = verdicts([right, wrong, refuses, broken, none], (b) =>
    b === broken || b === none ? { reject: '6', reason: '没有可比的清单', points: {} } : {},
  )
  const evaluate = (verdict: unknown, as = seats[0]!) =>
    code(city.run(c.evaluate, { caseId, verdicts: verdict as never }, as))
  expect(await evaluate(list)).toBe('VOID')
  expect([await answer(1, true), await answer(2, false), await answer(1, true)]).toEqual(['OK', 'OK', 'NONE'])
  expect(await evaluate(list)).toBe('VOID')
  const out = list.map((v) => (v.bidder === refuses ? { ...v, reject: '6', reason: '不接受修正', points: {} } : v))
  for (const s of seats) expect(await evaluate(out, s)).toBe('OK')
  await city.run(c.report, { caseId }, seats[0]!)
  const { report } = await city.run(c.tender, { number })
  expect(report!.ranking.find((r) => r.bidder === wrong)!.price).toBe(935_000_000)
  expect(report!.candidates).toHaveLength(2)
})

test('what deviates is priced by the median of the members: it raises what is compared, never the price', () => {
  expect(priced([{ deviation: '100' }, {}, { deviation: '1000000' }])).toBe(10_000)
  expect(priced([])).toBe(0)
  const bids = [1, 2].map((bidder) => ({ bidder, price: wan(100 + bidder) }))
  const verdict = (bidder: number) => ({
    bidder,
    reason: '',
    points: {},
    ...(bidder === 1 ? { deviation: '20000.5' } : {}),
  })
  const made = makeReport(methodOn('lowest-evaluated', '2026-03-02')!, bids, [[verdict(1), verdict(2)]], {
    ...{ k: null, order: [1, 2], ceiling: wan(1000) },
  })
  expect(made.candidates).toEqual([2, 1])
  expect(made.ranking.map((r) => [r.bidder, r.price, r.total])).toEqual([
    [2, wan(102), '102000000.00'],
    [1, wan(101), '103000050.00'],
  ])
})
