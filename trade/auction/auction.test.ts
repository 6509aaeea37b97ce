import { describe, expect, test } from 'vitest'
import { profiles } from '../profile/index.ts'
import { apply, reserveOpen } from './apply.rules.ts'
import { advance, begin } from './move.rules.ts'
import { nextAmount, ranking } from './price.rules.ts'
import { clock, profileOf, Sale, wan } from './sale.harness.ts'
import { AuctionRefusal, type Event, type State } from './state.shape.ts'
import { readLog, verifyLog } from './verify.rules.ts'

const fujian = (terms = {}) => new Sale('land-fujian', terms).join(1, 2, 3)
/** Each sale of these tests is also recomputed from its log. */
const whole = (s: Sale) => {
  const { header, lines } = readLog(s.jsonl)
  expect(verifyLog(header, lines).differs).toEqual([])
  return s.result
}

describe('prices', () => {
  test('the increment is exact: 10099.996 over 10000 with a step of 100 is refused (it passed in rounded doubles)', () => {
    const s = new Sale('judicial', { start: 10_000_00, step: 100_00 }).join(1, 2).bid('01:00:00', 1, 10_000_00)
    expect(s.says((x) => x.bid('01:00:01', 2, 1_009_999.6))).toBe('NOT_IN_UNITS 1010000')
    expect(s.says((x) => x.bid('01:00:01', 2, 10_099_99))).toBe('TOO_LOW 1010000')
    expect(s.says((x) => x.bid('01:00:01', 2, 10_100_00))).toBe('OK')
  })
  test.each([
    ['the first at the start price', wan(1000), 'OK'],
    ['the first below it', wan(999.9), `TOO_LOW ${wan(1000)}`],
    ['not a multiple of the step', wan(1000.1), 'OK'],
    ['not in units of 0.1 万元', wan(1000.05), `NOT_IN_UNITS ${wan(1000)}`],
    ['nothing', 0, `NOT_IN_UNITS ${wan(1000)}`],
    ['less than nothing', -wan(1000), `NOT_IN_UNITS ${wan(1000)}`],
    ['past what is exact', 2 ** 53, `NOT_IN_UNITS ${wan(1000)}`],
  ])('%s', (_, amount, said) => {
    expect(fujian().says((x) => x.bid('01:00:00', 1, amount))).toBe(said)
  })
  test('after it the highest and the step, not necessarily a multiple', () => {
    const s = fujian().bid('01:00:00', 1, wan(1000.1))
    expect(s.says((x) => x.bid('01:00:01', 2, wan(1010)))).toBe(`TOO_LOW ${wan(1010.1)}`)
    expect(s.says((x) => x.bid('01:00:01', 2, wan(1010.1)))).toBe('OK')
  })
  test('before the opening, after the end, by a stranger, while frozen', () => {
    const s = fujian({ opens: '2026-03-02T01:00:00.000Z' })
    expect(s.says((x) => x.bid('00:59:59.999', 1, wan(1000)))).toBe('NOT_YET')
    expect(s.says((x) => x.bid('01:00:00', 9, wan(1000)))).toBe('NOT_ENTITLED')
    s.do({ type: 'freeze', at: clock('02:00:00') })
    expect(s.says((x) => x.bid('02:00:01', 1, wan(1000)))).toBe('FROZEN')
    s.do({ type: 'resume', at: clock('02:10:00'), from: clock('02:10:00') })
    s.to('10:10:00')
    expect(s.says((x) => x.bid('10:10:00', 1, wan(1000)))).toBe('ENDED')
    expect(whole(s)).toBe('no-bids')
  })
})

describe('the end moves by the window alone: deadline = max(deadline, accepted + window)', () => {
  test.each([
    ['09:54:59', '10:00:00'],
    ['09:55:00', '10:00:00'],
    ['09:55:00.001', '10:00:00.001'],
    ['09:57:10', '10:02:10'],
    ['09:59:59.999', '10:04:59.999'],
  ])('a bid at %s → %s', (time, until) => {
    const s = new Sale('judicial').join(1).bid(time, 1, wan(1000))
    expect(s.until).toBe(until)
  })
  test('what arrives a millisecond before the new end counts, at the end itself by profile', () => {
    for (const [boundary, at] of [
      ['excluded', 'ENDED'],
      ['included', 'OK'],
    ] as const) {
      const s = new Sale('judicial', {}, undefined, { boundary }).join(1, 2).bid('09:57:10', 1, wan(1000))
      expect(s.says((x) => x.bid('10:02:09.999', 2, wan(1010)))).toBe('OK')
      expect(s.until).toBe('10:07:09.999')
      expect(s.says((x) => x.bid('10:07:09.999', 1, wan(1020)))).toBe(at)
      whole(s)
    }
  })
})

