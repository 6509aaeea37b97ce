// Lots 标段 of one procedure. Each is a case of its own, for each is opened, evaluated, awarded and contracted alone and may fail alone;
// plan, approval and notice are the first one's, and go for all. (One case with all of it in lists would have needed a chart that says
// everything n times.)
import { type CaseAt, caseAt, caseOfKind, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import {
  operation,
  type PersonActor,
  postOf,
  type ReadContext,
  systemOnly,
  type Tx,
} from '../../kernel/platform/index.ts'
import { companiesOf } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { acts } from './acts.ts'
import { act, figure, OFFICER, type Tender, tender } from './case.kind.ts'
import { chart } from './chart.ts'
import { addLot, openLot } from './contract.ts'
import { biddersOf } from './tenders.store.ts'

export const lotAdded = act(addLot, {
  act: 'tender.lot-added',
  who: ({ found }, actor) => postOf(actor, OFFICER)?.unitCode === found.unit,
  check({ at, input, clock, problem }) {
    if (at.facts.form!.lot) throw problem('NOT_FIRST')
    if (at.facts.status !== 'registered') throw problem('NOT_NOW')
    if (input.bond * 100 > input.estimate * figure('bond', clock.now()).value) throw problem('BOND')
  },
  async prepare({ at, input, actor, callAsSystem }) {
    const { caseId: _, ...own } = input
    const { jurisdiction, number, unit } = at.found
    const no = at.facts.lots.length + 2
    const form = { ...at.facts.form!, ...own, lot: { of: number, no } }
    const made = await callAsSystem(openLot, {
      jurisdiction,
      unit,
      unitName: postOf(actor, OFFICER)!.unitName.zh,
      form,
    })
    return { no, lot: made.number, case: made.caseId }
  },
  says: ({ made }) => ({ basis: [cite('招标投标法', 19)], public: made! }),
  output: ({ made }) => ({ lot: made!.lot }),
})

export const lotOpened = operation(openLot, {
  allow: systemOnly,
  async run(ctx) {
    const { jurisdiction, unit, unitName, form } = ctx.input
    const made = await openCase(ctx, {
      ...{ kind: tender.kind, jurisdiction, unit, chartDigest: await roomChart(ctx.tx, tender, chart), form },
      parties: [{ role: 'tenderer', personId: null, organisationId: null, unit, name: unitName, hidden: false }],
    })
    const act = acts['tender.registered']({
      ...{ jurisdiction, subject: made.subject, basis: [cite('招标投标法', 19)] },
      public: { ...made.stamp, number: made.found.number, form },
    })
    await opened(ctx, made, act)
    return { act, output: { caseId: made.found.id, number: made.found.number } }
  },
})

/** All lots of the procedure that this one belongs to, in their order; alone where there is one. `lock`: the first is taken in hand. */
export async function lotsOf(tx: Tx, at: CaseAt<Tender>, lock = false): Promise<CaseAt<Tender>[]> {
  const of = at.facts.form?.lot?.of
  const known = of ? await caseAt<Tender>(tx, { number: of }) : at
  const first = lock ? await caseAt<Tender>(tx, { caseId: known.found.id }, { lock }) : known
  const others = await Promise.all(first.facts.lots.map((l) => caseOfKind(tx, tender, l.number)))
  return [first, ...others.flatMap((o) => o ?? [])]
}
const numberOf = (at: CaseAt<Tender>) => at.facts.form?.lot?.no ?? 1

/** Does with every other lot of the procedure what was done with the first, as the same officer, where it waits for the same. */
export async function alsoLots(
  { tx, at }: { tx: Tx; at: CaseAt<Tender> },
  waits: Tender['status'],
  go: (caseId: string) => Promise<unknown>,
): Promise<void> {
  for (const { number, caseId } of at.facts.lots)
    if ((await caseOfKind(tx, tender, number))?.facts.status === waits) await go(caseId)
}

/** Whether somebody may bid for one more lot. The first is locked, so that two registrations at one time count one another. */
export async function mayBid(tx: Tx, at: CaseAt<Tender>, { personId }: PersonActor): Promise<boolean> {
  const most = at.facts.form!.mayBid
  if (most === undefined) return true
  const rows = await Promise.all((await lotsOf(tx, at, true)).map((l) => biddersOf(tx, l.found)))
  return rows.filter((r) => r.some((b) => b.personId === personId)).length < most
}

/** Codes of the companies that won as many other lots as they may; undefined where an earlier lot waits for its award. */
export async function fullHands(
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  at: CaseAt<Tender>,
): Promise<Set<string> | undefined> {
  const most = at.facts.form!.mayWin
  if (most === undefined) return new Set()
  const won = new Map<string, number>()
  for (const l of await lotsOf(tx, at)) {
    if (l.found.id === at.found.id) continue
    const { awarded, status } = l.facts
    if (!awarded && numberOf(l) < numberOf(at) && status !== 'failed' && status !== 'returned') return undefined
    if (!awarded) continue
    const bids = await callAsSystem(envelope.results, { number: l.found.number })
    for (const { uscc } of companiesOf(bids.find((b) => b.bidder === awarded.bidder)?.identity))
      won.set(uscc, (won.get(uscc) ?? 0) + 1)
  }
  return new Set([...won].flatMap(([uscc, n]) => (n >= most ? [uscc] : [])))
}
