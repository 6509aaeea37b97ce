import type { Measure } from './measure.store.ts'
import type { LightRow } from './supervision.store.ts'

/** What every act on a measure or a light says of it; its stream is its own. */
export const aboutMeasure = (m: Pick<Measure, 'jurisdiction' | 'id' | 'number' | 'unit' | 'office'>) => ({
  head: { jurisdiction: m.jurisdiction, subject: { kind: 'order' as const, id: m.id } },
  said: { number: m.number, unit: m.unit, office: m.office },
})
export const aboutLight = (l: Pick<LightRow, 'jurisdiction' | 'id' | 'number' | 'unit' | 'office'>) => aboutMeasure(l)
