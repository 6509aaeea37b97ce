import { newId } from '../platform/index.ts'
import { acts } from './acts.ts'

/** The system's act where it looked at a case, and nothing of the case's own followed. */
export const looked = (jurisdiction: string, number: string, now: Date) =>
  acts['case.restated']({
    jurisdiction,
    subject: { kind: 'system', id: newId(now.getTime(), jurisdiction) },
    public: { number },
  })
