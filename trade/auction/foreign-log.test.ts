// A sale of a kind that public platforms show: bids alone, with soft closes. `made-up-bids.csv` is made up from what is described of
// such sales (windows of five minutes, an increment that passed in rounded doubles, a bid at the deadline's own millisecond).
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { play, readBids } from './foreign-log.rules.ts'
import type { Header } from './log.shape.ts'
import { profileOf, wan } from './sale.harness.ts'
import { readLog, UnreadableLog, verifyLog } from './verify.rules.ts'

const csv = readFileSync(new URL('made-up-bids.csv', import.meta.url), 'utf8')
const header: Header = {
  format: 'gnomon-auction/1',
  number: 'made-up',
  announced: '2026-02-01T00:00:00.000Z',
  profile: profileOf('judicial'),
  terms: {
    ...{ start: wan(1000), step: wan(10), reserve: false },
    ...{ opens: '2026-03-01T02:00:00.000Z', closes: '2026-03-02T02:00:00.000Z' },
  },
}

test('a whole sale: every end recomputed, what should not have been taken is named, its log verifies', () => {
  const { lines, bidders, refused, state } = play(header, readBids(csv))
  const ends = lines.flatMap((l) => (l.type === 'bid' ? [`${bidders[l.bidder - 1]} ${l.until!.slice(11, 23)}`] : []))
  expect(ends).toEqual([
    'A17 02:00:00.000',
    'B04 02:00:00.000',
    'C88 02:00:00.000',
    // A second before the window: nothing moves; two minutes into it: five minutes from the bid.
    'A17 02:00:00.000',
    'B04 02:02:10.000',
    'C88 02:06:00.250',
    'A17 02:10:59.000',
    'B04 02:15:58.999',
    'C88 02:20:58.998',
  ])
  expect(refused.map((x) => [x.row, x.bid.bidder, x.code])).toEqual([
    // Four 分 short of the step: taken where doubles are rounded.
    [7, 'C88', 'TOO_LOW'],
    [9, 'A17', 'TOO_LOW'],
    // At the end's own millisecond, which no longer counts here.
    [13, 'A17', 'ENDED'],
  ])
  expect(state.outcome).toMatchObject({ kind: 'dealt', bidder: 3, price: wan(1653) })
  const jsonl = [header, ...lines].map((l) => JSON.stringify(l)).join('\n')
  const read = readLog(jsonl)
  expect(verifyLog(read.header, read.lines)).toMatchObject({ done: true, differs: [], bids: 9 })
})

test('the same bids by another profile end otherwise: rules are data', () => {
  const land = { ...header, profile: profileOf('land-fujian') }
  const { lines, state } = play(land, readBids(csv))
  expect(lines.filter((l) => l.type === 'move').map((l) => l.type === 'move' && l.to)).toEqual([
    'listing',
    'preparing',
    'timed',
    'done',
  ])
  expect(state.outcome).toMatchObject({ kind: 'dealt' })
})

test.each([
  ['when,who,how much\n', /Row 1/],
  ['time,bidder,amount\n2026-03-02 10:00,A,1\n', /Row 2: a time/],
  ['time,bidder,amount\n2026-03-02T10:00:00Z,A,1e5\n', /Row 2: an amount/],
  ['time,bidder,amount\n2026-03-02T10:00:00Z,A,1.005\n', /Row 2: an amount/],
  ['time,bidder,amount\n2026-03-02T10:00:00Z,,1\n', /Row 2: no bidder/],
  ['time,bidder,amount\n"2026', /quote/],
])('what cannot be read is named by its row: %s', (text, says) => {
  expect(() => readBids(text)).toThrow(UnreadableLog)
  expect(() => readBids(text)).toThrow(says)
})

test('columns in another order, yuan with decimals exactly', () => {
  expect(readBids('amount,time,bidder\n19.99,2026-03-02T10:00:00.5Z,A\n')).toEqual([
    { at: Date.parse('2026-03-02T10:00:00.500Z'), bidder: 'A', amount: 1999 },
  ])
})

/**
 * A real one: the bids on lot 23 of an auction of October 2023, as its contract wrote them to a public chain (github.com/scyclow/cash,
 * docs/bidsMade.js at 9efe61c; ISC). Its rule (SteviepAuctionV1, there): a day from the first bid; a bid in the last while puts the end
 * to that while after it, ten minutes by its scripts (the bids alone prove seven); each a tenth above the last. Thousandths of its
 * coin are said as 元, bidders as letters.
 */
describe('a whole sale out of a public log, with soft closes', () => {
  const real = readBids(readFileSync(new URL('public-bids.csv', import.meta.url), 'utf8'))
  const judicial = profileOf('judicial')
  const [stage] = judicial.stages as [Extract<(typeof judicial.stages)[number], { kind: 'open' }>]
  const by = (minutes: number): Header => ({
    ...header,
    number: 'public-23',
    announced: '2023-10-18T00:00:00.000Z',
    profile: { ...judicial, unit: 1, stages: [{ ...stage, by: 'unit', window: minutes * 60_000 }] },
    terms: {
      ...{ start: 2801, step: 1, reserve: false },
      ...{ opens: '2023-10-18T00:00:00.000Z', closes: '2023-10-19T18:50:59.000Z' },
    },
  })
  test('by its own rule: every bid is taken, the end moves six times, the winner is the one of that day', () => {
    const { lines, refused, bidders, state } = play(by(10), real)
    expect(refused).toEqual([])
    const ends = lines.flatMap((l) => (l.type === 'bid' ? [l.until!.slice(11, 19)] : []))
    expect([...new Set(ends)]).toEqual([
      '18:50:59',
      '19:00:35',
      '19:02:11',
      '19:07:47',
      '19:08:23',
      '19:15:23',
      '19:15:59',
    ])
    expect(state.outcome).toMatchObject({ kind: 'dealt', price: 22_600, bidder: bidders.indexOf('G') + 1 })
    const read = readLog([by(10), ...lines].map((l) => JSON.stringify(l)).join('\n'))
    expect(verifyLog(read.header, read.lines)).toMatchObject({ done: true, differs: [], bids: 17 })
  })
  test('by five minutes it had ended before the bid that came 336 seconds after another: four bids fewer, another price', () => {
    const { refused, state } = play(by(5), real)
    expect(refused.map((x) => [x.row, x.code])).toEqual([15, 16, 17, 18].map((row) => [row, 'ENDED']))
    expect(state.outcome).toMatchObject({ kind: 'dealt', price: 15_300 })
  })
})
