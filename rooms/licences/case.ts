import { caseOperations } from '../../kernel/cases/index.ts'
import { acts } from './acts.ts'

/** On cases of any kind that issues licences. */
export const { step, act } = caseOperations(acts)
