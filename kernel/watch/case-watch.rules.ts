// One case, act by act: what the rules find. The same code runs when an act has happened, when a case is recomputed, and over the acts
// of a year before a rule takes effect.
import type { Book, Ready } from './book.rules.ts'
import { factOf, factOfPair, type Published, postOfAct } from './facts.rules.ts'
import { type Monitor, monitor } from './monitor.rules.ts'
import { type Rule, RuleFailed } from './rule.shape.ts'

/** An act that a rule found: by which facts, beside which earlier acts. */
export type Finding = { rule: Rule; act: Published; facts: Record<string, unknown>; evidence: string[] }

export class CaseWatch {
  readonly #book: Book
  readonly #monitors = new Map<number, Monitor>()
  readonly #seen = new Map<string, number>()
  readonly #newest = new Map<string, Published>()
  /** The newest acts of posts, for bursts. */
  readonly #posts: Published[] = []
  readonly #bursts = new Map<number, number>()

  constructor(book: Book) {
    this.#book = book
  }

  /** What the rules find in the case's next act. */
  see(act: Published): Finding[] {
    const { type } = act
    const book = this.#book
    const mine = book.byType.get(type)
    const nth = (this.#seen.get(type) ?? 0) + 1
    this.#seen.set(type, nth)
    const found: Finding[] = []
    if (mine) for (const ready of mine) this.#ask(ready, act, nth, found)
    if (book.every.length > 0) {
      if (act.actor.kind === 'post') {
        this.#posts.push(act)
        if (this.#posts.length > 100) this.#posts.shift()
      }
      for (const ready of book.every) this.#ask(ready, act, nth, found)
    }
    if (book.paired.has(type)) this.#newest.set(type, act)
    return found
  }

  #ask(ready: Ready, act: Published, nth: number, found: Finding[]): void {
    const { failed } = this.#book
    if (failed.size > 0 && failed.has(ready.rule.id)) return
    try {
      const finding = this.#look(ready, act, nth)
      if (finding) found.push(finding)
    } catch (error) {
      if (!(error instanceof RuleFailed)) throw error
      failed.set(ready.rule.id, error.message)
    }
  }

  #look(ready: Ready, act: Published, nth: number): Finding | undefined {
    const { looks } = ready
    const own = (name: string) => (name === 'outage' ? this.#inOutage(act) : factOf(act, name, nth))
    switch (looks.what) {
      case 'act':
        return this.#judge(ready, act, own, [])
      case 'pair': {
        const before = this.#newest.get(looks.after)
        return before && this.#judge(ready, act, (name) => factOfPair(act, before, name, nth), [before.id])
      }
      case 'burst': {
        const list = this.#posts
        if (act.actor.kind !== 'post' || list.length < looks.times) return undefined
        const first = list.at(-looks.times)!
        const span = looks.seconds * 1000
        if (act.happenedAt.getTime() - first.happenedAt.getTime() > span) return undefined
        // One burst is one finding, however long it goes on.
        const last = this.#bursts.get(ready.index)
        this.#bursts.set(ready.index, act.happenedAt.getTime())
        if (last !== undefined && act.happenedAt.getTime() - last <= span) return undefined
        return this.#judge(
          ready,
          act,
          own,
          list.slice(-looks.times, -1).map((a) => a.id),
        )
      }
      case 'acts': {
        // The condition lets through which acts the constraint is about; what it needs before counts whatever it says.
        const { constraint: c } = looks
        const about = c.form === 'response' ? false : act.type === c.of
        if (about && !ready.condition.holds(own)) return undefined
        let m = this.#monitors.get(ready.index)
        if (!m) {
          m = monitor(c)
          this.#monitors.set(ready.index, m)
        }
        return m.see({ type: act.type, post: postOfAct(act) }) ? this.#fire(ready, act, own, []) : undefined
      }
      default:
        return undefined
    }
  }

  #inOutage({ recordedAt }: Published): boolean {
    return this.#book.outages.some((o) => o.from <= recordedAt && recordedAt <= o.to)
  }

  #judge(ready: Ready, act: Published, get: (name: string) => unknown, evidence: string[]): Finding | undefined {
    return ready.condition.holds(get) ? this.#fire(ready, act, get, evidence) : undefined
  }

  #fire(ready: Ready, act: Published, get: (name: string) => unknown, evidence: string[]): Finding | undefined {
    if (ready.suppress.some((s) => s.holds(get))) return undefined
    const facts = Object.fromEntries(ready.condition.names.map((name) => [name, get(name) ?? null]))
    return { rule: ready.rule, act, facts, evidence: [...evidence, act.id] }
  }
}

/** All findings of one case, in the order of its acts. */
export function findingsOf(book: Book, acts: readonly Published[]): Finding[] {
  const watch = new CaseWatch(book)
  return acts.flatMap((a) => watch.see(a))
}
