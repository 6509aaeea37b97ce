// Longer than 300 lines would be eleven files that differ by ten lines each: the flags stand together, one after the other.
import { activeAwards, type Bid, type Process, soleSupplier, submitted } from './process.rules.ts'
import { fences, quantile } from './quantile.rules.ts'
import type { Code, Settings } from './settings.rules.ts'

export const GROUPS = ['OCID', 'Buyer', 'ProcuringEntity', 'Tenderer'] as const
export type Group = (typeof GROUPS)[number]

/** What a flag is given to write with: a value for one of a group, a number of its arithmetic, and that it could be computed. */
export type Raise = {
  flag(group: Group, id: string, value: number): void
  meta(name: string, value: number): void
  computed(): void
}
export type Flag = { fold?(p: Process, raise: Raise): void; end?(raise: Raise): void }

const DAY = 86_400_000
/** Whether prices decide, by the kind of procedure that the release names. */
const compares = (p: Process, s: Settings) =>
  s.comparing.size > 0
    ? p.methodDetails !== undefined && s.comparing.has(p.methodDetails)
    : p.methodDetails === undefined || !s.notComparing.has(p.methodDetails)

/** Amounts are compared in one currency: the set one, or the first that is met. */
type Currency = { is(currency: string | undefined): boolean }
export function oneCurrency(set: string | undefined): Currency {
  let main = set
  return { is: (currency) => currency !== undefined && currency === (main ??= currency) }
}

/** Bids that count as a price of one bidder. */
const priced = (p: Process, currency: Currency) =>
  (p.bids ?? []).filter(
    (b): b is Bid & { amount: number } =>
      b.status === 'valid' &&
      b.parties === 1 &&
      b.tenderers.length === 1 &&
      b.amount !== undefined &&
      currency.is(b.currency),
  )
const lowest = <B extends { amount: number }>(bids: B[]): B | undefined =>
  bids.reduce<B | undefined>((low, b) => (low && low.amount <= b.amount ? low : b), undefined)

type Gap = { ocid: string; ratio: number; winner: string; next: string }
/** (second-lowest − winning) / winning, where one award went to one supplier whose bid was the lowest; R024 and R058 share it. */
function gapOf(p: Process, s: Settings, currency: Currency): Gap | undefined {
  const supplier = compares(p, s) ? soleSupplier(p) : undefined
  if (supplier === undefined) return undefined
  const bids = priced(p, currency)
  const winner = lowest(bids.filter((b) => b.tenderers[0] === supplier))
  const next = lowest(bids.filter((b) => b.tenderers[0] !== supplier))
  // Where the lowest did not win, price was not the only criterion.
  if (!winner || !next || next.amount < winner.amount || winner.amount <= 0) return undefined
  const ratio = (next.amount - winner.amount) / winner.amount
  return { ocid: p.ocid, ratio, winner: supplier, next: next.tenderers[0]! }
}

/** The lower or the upper fence of these values, or the threshold that was set; with what it was computed from in the meta. */
function fenceOf(
  raise: Raise,
  side: 'low' | 'high',
  values: number[],
  threshold: number | undefined,
  prefix = '',
): { fence: number; q1: number } {
  for (const _ of values) raise.computed()
  const f = fences(values)
  const fence = threshold ?? f[side]
  if (threshold === undefined) {
    raise.meta(`${prefix}q1`, f.q1)
    raise.meta(`${prefix}q3`, f.q3)
  }
  raise.meta(`${prefix}${side === 'low' ? 'lower' : 'upper'}_fence`, fence)
  // Where a quarter has nothing at all, a low fence would flag just these.
  return { fence, q1: threshold === undefined ? f.q1 : Number.POSITIVE_INFINITY }
}

/** A share of counts, kept as counts. */
type Share = { of: number; in: number }
const shares = () => new Map<string, Share>()
const add = (map: Map<string, Share>, id: string, of: number, all: number) => {
  const share = map.get(id) ?? { of: 0, in: 0 }
  map.set(id, { of: share.of + of, in: share.in + all })
}
const ratio = (s: Share) => s.of / s.in

