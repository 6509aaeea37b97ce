import type { Party } from '../../kernel/cases/index.ts'

export const findPersonName = (parties: readonly Party[], personId: string): string =>
  parties.find((p) => p.role === 'bidder' && p.personId === personId)?.name ?? ''
