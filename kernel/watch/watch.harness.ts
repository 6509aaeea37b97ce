// For tests and measurements: acts as they are published, and a rule in one line.
import type { Declared } from './book.rules.ts'
import type { Published } from './facts.rules.ts'
import type { Colour, Rule } from './rule.shape.ts'

export const rule = (id: string, on: string, when: string, more: Partial<Rule> = {}): Rule => ({
  id,
  from: '2010-01-01',
  to: null,
  area: 'AP',
  on,
  when,
  light: 'red' as Colour,
  points: 0,
  says: { zh: id, en: id },
  basis: [],
  suppress: [],
  tell: 'office',
  ladder: 'standard',
  unverified: false,
  own: false,
  ...more,
})

export const declares = (fields: Record<string, string[]>, clocks: string[] = []): Declared => ({
  fields: (act) => fields[act],
  clocks: new Set(clocks),
})

let serial = 0
/** An act of a case: `by` is the post, `unit` its unit; without a post it is the system's. */
export function act(
  subjectId: string,
  type: string,
  at: string | Date,
  said: Record<string, unknown> = {},
  by?: string,
  { unit = 'u1', arrived = at, role = 'clerk' }: { unit?: string; arrived?: string | Date; role?: string } = {},
): Published {
  serial++
  return {
    id: `act-${serial}`,
    subjectId,
    type,
    happenedAt: new Date(at),
    recordedAt: new Date(arrived),
    actor: by
      ? { kind: 'post', postId: by, post: { zh: by, en: by }, role, unitCode: unit, unit: { zh: unit, en: unit } }
      : { kind: 'system', name: 'x' },
    public: said,
  }
}
