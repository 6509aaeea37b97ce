// A sale of a kind that public platforms show: bids alone, with soft closes. `made-up-bids.csv` is made up from what is described of
// such sales (windows of five minutes, an increment that passed in rounded doubles, a bid at the deadline's own millisecond).
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
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
