import type { Marking, Net } from './net.ts'

/** The same tokens on another chart, place by place; `lost` names the places that it does not have. */
export function mapMarking(from: Net, to: Net, marking: Marking): { marking: Marking; lost: string[] } {
  const mapped = new Array<number>(to.places.length).fill(0)
  const lost: string[] = []
  for (const [i, n] of marking.entries()) {
    if (n === 0) continue
    const at = to.places.indexOf(from.places[i]!)
    if (at < 0) lost.push(from.places[i]!)
    else mapped[at] = n
  }
  return { marking: mapped, lost }
}
