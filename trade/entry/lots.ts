// Lots 标段、分包 of one procedure: each a case of its own that names the first, which carries plan, approval and notice (ADR 0021).
import { type CaseAt, type CaseKind, caseAt, caseOfKind } from '../../kernel/cases/index.ts'
import type { PersonActor, Tx } from '../../kernel/platform/index.ts'
import { biddersOf } from '../bond/index.ts'

export type Lot = { no: number; number: string; caseId: string }
/** What the facts of a case that may have lots say of them. */
export type WithLots = {
  status: string
  /** Of the first: the further ones. */
  lots: readonly Lot[]
  form: {
    lot?: { of: string; no: number } | undefined
    mayBid?: number | undefined
    mayWin?: number | undefined
  } | null
}

/** All lots of the procedure that this one belongs to, in their order; alone where there is one. `lock`: the first is taken in hand. */
export async function lotsOf<F extends WithLots>(
  tx: Tx,
  kind: CaseKind<F>,
  at: CaseAt<F>,
  lock = false,
): Promise<CaseAt<F>[]> {
  const of = at.facts.form?.lot?.of
  const known = of ? await caseAt<F>(tx, { number: of }) : at
  const first = lock ? await caseAt<F>(tx, { caseId: known.found.id }, { lock }) : known
  const others = await Promise.all(first.facts.lots.map((l) => caseOfKind(tx, kind, l.number)))
  return [first, ...others.flatMap((o) => o ?? [])]
}
export const lotNumber = (at: CaseAt<WithLots>): number => at.facts.form?.lot?.no ?? 1

/** Does with every other lot of the procedure what was done with the first, as the same officer, where it waits for the same. */
export async function alsoLots<F extends WithLots>(
  { tx, at }: { tx: Tx; at: CaseAt<F> },
  kind: CaseKind<F>,
  waits: F['status'],
  go: (caseId: string) => Promise<unknown>,
): Promise<void> {
  for (const { number, caseId } of at.facts.lots)
    if ((await caseOfKind(tx, kind, number))?.facts.status === waits) await go(caseId)
}

/** Whether somebody may bid for one more lot. The first is locked, so that two registrations at one time count one another. */
export async function mayBid<F extends WithLots>(
  tx: Tx,
  kind: CaseKind<F>,
  at: CaseAt<F>,
  { personId }: PersonActor,
): Promise<boolean> {
  const most = at.facts.form!.mayBid
  if (most === undefined) return true
  const rows = await Promise.all((await lotsOf(tx, kind, at, true)).map((l) => biddersOf(tx, l.found)))
  return rows.filter((r) => r.some((b) => b.personId === personId)).length < most
}

/**
 * Codes of the companies that won as many other lots as they may; undefined where an earlier lot waits for its award. `won`: who won a
 * lot, nobody where it ended without, undefined where that is open.
 */
export async function fullHands<F extends WithLots>(
  tx: Tx,
  kind: CaseKind<F>,
  at: CaseAt<F>,
  won: (lot: CaseAt<F>) => Promise<readonly string[] | undefined>,
): Promise<Set<string> | undefined> {
  const most = at.facts.form!.mayWin
  if (most === undefined) return new Set()
  const times = new Map<string, number>()
  for (const l of await lotsOf(tx, kind, at)) {
    if (l.found.id === at.found.id) continue
    const codes = await won(l)
    if (!codes && lotNumber(l) < lotNumber(at)) return undefined
    for (const uscc of codes ?? []) times.set(uscc, (times.get(uscc) ?? 0) + 1)
  }
  return new Set([...times].flatMap(([uscc, n]) => (n >= most ? [uscc] : [])))
}
