// Rules over the acts of the past: one rule as a backtest runs it, and the whole rule book, on one thread.
import '../../apps/rooms.ts'
import { Backtest, bookOf, CaseWatch, declared, type Published } from '../../kernel/watch/index.ts'
import { shippedRules } from '../../kernel/watch/rule.store.ts'
import { year } from '../../rooms/rulebook/year.harness.ts'

export async function benchSupervision(out: (line: string) => void): Promise<void> {
  const made = year(60_000, 20)
  const acts = made.reduce((n, m) => n + m.acts.length, 0)
  const rules = shippedRules()
  const has = declared()
  const rate = (work: () => number) => {
    let best = 0
    let found = 0
    for (let i = 0; i < 4; i++) {
      const begun = process.hrtime.bigint()
      found = work()
      best = Math.max(best, acts / (Number(process.hrtime.bigint() - begun) / 1e9))
    }
    return { best, found }
  }
  const say = (what: string, { best, found }: ReturnType<typeof rate>) =>
    out(
      `supervision: ${what} ${Math.round(best).toLocaleString('en')} acts/s over ${acts.toLocaleString('en')} acts, ${found.toLocaleString('en')} findings`,
    )
  const span = [new Date('2025-11-30T16:00:00Z'), new Date('2026-12-31T00:00:00Z')] as const
  for (const id of ['ap2', 'ap8', 'en7', 'en9', 'ap5-burst', 'ap5-late']) {
    const rule = rules.find((r) => r.id === id)!
    say(
      `backtest of ${id}`,
      rate(() => {
        const test = new Backtest(rule, [], has, ...span)
        for (const m of made) test.see({ id: m.id, number: m.id, unit: m.unit, acts: m.acts, clocks: () => [] })
        return test.result().fired
      }),
    )
  }
  const book = bookOf(rules, has)
  const all = rate(() => {
    let n = 0
    for (const m of made) {
      const watch = new CaseWatch(book)
      for (const a of m.acts) n += watch.see(a).length
    }
    return n
  })
  say(`all ${rules.length - book.waiting.size} rules that run`, all)
  // The baseline: the same acts read once by a loop that looks for one type.
  const baseline = rate(() =>
    made.reduce((n, m) => n + m.acts.filter((a: Published) => a.type === 'case.decided').length, 0),
  )
  out(`supervision: whole rule book at ${(all.best / baseline.best).toFixed(4)} of a bare loop over the same acts`)
}
