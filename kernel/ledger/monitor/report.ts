import type { Cases, Finding, Kind, Recent } from './cases.ts'

/** What a monitor remembers between rounds. `peaks`: roots of the complete subtrees, largest first, base64. */
export type MonitorState = {
  gnomon: 'monitor-state/v1'
  origin: string
  /** Keys that are trusted: those given, or those of the first visit; a new one only where an old one signed beside it. */
  vkeys: string[]
  policy: string | null
  size: number
  root: string
  peaks: { leaves: number; hash: string }[]
  cases: Cases
  /** When the log was last followed to its end, in milliseconds. */
  followedAt?: number
  /** What the newest entries changed, for checking a census. */
  recent?: Recent
  /** From which leaf on the next round reads again what was followed before. */
  reread?: number
  /** The oldest size that no quorum has covered, and when it was first seen (milliseconds). */
  unwitnessed: { size: number; at: number } | null
}

export type Report = {
  gnomon: 'monitor/v1'
  url: string
  log: string | null
  origin: string | null
  at: string
  ok: boolean
  unreachable: string | null
  before: number
  checkpoint: { size: number; root: string } | null
  witnessed: { size: number; by: string[] } | null
  counts: Partial<Record<Kind, number>>
  findings: Finding[]
}

export type MonitorOptions = {
  url: string
  state?: MonitorState | undefined
  /** Trusted keys and policy from elsewhere (a gazette); without them the first visit is trusted. */
  vkeys?: string[]
  policy?: string
  now: Date
  /** An act recorded more than so many milliseconds after it happened is named. */
  late: number
  /** Whether that is a breach; a notice unless said. */
  lateIs?: Finding['severity']
  /** A notice counts as a breach. */
  strict?: boolean
  /** How long a checkpoint may be without its quorum, in milliseconds. */
  witnessDelay: number
  /** Waits between two looks for a first witnessed checkpoint; not called where one is there. */
  pause?: () => Promise<void>
}

/** Of a kind so many findings are listed; all are counted. */
export const MOST_FINDINGS = 100
