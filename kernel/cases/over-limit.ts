import type { Citation, Text, WatchRule } from '../platform/index.ts'

/** The rule that most clocks have: a red light once the limit is past and the duty not done. */
export const overLimit = (
  clock: string,
  says: Text,
  basis: Citation[],
  from: string,
  id = `${clock}-over`,
): WatchRule => ({
  id,
  on: { clock },
  when: 'overdue and remaining < 0',
  light: 'red',
  says,
  basis,
  from,
})
