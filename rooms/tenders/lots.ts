// Lots 标段 of one procedure. Each is a case of its own, for each is opened, evaluated, awarded and contracted alone and may fail alone;
// plan, approval and notice are the first one's, and go for all. (One case with all of it in lists would have needed a chart that says
// everything n times.)
import { type CaseAt, openCase, opened, roomChart } from '../../kernel/cases/index.ts'
import { cite } from '../../kernel/law/index.ts'
import { operation, postOf, type ReadContext, systemOnly, type Tx } from '../../kernel/platform/index.ts'
import { alsoLots as also, companiesOf, fullHands as handsFull, lotsOf as lots } from '../../trade/entry/index.ts'
import { contract as envelope } from '../../trade/envelope/index.ts'
import { acts } from './acts.ts'
import { act, figure, OFFICER, type Tender, tender } from './case.kind.ts'
import { chart } from './chart.ts'
import { addLot, openLot } from './contract.ts'

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

/** All lots of the procedure that this one belongs to. */
export const lotsOf = (tx: Tx, at: CaseAt<Tender>) => lots(tx, tender, at)

/** Does with every other lot of the procedure what was done with the first. */
export const alsoLots = (
  ctx: { tx: Tx; at: CaseAt<Tender> },
  waits: Tender['status'],
  go: (caseId: string) => Promise<unknown>,
) => also(ctx, tender, waits, go)

/** Codes of the companies that won as many other lots as they may; undefined where an earlier lot waits for its award. */
export const fullHands = (
  { tx, callAsSystem }: Pick<ReadContext, 'tx' | 'callAsSystem'>,
  at: CaseAt<Tender>,
): Promise<Set<string> | undefined> =>
  handsFull(tx, tender, at, async (l) => {
    const { awarded, status } = l.facts
    if (!awarded) return status === 'failed' || status === 'returned' || status === 'void' ? [] : undefined
    const bids = await callAsSystem(envelope.results, { number: l.found.number })
    return companiesOf(bids.find((b) => b.bidder === awarded.bidder)?.identity).map((c) => c.uscc)
  })
