import type { Act } from '../../../kernel/platform/index.ts'

/** One line of the city's register of penalties. `subject` is `uscc:…` or `id:…`. */
export type Entry = {
  number: string
  jurisdiction: string
  unit: string
  itemCode: string
  subject: string
  actOn: string
  filedAt: Date
  decidedAt: Date | null
  fine: number | null
  simple: boolean
  closed: boolean
  annulled: string | null
  published: Published | null
  publishedAt: Date | null
  shownUntil: string | null
}
export type Published = {
  subject: string
  uscc?: string
  conduct: { zh: string; en: string }
  fine: number
  decision: string
}

/** What an act of a penalty case changes in its line of the register. */
export function changeBy(type: string, p: Record<string, any>, at: Date): Partial<Entry> | undefined {
  switch (type) {
    case 'spot.decided':
      return { decidedAt: at, fine: p.fine }
    case 'penalty.decided':
      // Who was spared because the standard lets a first offence pass has had that one (art. 33); who was found to have done nothing, not.
      return p.outcome === 'penalise' || (p.outcome === 'spare' && p.band.to === 0)
        ? { decidedAt: at, fine: p.fine }
        : undefined
    case 'penalty.published': {
      const { subject, uscc, conduct, fine, decision, until } = p
      return { published: { subject, uscc, conduct, fine, decision }, publishedAt: at, shownUntil: until }
    }
    case 'publication.withdrawn':
      return { published: null }
    case 'penalty.annulled':
      if (p.what === 'upheld') return undefined
      // What was found unlawful and not annulled is in force: the act is not penalised a second time.
      if (p.what === 'unlawful') return { published: null }
      return p.what === 'changed' ? { fine: p.fine, published: null } : { annulled: p.what, published: null }
    case 'penalty.closed':
    case 'penalty.referred':
      return { closed: true }
    default:
      return undefined
  }
}

type Said = Pick<Act, 'type' | 'public' | 'happenedAt'>
export type Line = Omit<Entry, 'number' | 'jurisdiction' | 'unit' | 'subject'>
/** The line of the register that these acts make; undefined where the first opens no penalty case. */
export function lineFrom(acts: readonly Said[]): Line | undefined {
  const [first] = acts
  if (first?.type !== 'penalty.filed' && first?.type !== 'spot.decided') return undefined
  const line: Line = {
    itemCode: first.public.itemCode,
    actOn: first.public.actOn,
    filedAt: first.happenedAt,
    simple: first.type === 'spot.decided',
    decidedAt: null,
    fine: null,
    closed: false,
    annulled: null,
    published: null,
    publishedAt: null,
    shownUntil: null,
  }
  for (const a of acts) Object.assign(line, changeBy(a.type, a.public, a.happenedAt))
  return line
}
