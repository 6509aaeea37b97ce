import { dayOf } from '../../kernel/calendar/index.ts'
import type { CaseAt } from '../../kernel/cases/index.ts'
import type { Tx } from '../../kernel/platform/index.ts'
import { changeListing } from './credit.store.ts'

/** It came to nothing: the document may be the ground of another listing. */
export const dropped = (tx: Tx, { found }: Pick<CaseAt, 'found'>, at: Date): Promise<void> =>
  changeListing(tx, { jurisdiction: found.jurisdiction, caseId: found.id }, { ended: 'dropped', on: dayOf(at) })