describe('Fujian: what follows the listing', () => {
  test('one bidder in all wins, if the reserve is met', () => {
    expect(whole(fujian().bid('09:59:00', 1, wan(1000)).to('10:00:00'))).toBe(`1 ${wan(1000)}`)
    for (const [reserve, result] of [
      [wan(1000), `1 ${wan(1000)}`],
      [wan(1000.1), 'below-reserve'],
    ] as const)
      expect(
        whole(fujian({ reserve: true }).keep('08:00:00', reserve).bid('09:59:00', 1, wan(1000)).to('10:00:00')),
      ).toBe(result)
  })
  test('one active in the last hour: the highest wins; none, too; two: 15 minutes, then 5', () => {
    const early = () => fujian().bid('08:00:00', 1, wan(1000)).bid('08:30:00', 2, wan(1010))
    expect(whole(early().to('10:00:00'))).toBe(`2 ${wan(1010)}`)
    expect(whole(early().bid('09:30:00', 1, wan(1020)).to('10:00:00'))).toBe(`1 ${wan(1020)}`)
    const late = early().bid('09:00:00', 1, wan(1020)).bid('09:59:59', 2, wan(1030)).to('10:00:00')
    expect([late.state.stage, late.until]).toEqual(['preparing', '10:15:00'])
    expect(late.says((x) => x.bid('10:14:59', 1, wan(1040)))).toBe('NO_BIDS_NOW')
    late.to('10:15:00')
    expect([late.state.stage, late.until]).toEqual(['timed', '10:20:00'])
    // A silent first countdown: the listing's leader wins.
    expect(whole(late.to('10:20:00'))).toBe(`2 ${wan(1030)}`)
  })
  test('timed bidding: every bid begins the five minutes anew; all who qualified may join; its own step', () => {
    const s = fujian({ steps: { timed: wan(20) } })
      .bid('09:30:00', 1, wan(1000))
      .bid('09:40:00', 2, wan(1010))
    expect(s.says((x) => x.bid('10:16:00', 3, wan(1020)))).toBe(`TOO_LOW ${wan(1030)}`)
    s.bid('10:16:00', 3, wan(1030))
    expect(s.until).toBe('10:21:00')
    s.bid('10:20:59.999', 1, wan(1050))
    expect(s.until).toBe('10:25:59.999')
    expect(s.says((x) => x.bid('10:25:59.999', 2, wan(1070)))).toBe('ENDED')
    expect(whole(s)).toBe(`1 ${wan(1050)}`)
  })
  test('the reserve: before the last hour, once; met is at least as much (a real platform tested >)', () => {
    expect(fujian().says((x) => x.keep('08:00:00', wan(1)))).toBe('RESERVE_TIME')
    const s = fujian({ reserve: true })
    expect(s.says((x) => x.keep('09:00:00', wan(1)))).toBe('RESERVE_TIME')
    const t = fujian({ reserve: true }).keep('08:59:59.999', wan(1010))
    expect(t.says((x) => x.keep('08:59:59.999', wan(1)))).toBe('ALREADY')
    t.bid('09:10:00', 1, wan(1000)).bid('09:20:00', 2, wan(1010))
    expect(whole(t.to('11:00:00'))).toBe(`2 ${wan(1010)}`)
  })
  test('frozen in the listing: exactly what was left is left; in the auction: 15 and 5 again', () => {
    const s = fujian().bid('09:30:00', 1, wan(1000)).bid('09:31:00', 2, wan(1010))
    s.do({ type: 'freeze', at: clock('09:40:00') })
    expect(s.to('10:30:00').state.stage).toBe('listing')
    s.do({ type: 'resume', at: clock('10:25:00'), from: clock('10:25:00') })
    expect(s.until).toBe('10:45:00')
    // The bids of before the freeze are still of the last hour: frozen time ages nothing.
    s.to('10:45:00')
    expect([s.state.stage, s.until]).toEqual(['preparing', '11:00:00'])
    s.bid('11:02:00', 3, wan(1020)).do({ type: 'freeze', at: clock('11:03:00') })
    s.do({ type: 'resume', at: clock('11:03:30'), from: clock('12:00:00') })
    expect([s.state.stage, s.until]).toEqual(['preparing', '12:15:00'])
    expect(s.says((x) => x.bid('11:30:00', 1, wan(1030)))).toBe('FROZEN')
    expect(whole(s.to('12:20:00'))).toBe(`3 ${wan(1020)}`)
  })
  test.each([5, 60, 600])('the platform is away for %i s in the last hour, and in the countdown', (seconds) => {
    const gone = (s: Sale, from: string) =>
      s.do({ type: 'outage', at: clock(from) + seconds * 1000, from: clock(from) })
    const listing = gone(fujian().bid('09:30:00', 1, wan(1000)).bid('09:31:00', 2, wan(1010)), '09:50:00')
    expect(listing.state.until! - clock('10:00:00')).toBe(seconds * 1000)
    listing.to(listing.state.until!)
    const from = listing.state.until! + 60_000
    listing.to(from).do({ type: 'outage', at: from + seconds * 1000, from })
    expect([listing.state.stage, listing.state.until]).toEqual(['preparing', from + seconds * 1000 + 15 * 60_000])
    whole(listing.to('12:00:00'))
  })
  test('terminated: nothing is dealt', () => {
    expect(
      whole(
        fujian()
          .bid('01:00:00', 1, wan(1000))
          .do({ type: 'terminate', at: clock('02:00:00') }),
      ),
    ).toBe('terminated')
  })
})

