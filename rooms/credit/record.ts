import { dayOf } from '../../kernel/calendar/index.ts'
import { type UnitView, units, usccWarning } from '../../kernel/identity/index.ts'
import { newestCheckpoint } from '../../kernel/ledger/index.ts'
import { listStates, type Mark, marksOfSubject, nameOf, standsOn, usccOf } from '../../kernel/parties/index.ts'
import { type ReadContext, type Text, type Tx, text } from '../../kernel/platform/index.ts'
import type { CreditRecord, Listed } from './contract.ts'
import { type Fact, factsOf, listingsOf, type Row } from './credit.store.ts'
import { listOf } from './lists.ts'

const nameIn = (all: UnitView[], code: string | null): Text =>
  all.find((u) => u.code === code)?.name ?? text(code ?? '—', code ?? '—')

/** A listing as it is shown, with the term of its mark. */
export function listedAs(row: Row, mark: Mark, all: UnitView[]): Listed {
  const l = listOf(row.list)
  return {
    number: row.number,
    caseId: row.caseId,
    list: row.list,
    title: l?.title ?? text(row.list, row.list),
    level: l?.level ?? 'national',
    measures: l?.measures ?? [],
    basis: mark.basis,
    decision: row.decision,
    unit: row.unit,
    unitName: nameIn(all, row.unit),
    from: mark.from,
    to: mark.to,
    exit: mark.repair,
    flags: row.flags,
  }
}
export const factAs = (f: Fact, all: UnitView[]): CreditRecord['facts'][number] => ({
  kind: f.kind,
  title: f.title,
  document: f.document,
  on: f.on,
  until: f.until,
  unitName: nameIn(all, f.unit),
  source: f.source,
  act: f.act,
})

/**
 * What stands of a subject now: whether a listing is shown is asked of its mark, as the gates ask it; a fact is shown in its term.
 * Marks that other rooms set stand here as well, without a number.
 */
export async function recordFor(
  { tx, clock }: Pick<ReadContext, 'tx' | 'clock'>,
  subject: string,
  /** The name of who is not in the register: nothing is known of him, and that can be said. */
  unknown?: string,
): Promise<CreditRecord | undefined> {
  const today = dayOf(clock.now())
  const [known, marks, rows, facts, all, lists, checkpoint] = await Promise.all([
    nameOf(tx, subject),
    marksOfSubject(tx, subject),
    listingsOf(tx, subject),
    factsOf(tx, subject),
    units(tx),
    listStates(tx),
    newestCheckpoint(tx),
  ])
  const name = known ?? unknown
  if (name === undefined) return undefined
  const uscc = usccOf(subject) ?? null
  const standing = marks.filter((m) => standsOn(m, today))
  return {
    uscc,
    name,
    warning: (uscc && usccWarning(uscc)) || null,
    asOf: clock.now().toISOString(),
    checkpoint: checkpoint ?? null,
    lists: lists.map((l) => ({ list: l.name, version: l.version, asOf: l.asOf?.toISOString() ?? null })),
    listings: standing.map((m) => {
      const row = rows.find((r) => r.mark === m.id)
      const other = { number: '', caseId: m.id, list: m.list, decision: '', unit: m.setBy, flags: [] }
      return listedAs(row ?? ({ ...other } as unknown as Row), m, all)
    }),
    facts: facts.filter((f) => !f.endedOn && (f.until === null || f.until >= today)).map((f) => factAs(f, all)),
  }
}

export async function markOf(tx: Tx, row: Row): Promise<Mark | undefined> {
  return (await marksOfSubject(tx, row.subject)).find((m) => m.id === row.mark)
}
