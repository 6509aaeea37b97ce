import { caseOperations } from '../../kernel/cases/index.ts'
import { acts } from './acts.ts'

/** On cases of every kind whose charts or pages name these acts. */
export const { step, act } = caseOperations(acts)

/** The step under which a transferred case is opened where it belongs. */
export const TRANSFER = 'transfer'