describe('other profiles are data', () => {
  test('Taicang: the reserve within the last 30 minutes, 4 minutes anew', () => {
    const s = new Sale('land-taicang', { reserve: true })
      .join(1, 2)
      .bid('08:00:00', 1, wan(1000))
      .bid('08:01:00', 2, wan(1010))
    expect(s.says((x) => x.keep('09:29:59', wan(1)))).toBe('RESERVE_TIME')
    s.keep('09:30:00', wan(1)).to('10:00:00')
    expect([s.state.stage, s.until]).toEqual(['timed', '10:04:00'])
    expect(whole(s.bid('10:03:00', 1, wan(1020)).to('10:07:00'))).toBe(`1 ${wan(1020)}`)
  })
  test('Suzhou Park: an hour of rest, 4 minutes, any more than the highest', () => {
    const s = new Sale('land-suzhou-park').join(1, 2).bid('09:10:00', 1, wan(1000)).bid('09:20:00', 2, wan(1010))
    s.to('11:00:00')
    expect([s.state.stage, s.until]).toEqual(['timed', '11:04:00'])
    expect(s.says((x) => x.bid('11:01:00', 1, wan(1010)))).toBe(`TOO_LOW ${wan(1010.1)}`)
    expect(whole(s.bid('11:01:00', 1, wan(1010.1)).to('11:05:00'))).toBe(`1 ${wan(1010.1)}`)
  })
  test('Shantou: who bid before is asked, who said yes goes on; nobody: the leader wins', () => {
    const s = () =>
      new Sale('land-shantou').join(1, 2, 3).bid('08:00:00', 1, wan(1000)).bid('08:01:00', 2, wan(1010)).to('10:00:00')
    expect(whole(s().to('10:05:00'))).toBe(`2 ${wan(1010)}`)
    const on = s()
    expect(on.says((x) => x.do({ type: 'agree', at: clock('10:01:00'), bidder: 3 }))).toBe('NOT_ENTITLED')
    on.do({ type: 'agree', at: clock('10:01:00'), bidder: 1 }).to('10:05:00')
    expect(on.says((x) => x.bid('10:06:00', 2, wan(1020)))).toBe('NOT_ENTITLED')
    expect(whole(on.bid('10:06:00', 1, wan(1020)).to('10:11:00'))).toBe(`1 ${wan(1020)}`)
  })
  test('Qinzhou: an hour, then five minutes', () => {
    const s = new Sale('land-qinzhou').join(1, 2).bid('00:59:00', 1, wan(1000)).to('01:00:00')
    expect([s.state.stage, s.until]).toEqual(['timed', '01:05:00'])
    expect(whole(s.to('01:05:00'))).toBe(`1 ${wan(1000)}`)
  })
  test('judicial: who has priority may match; then by rank, then by time', () => {
    const s = new Sale('judicial').join(1, [2, 2], [3, 1]).bid('01:00:00', 1, wan(1000)).bid('01:01:00', 2, wan(1000))
    expect(s.state.best!.bidder).toBe(2)
    expect(s.says((x) => x.bid('01:02:00', 1, wan(1000)))).toBe(`TOO_LOW ${wan(1010)}`)
    s.bid('01:03:00', 3, wan(1000))
    expect(s.says((x) => x.bid('01:04:00', 2, wan(1000)))).toBe(`TOO_LOW ${wan(1010)}`)
    expect(whole(s.to('10:00:00'))).toBe(`3 ${wan(1000)}`)
    expect(ranking(s.rules, s.state).map((x) => x.bidder)).toEqual([3, 2, 1])
  })
  test('a price cap, then a second quantity; the last step to the cap may be short', () => {
    const s = new Sale('land-fujian-capped', {
      cap: wan(1005),
      second: { start: 100, step: 10, unit: { zh: '平方米', en: 'm²' } },
    }).join(1, 2)
    s.bid('09:10:00', 1, wan(1000))
    expect(s.says((x) => x.bid('09:11:00', 2, wan(1010)))).toBe(`ABOVE_CAP ${wan(1005)}`)
    s.bid('09:11:00', 2, wan(1005))
    expect([s.state.stage, s.until]).toEqual(['area', '09:16:00'])
    s.bid('09:12:00', 1, 100)
    expect(s.says((x) => x.bid('09:13:00', 2, 109))).toBe('TOO_LOW 110')
    expect(whole(s.bid('09:13:00', 2, 110).bid('09:14:00', 1, 500).to('10:00:00'))).toBe(`1 ${wan(1005)} 500`)
  })
  test('one bidder is none, where the profile says so', () => {
    expect(whole(new Sale('property-one-fails').join(1, 2).bid('09:00:00', 1, wan(1000)).to('10:00:00'))).toBe(
      'too-few',
    )
  })
  test('one sealed bid: the last counts, ties by arrival, nothing is seen before', () => {
    const s = new Sale('property-sealed').join(1, 2, 3, 4).seal('01:00:00', 1, wan(1000)).seal('01:01:00', 2, wan(1200))
    s.seal('01:02:00', 3, wan(1200)).seal('01:03:00', 4, wan(900)).seal('01:04:00', 1, wan(1100))
    expect(s.state.best).toBe(null)
    expect(s.says((x) => x.bid('01:05:00', 1, wan(2000)))).toBe('NO_BIDS_NOW')
    expect(whole(s.to('10:00:00'))).toBe(`2 ${wan(1200)}`)
    expect(ranking(s.rules, s.state).map((x) => x.bidder)).toEqual([2, 3, 1])
  })
  test('the price falls until somebody takes it; sealed bids above it; a last word', () => {
    const s = new Sale('dutch-hybrid', { start: wan(1000), step: wan(10) }).join(1, 2, 3)
    expect(s.says((x) => x.bid('00:07:30', 1, wan(940)))).toBe(`TOO_HIGH ${wan(930)}`.replace('HIGH', 'HIGH'))
    s.bid('00:07:30', 1, wan(930)).to('00:07:30')
    expect([s.state.stage, s.until]).toEqual(['sealed', '00:17:30'])
    expect(s.says((x) => x.seal('00:08:00', 1, wan(950)))).toBe('NOT_ENTITLED')
    s.seal('00:08:00', 2, wan(945)).seal('00:09:00', 3, wan(935)).to('00:17:30')
    expect([s.state.stage, s.state.best]).toMatchObject(
      ['last-word', { bidder: 2, amount: wan(945) }].map((x) => (x === 'last-word' ? 'last' : x)),
    )
    expect(s.says((x) => x.bid('00:18:00', 3, wan(960)))).toBe('NOT_YOUR_TURN')
    expect(whole(s.bid('00:18:00', 1, wan(955)).to('00:22:30'))).toBe(`1 ${wan(955)}`)
    expect(whole(new Sale('dutch-hybrid').join(1).to('09:00:00'))).toBe('no-bids')
  })
  test.each([
    [2, 1260],
    [3, 1620],
    [10, 4140],
  ])('three rounds of %i bidders take %i s', (n, seconds) => {
    const s = new Sale('reverse-rounds', { closes: '2026-03-02T01:00:00.000Z' }).join(
      ...Array.from({ length: n }, (_, i) => i + 1),
    )
    for (let i = 1; i <= n; i++) s.seal(`00:00:${String(i).padStart(2, '0')}`, i, wan(1000 - i))
    s.to('01:00:00')
    const began = clock('01:00:00')
    // 300 s before the first round; the worst speaks first.
    s.to(began + 300_000)
    expect(s.state.turn).toMatchObject({ round: 0, pausing: false, next: 0 })
    expect(s.state.turn!.order[0]).toBe(1)
    s.to(began + seconds * 1000 - 1)
    expect(s.state.stage).toBe('rounds')
    s.to(began + seconds * 1000)
    expect(whole(s)).toBe(`${n} ${wan(1000 - n)}`)
  })
  test('in a turn only its bidder, at most the own last less the step; of equals the later bid speaks first', () => {
    const s = new Sale('reverse-rounds', { closes: '2026-03-02T01:00:00.000Z' }).join(1, 2)
    s.seal('00:01:00', 1, wan(900)).seal('00:02:00', 2, wan(900)).to('01:05:00')
    expect(s.state.turn!.order).toEqual([2, 1])
    expect(s.says((x) => x.bid('01:05:01', 1, wan(800)))).toBe('NOT_YOUR_TURN')
    expect(s.says((x) => x.bid('01:05:01', 2, wan(895)))).toBe(`TOO_HIGH ${wan(890)}`)
    s.bid('01:05:01', 2, wan(890)).to('01:07:00')
    expect(s.state.turn!.order[s.state.turn!.next]).toBe(1)
    expect(whole(s.to('03:00:00'))).toBe(`2 ${wan(890)}`)
  })
  test('every profile says its sources, and whether each was confirmed; every title in two languages', () => {
    expect(profiles.length).toBeGreaterThanOrEqual(10)
    for (const p of profiles)
      expect([p.id, p.sources.length > 0, /[一-鿿]/.test(p.title.zh)]).toEqual([p.id, true, true])
    expect(profileOf('land-fujian').sources.some((s) => !s.confirmed)).toBe(true)
  })
})

