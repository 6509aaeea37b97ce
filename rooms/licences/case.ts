import { caseOperations } from '../../kernel/cases/index.ts'
import type { Act } from '../../kernel/platform/index.ts'
import { acts } from './acts.ts'

/** The licence that a case issued, as its acts say. */
export const issuedIn = (acts: readonly Act[]): string | undefined =>
  acts.findLast((a) => a.type === 'licence.issued')?.public.number

/** On cases of any kind that issues licences. */
export const { step, act } = caseOperations(acts)
