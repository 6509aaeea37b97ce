import { addParty, type CaseAt } from '../../kernel/cases/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import type { PersonActor, ReadContext, Text } from '../../kernel/platform/index.ts'

export const BIDDER = 'bidder'
export const JOINT = 'joint-bidder'

/** Whoever enters, with whom else: hidden from all others; and the deposit's order, one for all of them. */
export async function enter(
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  at: CaseAt,
  of: { who: PersonActor; with: readonly string[]; deposit: number; due: string; purpose: Text },
): Promise<{ number: string }> {
  const { jurisdiction, id, number, unit } = at.found
  const { personId, name } = of.who
  const party = (role: string, more: { personId: string | null; name: string }) =>
    addParty(tx, jurisdiction, id, { role, organisationId: null, unit: null, hidden: true, ...more })
  // A second disclosure: he is there already.
  if (!hasEntered(at, of.who)) await party(BIDDER, { personId, name })
  // Named by the applicant; that each agreed is a paper that the exchange looks at.
  for (const other of of.with) await party(JOINT, { personId: null, name: `${other}（与 ${name} 联合）` })
  return callAsSystem(money.issueOrder, {
    jurisdiction,
    kind: 'deposit',
    unit,
    case: { id, number },
    payer: { name, personId },
    purpose: of.purpose,
    amount: of.deposit,
    due: of.due,
  })
}

/** A name a line, without the empty ones. */
export const namesIn = (typed: string | undefined): string[] =>
  (typed ?? '')
    .split(/\r?\n/)
    .map((n) => n.trim())
    .filter((n) => n !== '')

/** Whether somebody entered already. */
export const hasEntered = (at: CaseAt, who: PersonActor): boolean =>
  at.parties.some((p) => p.role === BIDDER && p.personId === who.personId)