/** Numbers that look random and are the same each time. */
function numbers(seed: number) {
  let x = seed
  return (below: number) => {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0
    return Math.floor((x / 2 ** 32) * below)
  }
}

describe('chance', () => {
  /** A sale of random events; looked at as often as `looks` says, which must change nothing. */
  function play(seed: number, looks: number) {
    const random = numbers(seed)
    const watching = numbers(seed + 77)
    const p = profiles[random(profiles.length)]!
    const capped = p.capped !== undefined
    const s = new Sale(p.id, {
      ...(capped ? { cap: wan(1500), second: { start: 1, step: 1, unit: { zh: '㎡', en: 'm²' } } } : {}),
    })
    s.join(1, [2, 1], 3, [4, 2])
    let at = clock('08:30:00')
    let taken = 0
    const events = 1 + random(60)
    for (let i = 0; i < events; i++) {
      at += random(9 * 60_000)
      for (let k = 0; k < looks; k++) s.to(s.state.at + Math.floor((at - s.state.at) * (watching(100) / 100)))
      const what = random(20)
      const bidder = 1 + random(5)
      const sealing = () => advance(s.rules, s.state, at).state.stage === 'sealed'
      const said = s.says((x) => {
        if (what === 0) return x.do({ type: 'freeze', at })
        if (what < 3) return x.do({ type: 'resume', at, from: at + random(600_000) })
        if (what === 3) return x.do({ type: 'outage', at, from: Math.max(x.to(at).state.at, at - random(60_000)) })
        if (what === 4) return x.do({ type: 'agree', at, bidder })
        const now = advance(s.rules, s.state, at).state
        const next = nextAmount(s.rules, now, at, now.bidders[bidder]) ?? wan(1000)
        const amount = next + [0, 0, 1, 5, -1][random(5)]! * s.rules.profile.unit
        return sealing()
          ? x.seal(new Date(at).toISOString().slice(11, 23), bidder, amount)
          : x.do({ type: 'bid', at, bidder, amount })
      })
      if (said === 'OK') taken++
    }
    if (s.state.frozenAt !== null) s.do({ type: 'resume', at: s.state.at, from: s.state.at })
    s.to(s.state.at + 7 * 86_400_000)
    return { s, taken }
  }
  test('300 sales: the log alone gives the same state, whoever looked however often; nothing is lost, no price falls', () => {
    const ends = new Map<string, number>()
    let all = 0
    for (let seed = 1; seed <= 300; seed++) {
      const { s, taken } = play(seed, 0)
      all += taken
      const again = play(seed, 3).s
      expect(again.jsonl).toBe(s.jsonl)
      const { header, lines } = readLog(s.jsonl)
      const verdict = verifyLog(header, lines)
      expect([seed, verdict.differs]).toEqual([seed, []])
      expect(verdict.done).toBe(true)
      expect(verdict.state).toEqual(s.state)
      expect(lines.map((l) => l.n)).toEqual(lines.map((_, i) => i + 2))
      if (s.rules.profile.direction === 'up' && s.rules.profile.stages[0]!.kind === 'open') {
        const prices = lines.flatMap((l) => (l.type === 'bid' && l.stage !== 'area' ? [l.amount] : []))
        expect(prices).toEqual([...prices].sort((a, b) => a - b))
      }
      const end = s.state.outcome!.kind
      ends.set(end, (ends.get(end) ?? 0) + 1)
    }
    expect(all).toBeGreaterThan(3000)
    expect([...ends.keys()].sort()).toEqual(['dealt', 'failed'])
  })
  test('an altered log is found out: an amount, a deadline, a bidder, a missing bid, a winner', () => {
    const s = fujian()
      .bid('09:30:00', 1, wan(1000))
      .bid('09:40:00', 2, wan(1010))
      .bid('10:16:00', 3, wan(1020))
      .to('11:00:00')
    const alter = (change: (lines: any[]) => void) => {
      const { header, lines } = readLog(s.jsonl)
      change(lines)
      return verifyLog(header, lines).differs.map((d) => d.says.en)
    }
    const bid = (lines: any[]) => lines.filter((l) => l.type === 'bid')
    expect(alter(() => {})).toEqual([])
    expect(alter((l) => (bid(l)[2].amount -= wan(15)))[0]).toContain('TOO_LOW')
    expect(alter((l) => (bid(l)[2].until = '2026-03-02T10:22:00.000Z'))).toEqual([
      'It should end at 2026-03-02T10:21:00.000Z, not 2026-03-02T10:22:00.000Z.',
    ])
    expect(alter((l) => (bid(l)[2].bidder = 1)).join()).toContain('The result should be')
    expect(alter((l) => l.splice(l.indexOf(bid(l)[2]), 1)).join()).toContain('Its number should be')
    expect(alter((l) => (l.at(-1).outcome.bidder = 2))[0]).toContain('"bidder":3')
    expect(alter((l) => (bid(l)[2].at = '2026-03-02T10:14:00.000Z')).length).toBeGreaterThan(0)
    expect(() => readLog('{')).toThrow('Line 1 is no JSON')
    expect(() => readLog('{"format":"x"}')).toThrow('has not its shape')
  })
  test('the rules change nothing in place', () => {
    const s = fujian()
    const frozen = Object.freeze({ ...s.state, bidders: Object.freeze({ ...s.state.bidders }) }) as State
    const { state } = advance(s.rules, frozen, clock('01:00:00'))
    const event: Event = { type: 'bid', at: clock('01:00:00'), bidder: 1, amount: wan(1000) }
    expect(apply(s.rules, state, event)).toEqual(apply(s.rules, state, event))
    expect(reserveOpen(s.rules, state, clock('01:00:00'))).toBe(true)
    expect(() => apply(s.rules, begin(s.rules, 0), event)).toThrow(AuctionRefusal)
  })
})
