export type ScanState = 'valid' | 'early' | 'over' | 'visited' | 'no-card'

/** What holds of a visit on a day (both ends of its days count): an officer without a valid card leaves too few (行政处罚法 art. 42). */
export function scanState(of: {
  today: string
  from: string
  to: string
  visited: boolean
  officers: readonly { personId: string; valid: boolean }[]
}): ScanState {
  if (of.visited) return 'visited'
  if (of.today < of.from) return 'early'
  if (of.today > of.to) return 'over'
  return new Set(of.officers.filter((o) => o.valid).map((o) => o.personId)).size < 2 ? 'no-card' : 'valid'
}
