import { addParty, type CaseAt } from '../../kernel/cases/index.ts'
import { capacityOf } from '../../kernel/identity/index.ts'
import { contract as money } from '../../kernel/money/index.ts'
import { type PersonActor, Problem, type ReadContext, type Text } from '../../kernel/platform/index.ts'
import { type ForWhom, principalOf } from '../auction/index.ts'
import { NO_CAPACITY } from './contract.ts'

export const BIDDER = 'bidder'
export const JOINT = 'joint-bidder'

/** Whoever enters, with whom else: hidden from all others; and the deposit's order, one for all of them. */
export async function enter(
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  at: CaseAt,
  of: { who: PersonActor; capacity: string; with: readonly string[]; deposit: number; due: string; purpose: Text },
): Promise<{ number: string; forWhom: ForWhom | undefined }> {
  const { jurisdiction, id, number, unit } = at.found
  const { personId } = of.who
  const { name, forWhom } = bidsFor(of.who, of.capacity)
  const party = (role: string, more: { personId: string | null; name: string }) =>
    addParty(tx, jurisdiction, id, { role, organisationId: null, unit: null, hidden: true, ...more })
  // A second disclosure: he is there already.
  if (!hasEntered(at, of.who)) await party(BIDDER, { personId, name })
  // Named by the applicant; that each agreed is a paper that the exchange looks at.
  for (const other of of.with) await party(JOINT, { personId: null, name: `${other}（与 ${name} 联合）` })
  const order = await callAsSystem(money.issueOrder, {
    jurisdiction,
    kind: 'deposit',
    unit,
    case: { id, number },
    payer: { name, personId, ...(forWhom?.kind === 'organisation' ? { organisationId: forWhom.id } : {}) },
    purpose: of.purpose,
    amount: of.deposit,
    due: of.due,
  })
  return { number: order.number, forWhom }
}

/** In whose name, and for whom where it is not himself. */
function bidsFor(who: PersonActor, key: string): { name: string; forWhom: ForWhom | undefined } {
  const c = capacityOf(who, key)
  if (!c) throw new Problem('NO_CAPACITY', NO_CAPACITY)
  const { name } = c
  if (c.kind === 'self') return { name, forWhom: undefined }
  if (c.kind === 'organisation') return { name, forWhom: { kind: 'organisation', id: c.id, name } }
  return { name, forWhom: { kind: 'authority', principal: principalOf(c), name, until: c.until } }
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
