import type { Net, Transition } from './net.ts'

/** A transition of the smaller net, and the steps of the chart that it stands for. */
export type Reduced = Transition & {
  /** One way through it, in order. */
  steps: Transition[]
  /** What can happen where it can: those steps, and those of transitions that were the same or went in a circle behind it. */
  covers: Set<Transition>
}

/**
 * A smaller net that is sound exactly when this one is (Murata 1989, fig. 22; Berthelot 1987): sequences become one step,
 * equal alternatives one, equal parallel places one, and a step that changes nothing none. Twelve parallel branches of
 * three steps are then one step and not 4¹² markings. Places that a reset empties or an inclusive join looks at stay.
 */
export function reduce(net: Net): Net & { transitions: Reduced[] } {
  const touched = new Set([net.source, net.sink])
  const live = new Set<Reduced>()
  const makers = net.places.map(() => new Set<Reduced>())
  const takers = net.places.map(() => new Set<Reduced>())
  for (const t of net.transitions) {
    for (const p of [...(t.reset ?? []), ...(t.inhibit ?? [])]) touched.add(p)
    enter({ ...t, pre: [...t.pre], post: [...t.post], steps: [t], covers: new Set([t]) })
  }
  function enter(t: Reduced) {
    live.add(t)
    for (const p of t.pre) takers[p]!.add(t)
    for (const p of t.post) makers[p]!.add(t)
  }
  function leave(t: Reduced) {
    live.delete(t)
    for (const p of t.pre) takers[p]!.delete(t)
    for (const p of t.post) makers[p]!.delete(t)
  }
  const isPlain = (t: Reduced) => !t.reset && !t.inhibit && !t.guard

  /** A place whose one taker takes nothing else: whoever fills it may as well do that step too. */
  const series = (p: number): boolean => {
    if (touched.has(p) || takers[p]!.size !== 1 || makers[p]!.size === 0) return false
    const [next] = [...takers[p]!] as [Reduced]
    if (next.pre.length !== 1 || !isPlain(next) || next.post.length === 0) return false
    if (next.post.some((q) => q === p || (touched.has(q) && q !== net.sink))) return false
    // Two tokens at once in one place are for the check to find.
    for (const u of makers[p]!) if (u.post.indexOf(p) !== u.post.lastIndexOf(p)) return false
    for (const u of [...makers[p]!]) {
      leave(u)
      u.post = u.post.flatMap((q) => (q === p ? next.post : [q]))
      u.steps = u.steps.concat(next.steps)
      for (const c of next.covers) u.covers.add(c)
      enter(u)
    }
    leave(next)
    return true
  }
  const key = (list: readonly number[]) => list.toSorted((a, b) => a - b).join()

  for (let grew = true; grew; ) {
    grew = false
    for (let p = 0; p < net.places.length; p++) if (series(p)) grew = true
    const same = new Map<string, Reduced>()
    for (const t of [...live]) {
      if (!isPlain(t)) continue
      if (t.pre.length === 1 && key(t.pre) === key(t.post) && !touched.has(t.pre[0]!)) {
        const [p] = t.pre as [number]
        leave(t)
        for (const u of makers[p]!) for (const c of t.covers) u.covers.add(c)
        grew = true
        continue
      }
      const name = `${key(t.pre)}>${key(t.post)}`
      const twin = same.get(name)
      if (!twin) same.set(name, t)
      else {
        leave(t)
        for (const c of t.covers) twin.covers.add(c)
        grew = true
      }
    }
    const number = new Map([...live].map((t, i) => [t, i]))
    const beside = new Set<string>()
    for (let p = 0; p < net.places.length; p++) {
      if (touched.has(p) || makers[p]!.size === 0 || takers[p]!.size === 0) continue
      const count = (list: Set<Reduced>, of: (t: Reduced) => number[]) =>
        [...list].map((t) => `${number.get(t)}*${of(t).filter((q) => q === p).length}`).sort()
      const name = `${count(makers[p]!, (t) => t.post)}>${count(takers[p]!, (t) => t.pre)}`
      if (!beside.has(name)) {
        beside.add(name)
        continue
      }
      for (const t of makers[p]!) t.post = t.post.filter((q) => q !== p)
      for (const t of takers[p]!) t.pre = t.pre.filter((q) => q !== p)
      makers[p]!.clear()
      takers[p]!.clear()
      grew = true
    }
  }
  return { ...net, transitions: [...live] }
}
