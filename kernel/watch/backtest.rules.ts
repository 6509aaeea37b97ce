// A rule over the acts of a year before it takes effect: how often it would have fired, on whom, and how much of that may be false.
import { addDays, dayOf, endOfDay } from '../calendar/index.ts'
import { type Book, bookOf, type Declared, type Outage } from './book.rules.ts'
import { CaseWatch, type Finding } from './case-watch.rules.ts'
import type { Watched } from './clock-look.rules.ts'
import type { BacktestResult } from './contract.ts'
import type { Published } from './facts.rules.ts'
import { replay } from './replay.rules.ts'
import type { Rule } from './rule.shape.ts'
import { windowFindings } from './window.rules.ts'

export type PastCase = {
  id: string
  number: string
  unit: string
  acts: readonly Published[]
  clocks(acts: readonly Published[], at: Date): readonly Watched[]
}

const SAMPLES = 20
/** Cases on which it fired that the other rules are asked about. */
const COMPARED = 200
/** A window is looked at once a month of the year. */
const MONTHS = 12

export class Backtest {
  readonly #book: Book
  readonly #others: Book
  readonly #from: Date
  readonly #to: Date
  readonly #byUnit = new Map<string, number>()
  readonly #kept: Published[] = []
  readonly #caseOf = new Map<string, PastCase>()
  readonly #samples: BacktestResult['samples'] = []
  #acts = 0
  #cases = 0
  #fired = 0
  #firedCases = 0
  #compared = 0
  #alone = 0

  constructor(
    rule: Rule,
    inForce: readonly Rule[],
    declared: Declared,
    from: Date,
    to: Date,
    outages: readonly Outage[] = [],
  ) {
    this.#book = bookOf([rule], declared, outages)
    this.#others = bookOf(
      inForce.filter((r) => r.id !== rule.id),
      declared,
      outages,
    )
    this.#from = from
    this.#to = to
  }

  /** One case with all its acts, in their order. */
  see(past: PastCase): void {
    this.#cases++
    this.#acts += past.acts.length
    const book = this.#book
    const found: { actId: string | null; at: Date; facts: Record<string, unknown> }[] = []
    const watch = new CaseWatch(book)
    for (const act of past.acts)
      for (const f of watch.see(act)) found.push({ actId: act.id, at: act.happenedAt, facts: f.facts })
    if (book.clocks.length + book.responses.length > 0)
      for (const l of this.#replay(book, past))
        if (l.clock !== null) found.push({ actId: l.evidence[0] ?? null, at: l.raisedAt, facts: l.facts })
    if (book.windows.length > 0) {
      const { acts: types } = book.windows[0]!.looks
      for (const act of past.acts)
        if (types.includes(act.type)) {
          this.#kept.push(act)
          this.#caseOf.set(act.id, past)
        }
    }
    const inTime = found.filter((f) => f.at >= this.#from && f.at <= this.#to)
    for (const f of inTime) this.#count(past, f.actId, f.at, f.facts)
    if (inTime.length > 0) this.#fire(past)
  }

  result(cut = false): BacktestResult {
    const seen = new Set<string>()
    if (this.#book.windows.length > 0)
      for (let month = 0; month < MONTHS; month++) {
        const day = addDays(dayOf(this.#to), -Math.round((month * 365) / MONTHS))
        for (const f of windowFindings(this.#book, this.#kept, endOfDay(day))) this.#window(f, seen)
      }
    const share = this.#compared === 0 ? 0 : this.#alone / this.#compared
    return {
      from: dayOf(this.#from),
      to: dayOf(this.#to),
      acts: this.#acts,
      cases: this.#cases,
      fired: this.#fired,
      firedCases: this.#firedCases,
      byUnit: [...this.#byUnit]
        .map(([unit, fired]) => ({ unit, fired }))
        .sort((a, b) => b.fired - a.fired || (a.unit < b.unit ? -1 : 1)),
      samples: this.#samples,
      alone: Math.round(share * this.#firedCases),
      cut,
      failed: [...this.#book.failed.values()][0] ?? null,
    }
  }

  #window(f: Finding, seen: Set<string>): void {
    const key = `${String(f.facts.group)} ${f.act.id}`
    const past = this.#caseOf.get(f.act.id)
    if (seen.has(key) || !past) return
    seen.add(key)
    this.#count(past, f.act.id, f.act.happenedAt, f.facts)
    this.#fire(past)
  }

  #count(past: PastCase, actId: string | null, at: Date, facts: Record<string, unknown>): void {
    this.#fired++
    this.#byUnit.set(past.unit, (this.#byUnit.get(past.unit) ?? 0) + 1)
    if (this.#samples.length < SAMPLES)
      this.#samples.push({ caseId: past.id, number: past.number, unit: past.unit, actId, day: dayOf(at), facts })
  }

  #fire(past: PastCase): void {
    this.#firedCases++
    if (this.#compared >= COMPARED) return
    this.#compared++
    if (this.#replay(this.#others, past).length === 0) this.#alone++
  }

  #replay(book: Book, past: PastCase) {
    return replay({ acts: past.acts, unit: past.unit, book: () => book, clocks: past.clocks, until: this.#to })
  }
}