/** The flags that the settings ask for, in the order of their codes. */
export function flagsOf(s: Settings): [Code, Flag][] {
  const currency = oneCurrency(s.currency)
  const gaps: Gap[] = []
  const all: Record<Code, () => Flag> = {
    // The time for bids is shorter than the procedure should give.
    R003: () => ({
      fold(p, raise) {
        const { threshold, methods, byDetails } = s.R003
        if (methods.size > 0 && !methods.has(p.method ?? '')) return
        const [start, end] = [Date.parse(p.start ?? ''), Date.parse(p.end ?? '')]
        if (Number.isNaN(start) || Number.isNaN(end)) return
        raise.computed()
        const least = byDetails.get(p.methodDetails ?? '') ?? threshold
        if (Math.trunc((end - start) / DAY) < least) raise.flag('OCID', p.ocid, 1)
      },
    }),
    // One bidder where there should be competition.
    R018: () => ({
      fold(p, raise) {
        if (p.tenderers === undefined || !s.R018.methods.has(p.method ?? '')) return
        raise.computed()
        if (p.tenderers === 1) raise.flag('OCID', p.ocid, 1)
      },
    }),
    // The next bid is unusually close to the winning one.
    R024: () => ({
      end(raise) {
        const ratios = gaps.map((g) => g.ratio)
        const { fence, q1 } = fenceOf(raise, 'low', ratios, s.R024.threshold)
        if (fence <= 0 || q1 <= 0) return
        for (const g of gaps.filter((g) => g.ratio <= fence)) {
          raise.flag('OCID', g.ocid, g.ratio)
          raise.flag('Tenderer', g.winner, 0)
          raise.flag('Tenderer', g.next, 0)
        }
      },
    }),
    // Many bids and hardly a win.
    R025: () => {
      const won = shares()
      return {
        fold(p) {
          const supplier = soleSupplier(p)
          if (supplier === undefined) return
          const valid = (p.bids ?? []).filter((b) => b.status === 'valid' && b.parties === 1)
          // Once a process, however many bids.
          for (const id of new Set(valid.flatMap((b) => b.tenderers))) add(won, id, id === supplier ? 1 : 0, 1)
        },
        end(raise) {
          const { percentile, threshold } = s.R025
          const counts = [...won.values()].map((w) => w.in).sort((a, b) => a - b)
          const many = quantile(counts, percentile / 100)
          const { fence, q1 } = fenceOf(raise, 'low', [...won.values()].map(ratio), threshold)
          raise.meta('upper_fence', many)
          if (fence <= 0 || q1 <= 0) return
          for (const [id, w] of won) if (w.in >= many && ratio(w) <= fence) raise.flag('Tenderer', id, ratio(w))
        },
      }
    },
    // Different bidders, one price.
    R028: () => ({
      fold(p, raise) {
        if (!compares(p, s)) return
        const bids = submitted(p).filter(
          (b) => b.amount !== undefined && b.currency !== undefined && b.tenderers.length > 0,
        )
        if (bids.length > 0) raise.computed()
        for (const same of Map.groupBy(bids, (b) => `${b.amount} ${b.currency}`).values()) {
          const who = (b: Bid) => [...new Set(b.tenderers)].sort().join(' ')
          if (new Set(same.map(who)).size < 2) continue
          raise.flag('OCID', p.ocid, 1)
          for (const id of same.flatMap((b) => b.tenderers)) raise.flag('Tenderer', id, 1)
        }
      },
    }),
    // The winning bid came after the deadline.
    R030: () => ({
      fold(p, raise) {
        if (p.end === undefined || !p.awards || !p.bids) return
        raise.computed()
        const winners = new Set(p.awards.filter((a) => a.status === 'active').flatMap((a) => a.suppliers))
        for (const bid of p.bids.filter((b) => b.status === 'valid' && b.date !== undefined && after(b.date, p.end!)))
          for (const id of bid.tenderers.filter((t) => winners.has(t))) {
            raise.flag('OCID', p.ocid, 1)
            raise.flag('Tenderer', id, 1)
          }
      },
    }),
    // All bids but the winner's were disqualified.
    R035: () => ({
      fold(p, raise) {
        const awards = activeAwards(p)
        if (!awards) return
        raise.computed()
        const of = (status: string) => new Set(p.bids!.filter((b) => b.status === status).flatMap((b) => b.tenderers))
        const [valid, disqualified] = [of('valid'), of('disqualified')]
        const suppliers = new Set(awards.flatMap((a) => a.suppliers))
        const [only] = valid
        if (valid.size !== 1 || suppliers.size !== 1 || !suppliers.has(only!)) return
        const others = [...disqualified].filter((id) => !valid.has(id)).length
        if (others < s.R035.threshold) return
        raise.flag('OCID', p.ocid, others)
        raise.flag('Tenderer', only!, 0)
      },
    }),
    // The lowest bid was disqualified, where price decides.
    R036: () => ({
      fold(p, raise) {
        if (!compares(p, s) || !p.awards?.some((a) => a.status === 'active')) return
        const bids = submitted(p).filter(
          (b): b is Bid & { amount: number } => b.amount !== undefined && currency.is(b.currency),
        )
        if (!bids.some((b) => b.status === 'valid')) return
        raise.computed()
        if (lowest(bids)?.status === 'disqualified') raise.flag('OCID', p.ocid, 1)
      },
    }),
    // Unusually many bids are disqualified: by a buyer, by a procuring entity, of a tenderer.
    R038: () => {
      const of = { Buyer: shares(), ProcuringEntity: shares(), Tenderer: shares() }
      return {
        fold(p) {
          const bids = submitted(p)
          if (bids.length === 0) return
          const disqualified = bids.filter((b) => b.status === 'disqualified').length
          if (p.buyer !== undefined) add(of.Buyer, p.buyer, disqualified, bids.length)
          if (p.procuringEntity !== undefined) add(of.ProcuringEntity, p.procuringEntity, disqualified, bids.length)
          for (const b of bids)
            for (const id of b.tenderers) add(of.Tenderer, id, b.status === 'disqualified' ? 1 : 0, 1)
        },
        end(raise) {
          const { threshold, minimumBids, minimumProcesses } = s.R038
          for (const group of ['Buyer', 'ProcuringEntity', 'Tenderer'] as const) {
            const least = group === 'Tenderer' ? minimumBids : minimumProcesses
            const kept = [...of[group]].filter(([, share]) => share.in >= least)
            const ratios = kept.map(([, share]) => ratio(share))
            const { fence } = fenceOf(raise, 'high', ratios, threshold, `${group}_`)
            if (fence > 0) for (const [id, x] of kept) if (ratio(x) >= fence) raise.flag(group, id, ratio(x))
          }
        },
      }
    },
    // A supplier of unusually many kinds of things.
    R048: () => {
      const supplied = new Map<string, { processes: number; classes: Set<string> }>()
      return {
        fold(p) {
          const seen = new Set<string>()
          for (const a of (p.awards ?? []).filter(
            (a) => a.status === 'active' && a.parties === 1 && a.classes.length > 0,
          ))
            for (const id of a.suppliers) {
              const one = supplied.get(id) ?? { processes: 0, classes: new Set() }
              supplied.set(id, one)
              if (!seen.has(id)) one.processes++
              seen.add(id)
              for (const code of a.classes) one.classes.add([...code].slice(0, s.R048.digits).join(''))
            }
        },
        end(raise) {
          const kept = [...supplied].filter(([, one]) => one.processes >= s.R048.minimumProcesses)
          const sizes = kept.map(([, one]) => one.classes.size)
          const { fence } = fenceOf(raise, 'high', sizes, s.R048.threshold)
          for (const [id, one] of kept) if (one.classes.size >= fence) raise.flag('Tenderer', id, one.classes.size)
        },
      }
    },
    // The winning bid is unusually far below the next.
    R058: () => ({
      end(raise) {
        const ratios = gaps.map((g) => g.ratio)
        const { fence } = fenceOf(raise, 'high', ratios, s.R058.threshold)
        for (const g of fence > 0 ? gaps.filter((g) => g.ratio >= fence) : []) {
          raise.flag('OCID', g.ocid, g.ratio)
          raise.flag('Tenderer', g.winner, 0)
        }
      },
    }),
  }
  const asked = (Object.keys(all) as Code[])
    .filter((code) => s.codes.has(code))
    .map((code) => [code, all[code]()] as [Code, Flag])
  // The gaps come first: the main currency is that of the first price that any flag compares.
  const shared = s.codes.has('R024') || s.codes.has('R058')
  return asked.map(([code, flag], i) =>
    i === 0 && shared
      ? [
          code,
          {
            ...flag,
            fold(p, raise) {
              const gap = gapOf(p, s, currency)
              if (gap) gaps.push(gap)
              flag.fold?.(p, raise)
            },
          },
        ]
      : [code, flag],
  )
}

/** Instants where both are, else as they are written. */
function after(date: string, end: string): boolean {
  const [a, b] = [Date.parse(date), Date.parse(end)]
  return Number.isNaN(a) || Number.isNaN(b) ? date > end : a > b
}
