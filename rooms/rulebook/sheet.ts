import { readFileSync } from 'node:fs'
import type { Citation, Text, WatchRule } from '../../kernel/platform/index.ts'
import type { contract as watch } from '../../kernel/watch/index.ts'

type Own = {
  sheet: string
  id: string
  says: Text
  on: string
  when: string
  light: WatchRule['light']
  basis: Citation[]
  points: number
  unverified?: boolean
  suppress?: { when: string; why: Text }[]
  /** Bases that are not among the indexed statutes, in words. */
  cites?: string
}
/** A row of the sheet of rules: a rule; or shipped by the system whose acts it watches; or kept by the build itself. */
export type SheetRow = Own | { sheet: string; shipped: string[] } | { sheet: string; built: Text }

export const SHEET = JSON.parse(readFileSync(new URL('sheet.json', import.meta.url), 'utf8')) as SheetRow[]

const FROM = '2021-07-15'
/** The rules of the sheet as this room ships them; those whose acts no system has yet wait. */
export const sheetRules: WatchRule[] = SHEET.flatMap((r) =>
  'id' in r
    ? [
        {
          id: r.id,
          area: r.sheet.slice(0, 2),
          on: { looks: r.on },
          when: r.when,
          light: r.light,
          says: r.says,
          basis: r.basis,
          points: r.points,
          from: FROM,
          ...(r.suppress ? { suppress: r.suppress } : {}),
          ...(r.unverified ? { unverified: true } : {}),
        },
      ]
    : [],
)
/** Which rows of the sheet a rule is of. */
export const rowsOf = (rule: string): string[] =>
  SHEET.filter((r) => ('id' in r ? r.id === rule : 'shipped' in r && r.shipped.includes(rule))).map((r) => r.sheet)
/** The area of a rule: its own, or that of the row of the sheet by which it is watched. */
export const areaOf = (rule: string, own: watch.Area): watch.Area =>
  own === 'OT' ? ((rowsOf(rule)[0]?.slice(0, 2) as watch.Area | undefined) ?? own) : own
export const citesOf = (rule: string): string | undefined =>
  SHEET.find((r): r is Own => 'id' in r && r.id === rule)?.cites
