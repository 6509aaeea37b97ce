// The rules in force, made ready: by what they look at, their conditions compiled. A rule that cannot be made ready is set aside, the
// others go on.
import { type Condition, conditionOf } from './condition.rules.ts'
import { ACT_NAMES, CLOCK_NAMES, PAIR_NAMES, WINDOW_NAMES } from './facts.rules.ts'
import { looksOf, named } from './looks.rules.ts'
import { type Looks, type Rule, RuleFailed } from './rule.shape.ts'

/** What rooms declare: the public fields of an act type, and the names of clocks. */
export type Declared = { fields(act: string): readonly string[] | undefined; clocks: ReadonlySet<string> }

/** A declared span of arrivals. */
export type Outage = { from: Date; to: Date }

export type Ready<L extends Looks = Looks> = {
  rule: Rule
  looks: L
  condition: Condition
  suppress: Condition[]
  /** Its place among the rules that look at acts. */
  index: number
}
type Of<W extends Looks['what']> = Ready<Extract<Looks, { what: W }>>

export type Book = {
  clocks: Of<'clock'>[]
  /** Clocks made of acts. */
  responses: Of<'acts'>[]
  byType: ReadonlyMap<string, Ready[]>
  /** Those that every act concerns. */
  every: Ready[]
  /** Types whose newest act is kept for pairs. */
  paired: ReadonlySet<string>
  windows: Of<'window'>[]
  /** Rules whose acts no room declares yet: id → what is missing. */
  waiting: ReadonlyMap<string, string[]>
  /** Rules that could not be made ready, or failed on an act: id → why. Grows as it is used. */
  failed: Map<string, string>
  outages: readonly Outage[]
  rules: readonly Rule[]
}

/** What a line names that nobody declares. */
export function missing(looks: Looks, declared: Declared): string[] {
  const { acts, clock } = named(looks)
  return [
    ...acts.filter((a) => declared.fields(a) === undefined),
    ...(clock === undefined || clock === '*' || clock === 'step' || declared.clocks.has(clock)
      ? []
      : [`clock:${clock}`]),
  ]
}

/** The names that a condition on this line may use. */
export function namesOf(looks: Looks, declared: Declared): string[] {
  const fields = (types: string[]) => [...new Set(types.flatMap((x) => declared.fields(x) ?? []))]
  switch (looks.what) {
    case 'clock':
      return [...CLOCK_NAMES]
    case 'window':
      return [...WINDOW_NAMES]
    case 'pair':
      return [...new Set([...fields([looks.act]), ...PAIR_NAMES, ...ACT_NAMES])]
    case 'act':
      return [...new Set([...fields(looks.act === '*' ? [] : [looks.act]), ...ACT_NAMES])]
    case 'burst':
      return [...ACT_NAMES]
    case 'acts':
      return [...new Set([...fields(named(looks).acts), ...ACT_NAMES])]
  }
}

export function bookOf(rules: readonly Rule[], declared: Declared, outages: readonly Outage[] = []): Book {
  const byType = new Map<string, Ready[]>()
  const book = {
    clocks: [] as Book['clocks'],
    responses: [] as Book['responses'],
    every: [] as Ready[],
    paired: new Set<string>(),
    windows: [] as Book['windows'],
    waiting: new Map<string, string[]>(),
    failed: new Map<string, string>(),
  }
  let index = 0
  const at = (types: Iterable<string>, ready: Ready) => {
    for (const type of new Set(types)) byType.set(type, [...(byType.get(type) ?? []), ready])
  }
  for (const rule of rules) {
    try {
      const looks = looksOf(rule.on)
      // A clock that no kind names is one that runs on no case: nothing to wait for.
      const without = looks.what === 'clock' ? [] : missing(looks, declared)
      if (without.length > 0) {
        book.waiting.set(rule.id, without)
        continue
      }
      const names = namesOf(looks, declared)
      const condition = conditionOf(rule.when, names)
      const ready: Ready = {
        rule,
        looks,
        condition,
        suppress: rule.suppress.map((s) => conditionOf(s.when, names)),
        index: index++,
      }
      if (looks.what === 'clock') book.clocks.push(ready as Of<'clock'>)
      else if (looks.what === 'window') book.windows.push(ready as Of<'window'>)
      else if (looks.what === 'burst' || (looks.what === 'act' && looks.act === '*')) book.every.push(ready)
      else if (looks.what === 'act') at([looks.act], ready)
      else if (looks.what === 'pair') {
        book.paired.add(looks.after)
        at([looks.act], ready)
      } else if (looks.constraint.form === 'response') book.responses.push(ready as Of<'acts'>)
      else at(named(looks).acts, ready)
    } catch (error) {
      if (!(error instanceof RuleFailed)) throw error
      book.failed.set(rule.id, error.message)
    }
  }
  return { ...book, byType, outages, rules }
}

/** Runs a rule; one that fails is set aside with its reason and asked no more. */
export function sound<T>(book: Book, rule: Rule, ask: () => T): T | undefined {
  if (book.failed.has(rule.id)) return undefined
  try {
    return ask()
  } catch (error) {
    if (!(error instanceof RuleFailed)) throw error
    book.failed.set(rule.id, error.message)
    return undefined
  }
}
