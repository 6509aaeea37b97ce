import type { Case } from '../../kernel/cases/index.ts'
import type { LightRow } from './supervision.store.ts'

/**
 * To whom a reminder or order goes: the unit that is named, if it leads the case or a light of the case stood against it; where none is
 * named, the one unit that open lights stand against (the late department, not the lead), else the lead.
 */
export function addresseeOf(
  found: Pick<Case, 'unit'>,
  lights: Pick<LightRow, 'unit' | 'clearedAt'>[],
  named: string | undefined,
): string | undefined {
  if (named !== undefined) return named === found.unit || lights.some((l) => l.unit === named) ? named : undefined
  const late = new Set(lights.filter((l) => l.clearedAt === null).map((l) => l.unit))
  return late.size === 1 ? [...late][0] : found.unit
}
