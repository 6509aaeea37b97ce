import type { CaseAt } from '../cases/index.ts'
import type { Citation, Text } from '../platform/index.ts'

/** What lies at one place of a volume, in this order: documents by kind, papers by slot, acts as a record. */
export type Slot = {
  title: Text
  documents?: readonly string[]
  papers?: readonly string[]
  acts?: readonly string[]
}
export type Retention = {
  id: string
  title: Text
  /** Years from the closing year on; undefined: permanent. */
  years?: number
  basis: Citation[]
  source: Text
  from: string
  to?: string
  /** The source was not confirmed; shown with the figure. */
  unconfirmed?: true
}
/** How a kind of case is filed: what a room says once. What no slot names follows at the end of the main volume, the record last. */
export type VolumeKind<F = any> = {
  /** The kind of case. */
  kind: string
  main: readonly Slot[]
  /** 副卷: internal opinions, discussion. Never shown to parties. */
  secondary: readonly Slot[]
  retention: readonly Retention[]
  /** Which of the rows holds for a case; the first where it says nothing. */
  retains?(at: CaseAt<F>): string
}

const known = new Map<string, VolumeKind>()
/** How every kind of case of this process is filed, where its room says so. */
export const volumeKinds: ReadonlyMap<string, VolumeKind> = known
export function defineVolume<F>(kind: VolumeKind<F>): VolumeKind<F> {
  known.set(kind.kind, kind)
  return kind
}

/** Where a room says nothing: documents and papers by time, ten years, not confirmed. */
const PLAIN: Omit<VolumeKind, 'kind'> = {
  main: [],
  secondary: [],
  retention: [
    {
      id: 'plain',
      title: { zh: '10 年', en: '10 years' },
      years: 10,
      basis: [],
      source: { zh: '没有声明保管期限的，暂按 10 年', en: 'Where no period is declared, ten years for now' },
      from: '2000-01-01',
      unconfirmed: true,
    },
  ],
}
export const volumeOf = (kind: string): VolumeKind => known.get(kind) ?? { kind, ...PLAIN }
