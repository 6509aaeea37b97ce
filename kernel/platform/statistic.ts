import type { Act } from './acts.ts'
import type { Text } from './text.ts'

/** The case on whose stream an act stands, as far as statistics ask. */
export type OfCase = { number: string; kind: string; itemCode: string | null; unit: string }
type From<T> = (act: Act, of: OfCase | undefined) => T

/** What takes an act out of the totals again, where `when` holds: all that stands of its subject, or the one act that `undoes` names. */
export type Undo = { on: string; when?(act: Act): boolean; undoes?(act: Act): string | undefined }

export type Dimension = {
  id: string
  title: Text
  /** Its value for an act, undefined where it has none. Never a person’s name: it is published. */
  of: From<string | undefined>
  /** How values are said: unit codes, item codes, divisions (a district by its government, else the city), or the words for each; as they are where left out. */
  names?: 'units' | 'items' | 'places' | Record<string, Text>
  /** Not on public pages. */
  desk?: true
}

/**
 * A count, or a sum, over published acts, by day and dimensions; what it counts can be undone by other acts. With another definition it
 * takes another version, and is counted anew from the first act.
 */
export type Statistic = {
  id: string
  version: number
  title: Text
  on: string | readonly string[]
  /** A whole number of an act, and what it is a number of; acts are counted in any case. */
  measure?: { of: From<number | undefined>; unit: Text; money?: true }
  by: readonly Dimension[]
  undo?: readonly Undo[]
  /** Not on public pages at all. */
  desk?: true
}

/** Where in their bands the decisions of a kind lie, compared among units, officers and districts. */
export type Dispersion = {
  id: string
  version: number
  title: Text
  on: string
  /** Decisions that may be compared: the same conduct under the same rule. Undefined: not compared. */
  group: From<string | undefined>
  /** How a group is called, given how items are. */
  words?(group: string, itemName: (code: string) => Text): Text
  /** Band and value, whole numbers; undefined where there is no band. */
  point: From<{ low: number; high: number; value: number } | undefined>
  undo?: readonly Undo[]
}
