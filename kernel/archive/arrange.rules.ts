// Which paper lies where in which volume, how long it is kept: pure, from the declaration and what the case holds.
import type { Text } from '../platform/text.ts'
import type { Retention, Slot, VolumeKind } from './kind.ts'

export type Part = 'main' | 'secondary'
export type Held = {
  documents: { number: string; kind: string; title: Text; on: string; parties: boolean }[]
  papers: { id: string; slot: string; name: string; on: string; hidden: boolean }[]
  acts: { id: string; type: string }[]
}
export type Piece = { slot: Text | undefined } & (
  | { what: 'document'; number: string; title: Text; on: string }
  | { what: 'paper'; id: string; name: string; on: string }
  | { what: 'record'; title: Text; acts: string[] }
)
export type Arranged = Record<Part, Piece[]>

const RECORD = { zh: '办理过程', en: 'Course of the case' }

/**
 * The pieces of both volumes in their order. What a slot names lies there once, at the first that names it. The rest follows in the
 * main volume by time. A document that parties may not read, and a paper of a hidden party, lies in the secondary volume whatever a
 * slot says: the main one is shown to parties.
 */
export function arrange(kind: VolumeKind, held: Held): Arranged {
  const left = {
    documents: new Set(held.documents.map((d) => d.number)),
    papers: new Set(held.papers.map((p) => p.id)),
    acts: new Set(held.acts.map((a) => a.id)),
  }
  const out: Arranged = { main: [], secondary: [] }
  const document = (d: Held['documents'][number], slot?: Text): Piece => {
    left.documents.delete(d.number)
    return { what: 'document', slot, number: d.number, title: d.title, on: d.on }
  }
  const paper = (p: Held['papers'][number], slot?: Text): Piece => {
    left.papers.delete(p.id)
    return { what: 'paper', slot, id: p.id, name: p.name, on: p.on }
  }
  const place = (slot: Slot, part: Part) => {
    for (const of of slot.documents ?? [])
      for (const d of held.documents)
        if (d.kind === of && left.documents.has(d.number))
          out[d.parties ? part : 'secondary'].push(document(d, slot.title))
    for (const of of slot.papers ?? [])
      for (const p of held.papers)
        if (p.slot === of && left.papers.has(p.id)) out[p.hidden ? 'secondary' : part].push(paper(p, slot.title))
    const acts = held.acts.filter((a) => slot.acts?.includes(a.type) && left.acts.has(a.id)).map((a) => a.id)
    for (const id of acts) left.acts.delete(id)
    if (acts.length > 0) out[part].push({ what: 'record', slot: slot.title, title: slot.title, acts })
  }
  // The secondary slots first: what they name is not for the parties, though a slot of the main volume names it, too.
  for (const slot of kind.secondary) place(slot, 'secondary')
  for (const slot of kind.main) place(slot, 'main')
  const rest = [
    ...held.documents
      .filter((d) => left.documents.has(d.number))
      .map((d) => ({ on: d.on, to: d.parties ? 'main' : 'secondary', piece: () => document(d) })),
    ...held.papers
      .filter((p) => left.papers.has(p.id))
      .map((p) => ({ on: p.on, to: p.hidden ? 'secondary' : 'main', piece: () => paper(p) })),
  ].toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1))
  for (const { to, piece } of rest) out[to as Part].push(piece())
  const acts = [...left.acts]
  if (acts.length > 0) out.main.push({ what: 'record', slot: undefined, title: RECORD, acts })
  return out
}

/** The row in force on a day under its id, or the first in force. @throws where none is */
export function retentionOn(kind: VolumeKind, id: string | undefined, day: string): Retention {
  const inForce = kind.retention.filter((r) => r.from <= day && (r.to === undefined || day <= r.to))
  const found = inForce.find((r) => r.id === id) ?? inForce[0]
  if (!found) throw new Error(`no period of keeping is in force for ${kind.kind} on ${day}`)
  return found
}

/** The last day of keeping: years count from the first of January after the closing year. Undefined: for ever. */
export const keepUntil = (row: Pick<Retention, 'years'>, closedOn: string): string | undefined =>
  row.years === undefined ? undefined : `${Number(closedOn.slice(0, 4)) + row.years}-12-31`

/** 2026-厦建-0012: year, the unit's mark, its closing serial in that year. */
export const archiveNumber = (year: number, mark: string, n: number): string =>
  `${year}-${mark}-${String(n).padStart(4, '0')}`
